/** The model without a deck, learnt, and as a sound. */
import { seededRandom } from "#shared/music/random.ts"
import { abs, floats, input, mean, sub, type Tensors } from "../../../compute/index.ts"
import type { HeardTake } from "../fit/heard-take.ts"
import type { Learning } from "../fit/learn.ts"
import { noiseOfBands, type SoundModel } from "../measures/baselines.ts"
import { BAND_HOP, BANDS, logBands } from "../spectra/bands.ts"
import {
  NEURAL_HOP,
  NEURAL_INPUTS,
  neuralInputs,
  neuralLayout,
  neuralNetwork,
  runNeural,
  toNetwork,
} from "./network.ts"

/** A second at a time. */
const [BATCH, TIME] = [12, 100]

export function neuralLearning(
  takes: readonly HeardTake[],
  { steps, seed }: { steps: number; seed: number },
): Learning {
  const lessons = takes.map((take) => ({
    inputs: neuralInputs(take, take.heard.length),
    heard: logBands(take.heard, NEURAL_HOP).map(toNetwork),
  }))
  const [x, heard] = [
    input("x", [TIME, BATCH, NEURAL_INPUTS]),
    input("heard", [TIME, BATCH, BANDS]),
  ]
  const batchAt = (step: number): Tensors => {
    const random = seededRandom(seed + Math.imul(step + 1, 0x85ebca6b))
    const batch = {
      x: new Float32Array(TIME * BATCH * NEURAL_INPUTS),
      heard: new Float32Array(TIME * BATCH * BANDS),
    }
    for (let row = 0; row < BATCH; row++) {
      const lesson = lessons[Math.floor(random() * lessons.length)]!
      const frames = lesson.heard.length / BANDS
      const from = Math.floor(random() * Math.max(1, frames - TIME))
      for (let t = 0; t < TIME; t++) {
        const at = Math.min(frames - 1, from + t)
        const to = t * BATCH + row
        const seen = lesson.inputs.subarray(at * NEURAL_INPUTS, (at + 1) * NEURAL_INPUTS)
        batch.x.set(seen, to * NEURAL_INPUTS)
        batch.heard.set(lesson.heard.subarray(at * BANDS, (at + 1) * BANDS), to * BANDS)
      }
    }
    return {
      x: floats(batch.x, [TIME, BATCH, NEURAL_INPUTS]),
      heard: floats(batch.heard, [TIME, BATCH, BANDS]),
    }
  }
  return {
    ...{ layout: neuralLayout(), inputs: { x, heard }, batchAt, steps, seed, rate: 0.004 },
    loss: (parameters) => mean(abs(sub(neuralNetwork(parameters, x), heard))),
  }
}

export function neuralModel(weights: Float32Array): SoundModel {
  return (take) => {
    const { length } = take.heard
    const told = runNeural(weights, neuralInputs(take, length))
    const last = told.length / BANDS - 1
    const rows = Float32Array.from(
      { length: (Math.floor(length / BAND_HOP) + 1) * BANDS },
      (_, i) => {
        const place = Math.min(last, (Math.floor(i / BANDS) * BAND_HOP) / NEURAL_HOP)
        const at = Math.min(last - 1, Math.floor(place))
        const [one, other] = [
          told[at * BANDS + (i % BANDS)]!,
          told[(at + 1) * BANDS + (i % BANDS)]!,
        ]
        return one + (other - one) * (place - at)
      },
    )
    return noiseOfBands(rows, length)
  }
}
