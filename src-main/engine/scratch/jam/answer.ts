/** An answer as it is asked for and given between processes. */
import type { z } from "zod"
import { JamAnswerId, type JamAnswer, type scratchJam } from "#shared/contract/index.ts"
import { gestureOfNumbers, numbersOfGesture } from "#shared/gesture/index.ts"
import { readScratch } from "#shared/scratch/index.ts"
import type { PhraseBank } from "./bank.ts"
import { leaningOf, type Rated, type Traits } from "./liking.ts"
import { planAnswer } from "./plan.ts"

export type JamAsking = z.output<(typeof scratchJam)["scratch.answer"]["input"]>

interface Knowing {
  readonly bank: PhraseBank
  /** What thumbs said, the newest first. */
  readonly rated: readonly Rated[]
  readonly id: string
}

/** @throws StudioError invalid-input where the numbers are no gesture */
export function answerJam(
  { numbers, ...asking }: JamAsking,
  { bank, rated, id }: Knowing,
): { answer: JamAnswer; traits: Traits } {
  const { mode, seed } = asking
  const leaning = leaningOf(rated, mode)
  const planned = planAnswer({ ...asking, call: gestureOfNumbers(numbers), leaning }, bank)
  const answer = {
    ...{ id: JamAnswerId.parse(id), mode, seed, likeness: planned.likeness },
    numbers: numbersOfGesture(planned.gesture),
    labels: readScratch(planned.gesture, { openEnd: "high" }).segments,
  }
  return { answer, traits: planned.traits }
}
