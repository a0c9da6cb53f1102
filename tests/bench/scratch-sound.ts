/**
 * From gesture to sound: `npm run bench -- scratch-sound [--seconds S] [--takes N] [--deck-steps N] [--residual-steps N]`.
 * Ground truth is a virtual rig (tests/support/scratch) whose fader law, cartridge, phono stage, interpolation, delays and noise
 * are none of the fitted model's. It is learnt from takes on four samples, and measured on other takes on two other samples.
 * Prints each model with 95 % intervals over the held-out takes, and how much better the whole model is than each.
 */
import { parseArgs } from "node:util"
import { createExecutor } from "#engine/compute/index.ts"
import {
  betterBy,
  evaluateModels,
  type ModelFigures,
} from "#engine/scratch/sound/measures/evaluate.ts"
import { METRICS } from "#engine/scratch/sound/measures/metrics.ts"
import { recordOf } from "#engine/scratch/sound/deck/record.ts"
import { fitDeck } from "#engine/scratch/sound/fit/fit-deck.ts"
import { modelsOf } from "#engine/scratch/sound/fit/fit-rig.ts"
import type { HeardTake } from "#engine/scratch/sound/fit/heard-take.ts"
import { hearTake } from "#engine/scratch/sound/fit/hear-take.ts"
import { type Learning, learnSteps } from "#engine/scratch/sound/fit/learn.ts"
import { residualLearning } from "#engine/scratch/sound/fit/learn-residual.ts"
import { neuralLearning } from "#engine/scratch/sound/neural/learn-neural.ts"
import { handwork } from "../support/scratch/scratch-hands.ts"
import { SAMPLE_RATE_HZ, type SampleName, SAMPLES } from "../support/scratch/samples.ts"
import { recordRig, RIG_RATE_HZ } from "../support/scratch/virtual-rig.ts"

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "8" },
    takes: { type: "string", default: "2" },
    "deck-steps": { type: "string", default: "120" },
    "residual-steps": { type: "string", default: "600" },
    "neural-steps": { type: "string", default: "300" },
  },
})
const TRAIN: SampleName[] = ["ahh", "horn", "drumBreak", "chord"]
const TEST: SampleName[] = ["noise", "siren"]

let seed = 0
const takesOn = (names: readonly SampleName[], each: number): HeardTake[] =>
  names.flatMap((name) => {
    const sample = SAMPLES[name]()
    return Array.from({ length: each }, () => {
      seed++
      const { done, told } = handwork(Number(values.seconds), seed)
      const { sound } = recordRig(done, sample, seed)
      return hearTake({
        ...{ title: `take ${seed} on ${name}`, takeKey: String(seed), recordKey: name },
        ...{ gesture: told, record: recordOf(sample, SAMPLE_RATE_HZ) },
        recordingTitle: "its recording",
        recording: { mono: sound, rateHz: RIG_RATE_HZ },
      })
    })
  })

const cpu = (): number => process.cpuUsage().user / 1e6
async function timed<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const from = cpu()
  const result = await work()
  console.log(`${name}: ${(cpu() - from).toFixed(1)} s of CPU`)
  return result
}

const train = await timed("train takes", () => takesOn(TRAIN, Number(values.takes)))
const test = await timed("held-out takes", () => takesOn(TEST, 2 * Number(values.takes)))
const deck = await timed("deck", () => {
  const fit = fitDeck(train, { steps: Number(values["deck-steps"]), seed: 1 })
  for (let next = fit.next(); ; next = fit.next()) if (next.done) return next.value
})
console.log(deck.physics)

const executor = await createExecutor("onnx-cpu")
async function learnt(learning: Learning): Promise<Float32Array> {
  let weights = new Float32Array(0)
  for await (const { state, loss, step } of learnSteps(learning, { executor })) {
    weights = state["parameters"]!.data as Float32Array<ArrayBuffer>
    if (step % 100 === 0) console.log(`  ${step}: ${loss.toFixed(4)}`)
  }
  return weights
}
const residual = await timed("residual", async () => {
  const steps = Number(values["residual-steps"])
  const learning = residualLearning(deck, train, { steps, seed: 1 })
  return { noise: learning.noise, weights: await learnt(learning) }
})
const neural = await timed("neural", () =>
  learnt(neuralLearning(train, { steps: Number(values["neural-steps"]), seed: 1 })),
)
await executor.close()

const models = modelsOf({ deck, residual, neural, train })
const rows: ModelFigures[] = [...evaluateModels(models, test)]
console.log(
  `\n${test.length} takes of ${values.seconds} s on ${TEST.join(" and ")}, which nothing was learnt from`,
)
console.log(["model", ...METRICS].join(" | "))
for (const { model, figures } of rows)
  console.log(
    [
      model,
      ...METRICS.map((metric) => {
        const { mean, low, high } = figures[metric]
        return `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
      }),
    ].join(" | "),
  )
const best = rows.at(-1)!
console.log(`\nHow much better "${best.model}" is, take by take`)
for (const other of rows.slice(0, -1))
  console.log(
    [
      other.model,
      ...METRICS.map((metric) => {
        const { mean, low, high } = betterBy(best, other, metric)
        return `${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`
      }),
    ].join(" | "),
  )
