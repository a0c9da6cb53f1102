import fc from "fast-check"
import { expect, test } from "vitest"
import { findAllNeighbours, findNeighbours, type Points } from "#engine/projection/index.ts"

import { clouds } from "./point-sets.ts"

/** The search compares |a|² + |b|² - 2ab in 32 bits: what it errs by grows with the norms, not with the distance. */
function roundingOfSquares({ data, count, dims }: Points): number {
  const norms = Array.from({ length: count }, (_, row) =>
    data.subarray(row * dims, (row + 1) * dims).reduce((sum, x) => sum + x * x, 0),
  )
  return Math.max(...norms) * 2 ** -18
}

test("all neighbours at once are those found one by one", async () => {
  const scenario = fc.record({
    count: fc.integer({ min: 1, max: 150 }),
    dims: fc.integer({ min: 1, max: 11 }),
    k: fc.integer({ min: 1, max: 20 }),
    seed: fc.nat(1000),
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ count, dims, k, seed }) => {
      const points = clouds({ count, dims, seed })
      const all = await findAllNeighbours({ ...points, k })
      expect(all.k).toBe(Math.min(k, count - 1))
      const slack = roundingOfSquares(points)
      for (let index = 0; index < count; index++) {
        // One more, which may be as far as the last.
        const one = findNeighbours({ ...points, index, k: k + 1 })
        for (let n = 0; n < all.k; n++) {
          const at = index * all.k + n
          const squared = one.distances[n]! ** 2
          expect(Math.abs(all.distances[at]! ** 2 - squared)).toBeLessThanOrEqual(slack)
          // Two that are as far, but for the last bits of a float, may be told in either order.
          const isTie = [n - 1, n + 1].some(
            (other) => Math.abs((one.distances[other] ?? Infinity) ** 2 - squared) <= 2 * slack,
          )
          if (!isTie) expect(all.indices[at]).toBe(one.indices[n])
        }
      }
    }),
    { numRuns: 40 },
  )
})

test("some points' neighbours are the same as when all are asked", async () => {
  const points = clouds({ count: 300 })
  const all = await findAllNeighbours({ ...points, k: 7 })
  const of = Int32Array.from([0, 299, 150])
  const some = await findAllNeighbours({ ...points, k: 7, of })
  of.forEach((index, i) => {
    expect(some.indices.slice(i * 7, i * 7 + 7)).toEqual(
      all.indices.slice(index * 7, index * 7 + 7),
    )
  })
})

test("a foreign point finds the point it coincides with first", () => {
  const points = clouds({ count: 50, dims: 4 })
  const found = findNeighbours({ ...points, point: points.data.slice(4 * 20, 4 * 21), k: 3 })
  expect(found.indices[0]).toBe(20)
  expect(found.distances[0]).toBe(0)
})

test("a point that is not there is refused", () => {
  const points = clouds({ count: 5 })
  expect(() => findNeighbours({ ...points, index: 5, k: 2 })).toThrow("no point 5 among 5")
})

test("the search stops when told to", async () => {
  const controller = new AbortController()
  const running = findAllNeighbours({
    ...clouds({ count: 3000, dims: 26 }),
    k: 10,
    signal: controller.signal,
  })
  controller.abort()
  await expect(running).rejects.toThrow(/abort/i)
})
