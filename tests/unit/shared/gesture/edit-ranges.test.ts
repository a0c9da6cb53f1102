import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { strokesOf, type Gesture } from "#shared/gesture/index.ts"
import { cut, cutsOf, moveCut, uncut } from "#shared/gesture/take/edit/cuts.ts"
import { quantiseCuts, quantiseStrokes, shiftStrokes } from "#shared/gesture/take/edit/quantise.ts"
import { lineAt, nearestLine } from "#shared/gesture/take/edit/grid.ts"
import { offset, redraw, scaleDepth, smooth } from "#shared/gesture/take/edit/shape.ts"
import { inRange, insertGesture, removeRange, slice } from "#shared/gesture/take/edit/splice.ts"
import { splitCut, splitStroke } from "#shared/gesture/take/edit/split.ts"
import { thinned } from "#shared/gesture/take/edit/thin.ts"
import { loop, mirror, reverse, stretch } from "#shared/gesture/take/edit/time.ts"
import { faderAt, turnsAt } from "#shared/gesture/take/gesture-at.ts"
import { gestureOfNumbers, numbersOfGesture } from "#shared/gesture/take/gesture-numbers.ts"
import { Gesture as GestureSchema } from "#shared/gesture/take/gesture.ts"
import { anyGesture, drawn } from "../../../support/gesture/gestures.ts"
import { strokes } from "../../../support/gesture/hands.ts"

const babies = drawn(strokes([0.16, 0.14], [0.08, 0], [0.2, -0.14], [0.06, 0]), 2)
const isWhole = (gesture: Gesture): boolean => GestureSchema.safeParse(gesture).success
const anyRange = fc
  .tuple(fc.integer({ min: 0, max: 1900 }), fc.integer({ min: 1, max: 600 }))
  .map(([from, length]) => ({
    startSeconds: from / 1000,
    endSeconds: Math.min(2, (from + length) / 1000),
  }))
/** Position and fader at every few milliseconds. */
const heard = (gesture: Gesture, from: number, to: number): number[] => {
  const values: number[] = []
  for (let at = from; at < to; at += 0.0073)
    values.push(turnsAt(gesture, at), faderAt(gesture, at) ?? 1)
  return values
}
const expectSame = (one: number[], other: number[]): void => {
  expect(one).toHaveLength(other.length)
  for (const [i, value] of one.entries())
    if (Math.abs(value - other[i]!) > 1e-9) expect(value).toBe(other[i])
}

describe("an edit of a range", () => {
  const edits: Record<string, (part: Gesture) => Gesture> = {
    mirror,
    reverse,
    smooth: (part) => smooth(part, 0.02),
    depth: (part) => scaleDepth(part, 0.4),
    stretch: (part) => stretch(part, 1.5),
    loop: (part) => loop(part, 3),
  }

  it.each(Object.keys(edits))(
    "%s leaves what is before, and keeps the movement after it",
    (name) => {
      fc.assert(
        fc.property(anyGesture, anyRange, (gesture, range) => {
          const edited = inRange(gesture, range, edits[name]!)
          expect(isWhole(edited)).toBe(true)
          expectSame(heard(edited, 0, range.startSeconds), heard(gesture, 0, range.startSeconds))
          const later = edited.durationSeconds - gesture.durationSeconds
          const from = range.endSeconds + 1e-6
          const up = turnsAt(edited, from + later) - turnsAt(gesture, from)
          for (let at = from; at < 2; at += 0.0091) {
            const turned = turnsAt(edited, at + later) - turnsAt(gesture, at)
            if (Math.abs(turned - up) > 1e-6) expect(turned).toBeCloseTo(up, 6)
          }
        }),
        { numRuns: 40 },
      )
    },
  )

  it("that changes nothing changes nothing that is heard", () => {
    fc.assert(
      fc.property(anyGesture, anyRange, (gesture, range) => {
        const same = inRange(gesture, range, (part) => part)
        expectSame(heard(same, -0.1, 2.1), heard(gesture, -0.1, 2.1))
        expect(same.touches).toEqual(gesture.touches)
        const twice = inRange(inRange(gesture, range, mirror), range, mirror)
        expectSame(heard(twice, -0.1, 2.1), heard(gesture, -0.1, 2.1))
      }),
    )
  })

  it("is undone: what was taken out is put in again, what was reversed is reversed", () => {
    fc.assert(
      fc.property(anyGesture, anyRange, (gesture, range) => {
        const { startSeconds, endSeconds } = range
        const out = removeRange(gesture, range)
        expect(isWhole(out)).toBe(true)
        expect(out.durationSeconds).toBeCloseTo(2 - (endSeconds - startSeconds))
        const back = insertGesture(out, startSeconds, slice(gesture, startSeconds, endSeconds))
        expect(back.durationSeconds).toBeCloseTo(2)
        const [one, other] = [back, gesture].map((each) => heard(each, -0.1, endSeconds - 1e-6))
        expectSame(one!, other!)
        const reversed = reverse(reverse(gesture))
        for (const [i, { positionTurns }] of reversed.points.entries())
          expect(positionTurns).toBe(gesture.points[i]!.positionTurns)
      }),
    )
  })

  it("of no order is refused", () => {
    expect(() => removeRange(babies, { startSeconds: 1, endSeconds: 0 })).toThrow("no range")
    expect(() => scaleDepth(babies, Number.NaN)).toThrow("none")
  })
})

