import { expect, it } from "vitest"
import { inRange } from "#shared/gesture/index.ts"

it("an edit of a range does not take the hand off at a seam that is rounded", () => {
  const touches = [{ startSeconds: 0.5, endSeconds: 1.25 }]
  const gesture = { durationSeconds: 2, points: [], fader: [], touches }
  const range = { startSeconds: 0.301, endSeconds: 0.805 }
  expect(inRange(gesture, range, (part) => part).touches).toHaveLength(1)
})
