import fc from "fast-check"
import { expect, test } from "vitest"
import { StrokeReader, strokesOf, type Gesture } from "#shared/gesture/index.ts"
import * as edits from "#shared/gesture/take/edit/index.ts"
import { anyGesture, drawn } from "../../../support/gesture/gestures.ts"
import { strokes } from "../../../support/gesture/hands.ts"

const HAND = strokes([0.16, 0.14], [0.08, 0], [0.2, -0.14], [0.06, 0], [0.1, 0.05], [0.11, -0.05])
const PLAYED = drawn(HAND, 6, [{ timeSeconds: 0, value: 1 }])

/** Edits of a part of six seconds. */
const anyEdit = fc
  .record({
    start: fc.integer({ min: 0, max: 5800 }),
    length: fc.integer({ min: 1, max: 400 }),
    by: fc.integer({ min: -80, max: 80 }),
    kind: fc.constantFrom("cut", "mirror", "remove", "shift", "deepen", "repeat", "move"),
  })
  .map(({ start, length, by, kind }) => (gesture: Gesture): Gesture => {
    const startSeconds = Math.min(start / 1000, gesture.durationSeconds / 2)
    const range = { startSeconds, endSeconds: startSeconds + length / 1000 }
    if (kind === "cut") return edits.cut(gesture, range.startSeconds, range.endSeconds)
    if (kind === "mirror") return edits.inRange(gesture, range, edits.mirror)
    if (kind === "remove") return edits.removeRange(gesture, range)
    if (kind === "shift") return edits.shiftStrokes(gesture, range, by / 1000)
    if (kind === "repeat") return edits.inRange(gesture, range, (part) => edits.loop(part, 2))
    if (kind === "deepen")
      return edits.inRange(gesture, range, (part) => edits.scaleDepth(part, 1 + by / 100))
    const index = Math.min(start, gesture.points.length - 1)
    const point = gesture.points[index]!
    const to = { ...point, positionTurns: point.positionTurns + by / 1000 }
    return edits.movePoint(gesture, "points", index, to)
  })

test("strokes after an edit are those of the whole gesture, to the bit", () => {
  const gesture = fc.oneof(fc.constant(PLAYED), anyGesture)
  fc.assert(
    fc.property(gesture, fc.array(anyEdit, { maxLength: 6 }), (start, all) => {
      const reader = new StrokeReader()
      let now = start
      expect(reader.read(now)).toEqual(strokesOf(now))
      for (const edit of all) {
        now = edit(now)
        expect(reader.read(now)).toEqual(strokesOf(now))
      }
    }),
    { numRuns: 60 },
  )
})

test("strokes that an edit does not touch are the very same", () => {
  const reader = new StrokeReader()
  const before = reader.read(PLAYED)
  const after = reader.read(edits.shiftStrokes(PLAYED, before[10]!, 0.02))
  expect(after.slice(0, 7)).toEqual(before.slice(0, 7))
  expect(after.filter((stroke) => before.includes(stroke)).length).toBeGreaterThan(20)
})
