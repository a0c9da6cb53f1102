import type { Handlers, scratchReading } from "#shared/contract/index.ts"
import { gestureOfNumbers } from "#shared/gesture/index.ts"
import { classifyGesture } from "./classify-io.ts"

export const readingHandlers: Handlers<typeof scratchReading> = {
  "scratch.read": ({ numbers, openEnd }) => classifyGesture(gestureOfNumbers(numbers), openEnd),
}
