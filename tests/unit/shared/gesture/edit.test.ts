import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { strokesOf, type Gesture } from "#shared/gesture/index.ts"
import { cut, uncut } from "#shared/gesture/take/edit/cuts.ts"
import { deletePoint, insertPoint, movePoint } from "#shared/gesture/take/edit/points.ts"
import { nearestLine } from "#shared/gesture/take/edit/grid.ts"
import { quantiseCuts, quantiseStrokes } from "#shared/gesture/take/edit/quantise.ts"
import { slice } from "#shared/gesture/take/edit/splice.ts"
import { loop, mirror, stretch } from "#shared/gesture/take/edit/time.ts"
import { cutEdges, isOpenAt } from "#shared/gesture/take/fader-cuts.ts"
import { faderAt, turnsAt } from "#shared/gesture/take/gesture-at.ts"
import { Gesture as GestureSchema } from "#shared/gesture/take/gesture.ts"
import { anyGesture, drawn } from "../../../support/gesture/gestures.ts"
import { strokes } from "../../../support/gesture/hands.ts"

const open = { timeSeconds: 0, value: 1 }
const forwardAndBack = drawn(strokes([0.16, 0.14], [0.08, 0], [0.2, -0.14], [0.06, 0]), 2)
const grid = { tempoBpm: 100, firstBeatSeconds: 0.03, linesPerBeat: 4 }
const isWhole = (gesture: Gesture): boolean => GestureSchema.safeParse(gesture).success

describe("strokes", () => {
  it("are found with their direction, length, way and speed", () => {
    const found = strokesOf(forwardAndBack)
    expect(found).toHaveLength(8)
    for (const [i, stroke] of found.entries()) {
      const [direction, seconds] = i % 2 === 0 ? [1, 0.16] : [-1, 0.2]
      expect(stroke.direction).toBe(direction)
      expect(Math.abs(stroke.durationSeconds - seconds)).toBeLessThan(0.012)
      expect(stroke.extentSeconds).toBeCloseTo(0.14, 2)
      expect(stroke.peakVelocity).toBeCloseTo((0.14 * Math.PI) / 2 / seconds, 1)
      expect(stroke.peakPhase).toBeCloseTo(0.5, 1)
      expect(stroke).toMatchObject({ dips: 0, opens: 0, closes: 0, isOpenAtStart: true })
    }
  })

  it("hold the halts of a tear, but not a rest", () => {
    const tear = strokes([0.12, 0.1], [0.03, 0], [0.12, 0.1], [0.3, 0], [0.1, 0.1], [0.4, -0.3])
    const found = strokesOf(drawn(tear, 1.06))
    expect(found.map(({ direction, dips }) => [direction, dips])).toEqual([
      [1, 1],
      [1, 0],
      [-1, 0],
    ])
  })

  it("know the clicks of the fader within them: a flare closes once and stays open at its ends", () => {
    const fader = [open, { timeSeconds: 0.07, value: 0 }, { timeSeconds: 0.09, value: 1 }]
    const [flare] = strokesOf({ ...forwardAndBack, fader })
    expect(flare).toMatchObject({ isOpenAtStart: true, isOpenAtEnd: true, opens: 1, closes: 1 })
    expect(flare!.openSeconds).toHaveLength(2)
    expect(flare!.clickPhases[0]).toBeCloseTo(0.43, 1)
  })

  it("alternate in time and never overlap, whatever was drawn", () => {
    fc.assert(
      fc.property(anyGesture, (gesture) => {
        const found = strokesOf(gesture)
        for (const [
          i,
          { startSeconds, endSeconds, extentSeconds, openSeconds },
        ] of found.entries()) {
          expect(startSeconds < endSeconds && extentSeconds > 0).toBe(true)
          expect(openSeconds.every((seconds) => seconds >= 0)).toBe(true)
          if (i > 0) expect(startSeconds).toBeGreaterThanOrEqual(found[i - 1]!.endSeconds - 1e-9)
        }
      }),
    )
  })
})

