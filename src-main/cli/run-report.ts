/** Runs as the command line tells of them. */
import { fail, type Run } from "#shared/contract/index.ts"

export function runLine({ id, name, state, step, config, best, unit, modelId }: Run): string {
  const figure = best
    ? `best ${best.valid.toFixed(4)} nats a ${unit} at step ${best.step}`
    : "not measured"
  const model = modelId === null ? [] : [`model ${modelId}`]
  return [id, name, state, `step ${step} of ${config.steps}`, figure, ...model].join("  ")
}

/** @throws StudioError not-found, invalid-input where several have the name */
export function runNamed(all: readonly Run[], which: string): Run {
  const matching = all.filter(({ id, name }) => id === which || name === which)
  if (matching.length > 1)
    fail("invalid-input", `${matching.length} runs are called ${which}: give the id`)
  return matching[0] ?? fail("not-found", `There is no run ${which}`)
}
