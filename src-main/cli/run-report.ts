/** Runs as the command line tells of them. */
import type { Run } from "#shared/contract/index.ts"

export function runLine({ id, name, state, step, config, best, unit, modelId }: Run): string {
  const figure = best
    ? `best ${best.valid.toFixed(4)} nats a ${unit} at step ${best.step}`
    : "not measured"
  const model = modelId === null ? [] : [`model ${modelId}`]
  return [id, name, state, `step ${step} of ${config.steps}`, figure, ...model].join("  ")
}
