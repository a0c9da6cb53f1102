import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  distanceTo,
  shareAt,
  swept,
  thinned,
  type PathPoint,
} from "../../../../src-renderer/features/timeline/model/hand-path.ts"

const share = fc.double({ min: 0, max: 1, noNaN: true })
const anywhere = fc.record({ tick: fc.integer({ min: 0, max: 4000 }), share })
const aPath = fc
  .uniqueArray(anywhere, { minLength: 1, maxLength: 80, selector: (p) => p.tick })
  .map((points) => points.sort((a, b) => a.tick - b.tick))
const aTolerance = fc.record({
  ticks: fc.integer({ min: 1, max: 200 }),
  share: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
})

describe("a path that is thinned", () => {
  test("keeps its ends, and leaves out only what lies within the tolerance of what is left", () => {
    fc.assert(
      fc.property(aPath, aTolerance, (path, tolerance) => {
        const left = thinned(path, tolerance)
        expect([left[0], left.at(-1)]).toEqual([path[0], path.at(-1)])
        expect(path.filter((point) => left.includes(point))).toEqual(left)
        for (const point of path) {
          const next = Math.max(
            1,
            left.findIndex(({ tick }) => tick >= point.tick),
          )
          const [before, after] = [left[next - 1]!, left[next] ?? left[next - 1]!]
          expect(distanceTo(before, after, point, tolerance)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })

  test("is two points where it was a straight line", () => {
    const line = Array.from({ length: 500 }, (_, i) => ({ tick: i * 10, share: i / 500 }))
    expect(thinned(line, { ticks: 20, share: 0.02 })).toHaveLength(2)
  })

  test("is not thinned again", () => {
    fc.assert(
      fc.property(aPath, aTolerance, (path, tolerance) => {
        const left = thinned(path, tolerance)
        expect(thinned(left, tolerance).length).toBeLessThanOrEqual(left.length)
      }),
    )
  })
})

describe("the way of a hand", () => {
  const sweptOver = (places: readonly PathPoint[]): readonly PathPoint[] =>
    places.reduce<readonly PathPoint[]>(
      (path, to, i) => (i === 0 ? [to] : swept(path, places[i - 1]!, to)),
      [],
    )

  test("is one value at a tick, from the first to the last place, ending where the hand is", () => {
    fc.assert(
      fc.property(fc.array(anywhere, { minLength: 1, maxLength: 60 }), (places) => {
        const path = sweptOver(places)
        const ticks = path.map(({ tick }) => tick)
        expect(ticks).toEqual([...new Set(ticks)].sort((a, b) => a - b))
        const all = places.map(({ tick }) => tick)
        expect([ticks[0], ticks.at(-1)]).toEqual([Math.min(...all), Math.max(...all)])
        expect(path).toContain(places.at(-1))
        expect(shareAt(path, places.at(-1)!.tick)).toBeCloseTo(places.at(-1)!.share, 9)
      }),
    )
  })

  test("is what the hand drew last where it went back", () => {
    const there = [0, 10, 20, 30].map((tick) => ({ tick, share: 0.2 }))
    const back = [20, 10].map((tick) => ({ tick, share: 0.8 }))
    expect(sweptOver([...there, ...back]).map((point) => point.share)).toEqual([0.2, 0.8, 0.8, 0.2])
  })
})
