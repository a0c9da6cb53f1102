import fc from "fast-check"
import { expect, it } from "vitest"
import { thinned } from "#shared/gesture/index.ts"
import { turnsAt } from "#shared/gesture/take/gesture-at.ts"

const still = { durationSeconds: 9, fader: [], touches: [] }

it("a thinned curve is nowhere further from the whole one than it may be", () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -9, max: 9 })))
  fc.assert(
    fc.property(steps, (all) => {
      let [timeSeconds, positionTurns] = [0, 0]
      const points = all.map(([wait, way]) => {
        timeSeconds += wait / 1000
        positionTurns += way / 1e4
        return { timeSeconds, positionTurns }
      })
      const few = thinned(points, 3e-4)
      expect(few[0]).toBe(points[0])
      expect(few.at(-1)).toBe(points.at(-1))
      for (const [i, point] of points.entries()) {
        // Of points of one time the last one counts.
        if (points[i + 1]?.timeSeconds === point.timeSeconds) continue
        const there = turnsAt({ ...still, points: few }, point.timeSeconds)
        expect(Math.abs(there - point.positionTurns)).toBeLessThanOrEqual(3e-4 + 1e-12)
      }
    }),
  )
})

it("of a record that turns evenly two points are left", () => {
  const even = Array.from({ length: 100 }, (_, i) => ({ timeSeconds: i / 10, positionTurns: i }))
  expect(thinned(even)).toEqual([even[0], even[99]])
})
