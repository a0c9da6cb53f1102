/** How far a run has come: plain numbers, kept beside the weights. */
import { z } from "zod"
import { Measurement } from "#shared/contract/training.ts"

const Numbers = z.object({
  step: z.int().min(0),
  seconds: z.number().min(0),
  /** Of the steps since the last measurement. */
  lossSum: z.number(),
  lossCount: z.int().min(0),
  /** What the rate is multiplied by, halved at each fall. */
  rateFactor: z.number().positive(),
  /** Times that numbers ran away and the run went back. */
  falls: z.int().min(0),
  measurements: z.array(Measurement),
})
type Numbers = z.infer<typeof Numbers>

export interface RunProgress extends Readonly<Numbers> {
  best(): Measurement | null
  /** @param loss nats per unit; @param seconds that the step took */
  stepped(loss: number, seconds: number): RunProgress
  measured(valid: number): { measured: RunProgress; isBest: boolean }
  /** This state with what the run that fell has learnt of its rate. */
  fallen(from: RunProgress): RunProgress
  /** So many measurements in a row were no better than one before; 0 is never stale. */
  isStale(patience: number): boolean
  numbers(): Numbers
}

const START: Numbers = {
  ...{ step: 0, seconds: 0, lossSum: 0, lossCount: 0, rateFactor: 1, falls: 0, measurements: [] },
}

/** What a file holds. @throws ZodError where it is no progress */
export const readProgress = (json: unknown): RunProgress => progressOf(Numbers.parse(json))

export function progressOf(numbers: Numbers = START): RunProgress {
  const { step, seconds, lossSum, lossCount, measurements } = numbers
  const best = measurements.reduce<Measurement | null>(
    (so, each) => (so && so.valid <= each.valid ? so : each),
    null,
  )
  return {
    ...numbers,
    best: () => best,
    numbers: () => numbers,
    stepped: (loss, took) =>
      progressOf({
        ...numbers,
        ...{ step: step + 1, seconds: seconds + took },
        ...{ lossSum: lossSum + loss, lossCount: lossCount + 1 },
      }),
    measured(valid) {
      const train = lossCount > 0 ? lossSum / lossCount : null
      const next = [...measurements, { step, seconds, train, valid }]
      return {
        measured: progressOf({ ...numbers, lossSum: 0, lossCount: 0, measurements: next }),
        isBest: !best || valid < best.valid,
      }
    },
    fallen: (from) =>
      progressOf({ ...numbers, rateFactor: from.rateFactor / 2, falls: from.falls + 1 }),
    isStale: (patience) =>
      patience > 0 &&
      best !== null &&
      measurements.length - 1 - measurements.indexOf(best) >= patience,
  }
}