describe("edits of points", () => {
  it("undo one another", () => {
    fc.assert(
      fc.property(
        anyGesture,
        fc.nat(),
        fc.integer({ min: 0, max: 10_000 }),
        (gesture, which, time) => {
          const point = { timeSeconds: time / 1000, positionTurns: 0.3 }
          const { gesture: more, index } = insertPoint(gesture, "points", point)
          expect(isWhole(more)).toBe(true)
          expect(deletePoint(more, "points", index)).toEqual(gesture)
          const at = which % gesture.points.length
          const moved = movePoint(gesture, "points", at, point)
          expect(isWhole(moved)).toBe(true)
          expect(movePoint(moved, "points", at, gesture.points[at]!)).toEqual(gesture)
        },
      ),
    )
  })

  it("of points that are not there are refused", () => {
    expect(() => deletePoint(forwardAndBack, "fader", 0)).toThrow("There is no point 0 in fader")
    expect(() =>
      movePoint(forwardAndBack, "points", -1, { timeSeconds: 0, positionTurns: 0 }),
    ).toThrow("no point")
  })

  it("cut and take cuts away", () => {
    fc.assert(
      fc.property(
        anyGesture,
        fc.nat(9000),
        fc.integer({ min: 1, max: 900 }),
        (gesture, at, length) => {
          const [start, end] = [at / 1000, (at + length) / 1000]
          const less = cut(gesture, start, end)
          const more = uncut(gesture, start, end)
          expect(isWhole(less) && isWhole(more)).toBe(true)
          const middle = (start + end) / 2
          expect([faderAt(less, middle), faderAt(more, middle)]).toEqual([0, 1])
          for (const time of [start - 0.0005, end + 0.0005])
            expect(faderAt(less, time)).toBe(faderAt(gesture, time) ?? 1)
        },
      ),
    )
    expect(isOpenAt(cutEdges(cut(forwardAndBack, 0.1, 0.2).fader), 0.25)).toBe(true)
  })
})

describe("edits of time", () => {
  const starts = (gesture: Gesture): number[] =>
    strokesOf(gesture).map(({ startSeconds }) => startSeconds)

  it("put strokes on the grid, as far as their strength says, and keep their ways", () => {
    const quantised = quantiseStrokes(forwardAndBack, grid, 1)
    for (const start of starts(quantised))
      expect(Math.abs(start - nearestLine(start, grid))).toBeLessThan(0.006)
    expect(quantiseStrokes(forwardAndBack, grid, 0)).toEqual(forwardAndBack)
    for (const [i, half] of starts(quantiseStrokes(forwardAndBack, grid, 0.5)).entries()) {
      const [from, to] = [starts(forwardAndBack)[i]!, starts(quantised)[i]!]
      expect(Math.abs(half - (from + to) / 2)).toBeLessThan(0.006)
    }
    expect(quantised.points.at(-1)!.positionTurns).toBe(forwardAndBack.points.at(-1)!.positionTurns)
  })

  it("never turn time around, whatever the grid", () => {
    fc.assert(
      fc.property(
        anyGesture,
        fc.integer({ min: 20, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (gesture, tempoBpm, strength) => {
          const coarse = { tempoBpm, firstBeatSeconds: 0, linesPerBeat: 1 }
          for (const edited of [
            quantiseStrokes(gesture, coarse, strength),
            quantiseCuts(gesture, coarse, strength),
          ])
            expect(isWhole(edited)).toBe(true)
        },
      ),
    )
  })

  it("put cuts on the grid", () => {
    const fader = [open, { timeSeconds: 0.31, value: 0 }, { timeSeconds: 0.62, value: 1 }]
    const edges = cutEdges(quantiseCuts({ ...forwardAndBack, fader }, grid, 1).fader).slice(1)
    expect(edges.map(({ timeSeconds }) => timeSeconds)).toEqual([
      expect.closeTo(0.33, 9),
      expect.closeTo(0.63, 9),
    ])
  })

  it("are undone by their inverse", () => {
    fc.assert(
      fc.property(anyGesture, fc.constantFrom(0.25, 0.5, 2, 4), (gesture, factor) => {
        expect(stretch(stretch(gesture, factor), 1 / factor)).toEqual(gesture)
        const twice = mirror(mirror(gesture))
        for (const [i, { positionTurns }] of twice.points.entries())
          expect(positionTurns).toBeCloseTo(gesture.points[i]!.positionTurns, 9)
        expect(loop(gesture, 1).points).toEqual(gesture.points)
      }),
    )
    expect(() => stretch(forwardAndBack, 0)).toThrow("cannot be stretched")
  })

  it("repeat without a jump: each round goes on from where the record is", () => {
    const part = slice(forwardAndBack, 0.1, 0.3)
    const three = loop(part, 3)
    expect(three.durationSeconds).toBeCloseTo(0.6)
    expect(isWhole(three)).toBe(true)
    const way = turnsAt(part, 0.2) - turnsAt(part, 0)
    expect(turnsAt(three, 0.6) - turnsAt(three, 0)).toBeCloseTo(3 * way)
    for (let at = 0; at < 0.6; at += 0.001)
      expect(Math.abs(turnsAt(three, at + 0.001) - turnsAt(three, at))).toBeLessThan(0.002)
    expect(() => loop(part, 0)).toThrow("1 to")
  })

  it("mirror turns forward into back", () => {
    const directions = (gesture: Gesture) => strokesOf(gesture).map(({ direction }) => direction)
    expect(directions(mirror(forwardAndBack))).toEqual(
      directions(forwardAndBack).map((each) => -each),
    )
  })
})