describe("the way of the record", () => {
  it("is drawn by hand between two times, and joins what is around it", () => {
    fc.assert(
      fc.property(anyGesture, anyRange, (gesture, { startSeconds, endSeconds }) => {
        const middle = (startSeconds + endSeconds) / 2
        const hand = [startSeconds, middle, endSeconds].map((timeSeconds, i) => ({
          ...{ timeSeconds, positionTurns: i * 0.2 },
        }))
        const edited = redraw(gesture, hand)
        expect(isWhole(edited)).toBe(true)
        for (const at of [startSeconds - 0.001, startSeconds, endSeconds, endSeconds + 0.3]) {
          const isBetween = gesture.points.some(
            ({ timeSeconds }) => Math.abs(timeSeconds - at) < 0.0015,
          )
          if (!isBetween && (at === startSeconds || at === endSeconds))
            expect(turnsAt(edited, at)).toBeCloseTo(turnsAt(gesture, at), 9)
        }
        if (endSeconds - startSeconds > 0.07) expect(turnsAt(edited, middle)).toBeCloseTo(0.2, 9)
        const outside = ({ timeSeconds: at }: { timeSeconds: number }) =>
          at < startSeconds || at > endSeconds
        expect(edited.points.filter(outside)).toEqual(gesture.points.filter(outside))
      }),
    )
    expect(redraw(babies, [{ timeSeconds: 1, positionTurns: 0 }])).toBe(babies)
  })

  it("loses its tremor and keeps its strokes where it is smoothed", () => {
    const shaken = {
      ...babies,
      points: babies.points.map((point, i) => ({
        ...point,
        positionTurns: point.positionTurns + (i % 2 ? 0.002 : -0.002),
      })),
    }
    const calm = smooth(shaken, 0.012)
    const worst = (gesture: Gesture): number =>
      gesture.points.reduce(
        (most, { timeSeconds, positionTurns }, i) =>
          i < 20 || i > 980
            ? most
            : Math.max(most, Math.abs(positionTurns - turnsAt(babies, timeSeconds))),
        0,
      )
    expect(worst(calm)).toBeLessThan(worst(shaken) / 2)
    expect(strokesOf(calm)).toHaveLength(8)
    expect(smooth(babies, 0)).toBe(babies)
  })

  it("goes less far, and elsewhere", () => {
    const half = scaleDepth(babies, 0.5)
    for (const [i, { extentSeconds }] of strokesOf(half).entries())
      expect(extentSeconds).toBeCloseTo(strokesOf(babies)[i]!.extentSeconds / 2, 3)
    expect(scaleDepth(babies, 1)).toBe(babies)
    expectSame(heard(offset(offset(babies, 0.25), -0.25), 0, 2), heard(babies, 0, 2))
  })

  it("needs fewer points, and is nowhere farther off than was asked", () => {
    fc.assert(
      fc.property(anyGesture, fc.constantFrom(0.0001, 0.01, 0.3), (gesture, turns) => {
        const thin = thinned(gesture, turns)
        expect(isWhole(thin)).toBe(true)
        for (const { timeSeconds, positionTurns } of gesture.points)
          expect(Math.abs(turnsAt(thin, timeSeconds) - positionTurns)).toBeLessThanOrEqual(
            turns * 1.001,
          )
      }),
    )
    const rest = drawn(strokes([0.1, 0.1], [2, 0]), 2)
    expect(thinned(rest).points.length).toBeLessThan(60)
  })

  it("is one row of numbers and back, whatever it is; other numbers are none", () => {
    fc.assert(
      fc.property(anyGesture, (gesture) => {
        const numbers = numbersOfGesture(gesture)
        expect(gestureOfNumbers(numbers)).toEqual(gesture)
        expect(() => gestureOfNumbers(numbers.subarray(1))).toThrow("no gesture")
      }),
    )
    expect(() => gestureOfNumbers(Float64Array.of(1, 1, 0, 0, 0, Number.NaN))).toThrow("no gesture")
    expect(() => gestureOfNumbers(new Float64Array())).toThrow("no gesture")
  })
})

