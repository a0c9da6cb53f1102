/** The scratch lab without an engine: by rules alone, which are pure. For component tests. */
import type { Handlers, scratchReading } from "../../src-main/shared/contract/index.ts"
import { gestureOfNumbers } from "../../src-main/shared/gesture/index.ts"
import { readScratch } from "../../src-main/shared/scratch/index.ts"

export const fakeScratch = (): Handlers<typeof scratchReading> => ({
  "scratch.read": ({ numbers, openEnd }) => readScratch(gestureOfNumbers(numbers), { openEnd }),
})