describe("cuts", () => {
  it("are listed, moved and moved back", () => {
    const once = cut(cut(babies, 0.2, 0.3), 0.6, 0.65)
    expect(cutsOf(once)).toEqual([
      { startSeconds: 0.2, endSeconds: 0.3 },
      { startSeconds: 0.6, endSeconds: 0.65 },
    ])
    const [first] = cutsOf(once)
    const to = { startSeconds: 0.25, endSeconds: 0.4 }
    const moved = moveCut(once, first!, to)
    expect(cutsOf(moved)[0]).toEqual(to)
    expect(cutsOf(moveCut(moved, to, first!))).toEqual(cutsOf(once))
    expect(cutsOf(uncut(once, 0, 2))).toEqual([])
    expect(cutsOf(babies)).toEqual([])
  })

  it("and strokes are split in two where one says", () => {
    expect(cutsOf(splitCut(cut(babies, 0.2, 0.4), 0.3))).toHaveLength(2)
    expect(splitCut(babies, 0.3)).toBe(babies)
    const [stroke] = strokesOf(splitStroke(babies, 0.08))
    expect(stroke!.dips).toBe(1)
    expect(stroke!.extentSeconds).toBeCloseTo(strokesOf(babies)[0]!.extentSeconds, 3)
    expect(isWhole(splitStroke(babies, 0.08))).toBe(true)
    expect(splitStroke(babies, 0.2)).toBe(babies)
  })
})

describe("a grid", () => {
  const swung = { tempoBpm: 120, firstBeatSeconds: 0.1, linesPerBeat: 2, swing: 2 / 3 }

  it("swings its odd lines", () => {
    expect([0, 1, 2, -1].map((line) => lineAt(line, swung))).toEqual([
      ...[0.1, 0.1 + 1 / 3, 0.6, 0.1 - 1 / 6].map((at) => expect.closeTo(at, 9) as number),
    ])
    expect(nearestLine(0.42, swung)).toBeCloseTo(0.1 + 1 / 3)
  })

  it("pulls only what is in a range, and nothing at strength 0", () => {
    fc.assert(
      fc.property(anyGesture, anyRange, (gesture, range) => {
        expect(quantiseStrokes(gesture, swung, 0)).toBe(gesture)
        expect(quantiseCuts(gesture, swung, 0)).toBe(gesture)
        const both = quantiseCuts(quantiseStrokes(gesture, swung, 1, range), swung, 1, { range })
        expect(isWhole(both)).toBe(true)
        const outside = ({ timeSeconds: at }: { timeSeconds: number }) =>
          at < range.startSeconds || at >= range.endSeconds
        expect(both.points.filter(outside)).toEqual(gesture.points.filter(outside))
        expect(both.fader.filter(outside)).toEqual(gesture.fader.filter(outside))
        expect(both.durationSeconds).toBe(gesture.durationSeconds)
      }),
    )
  })
})

describe("a stroke that is moved in time", () => {
  it("keeps its length and way, and all but its neighbours stay", () => {
    const [, second] = strokesOf(babies)
    const moved = shiftStrokes(babies, second!, 0.02)
    expect(isWhole(moved)).toBe(true)
    const now = strokesOf(moved)
    expect(now[1]!.startSeconds - second!.startSeconds).toBeCloseTo(0.02, 3)
    expect(now[1]!.durationSeconds).toBeCloseTo(second!.durationSeconds, 2)
    for (const i of [0, 2, 3]) {
      const [one, other] = [now[i]!, strokesOf(babies)[i]!]
      expect(one.startSeconds).toBeCloseTo(other.startSeconds, 2)
    }
    expect(shiftStrokes(babies, second!, 0)).toBe(babies)
  })

  it("never passes another, however far", () => {
    fc.assert(
      fc.property(
        anyGesture,
        anyRange,
        fc.integer({ min: -900, max: 900 }),
        (gesture, range, by) => {
          expect(isWhole(shiftStrokes(gesture, range, by / 1000))).toBe(true)
        },
      ),
    )
  })
})
