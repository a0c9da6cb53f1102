import { expect, test } from "vitest"
import { findNeighbours, placePoints, projectTsne } from "#engine/projection/index.ts"
import { clouds } from "./point-sets.ts"

test("a known point, taken out and placed again, lands near its old place", async () => {
  const points = clouds({ count: 400, dims: 8 })
  const positions = await projectTsne({ ...points, outputDims: 3, seed: 1, iterations: 400 })
  const errors: number[] = []
  const spacings: number[] = []
  for (let i = 0; i < 400; i += 8) {
    const placed = placePoints({
      ...{ data: without(points.data, 8, i), count: 399, dims: 8 },
      ...{ positions: without(positions, 3, i), outputDims: 3, seed: 1 },
      ...{ newData: points.data.slice(i * 8, (i + 1) * 8), newCount: 1 },
    })
    const old = positions.slice(i * 3, (i + 1) * 3)
    errors.push(Math.hypot(...old.map((value, d) => value - (placed[d] ?? 0))))
    const near = findNeighbours({ data: positions, count: 400, dims: 3, index: i, k: 10 })
    spacings.push(near.distances[9] ?? 0)
  }
  expect(median(errors)).toBeLessThan(median(spacings))
})

test("a copy of a known point lands on it", async () => {
  const points = clouds({ count: 100 })
  const positions = await projectTsne({ ...points, outputDims: 3, seed: 1, iterations: 200 })
  const copies = points.data.slice(0, 8 * 3)
  const placed = placePoints({
    ...points,
    positions,
    outputDims: 3,
    newData: copies,
    newCount: 3,
    seed: 1,
  })
  const spread = Math.max(...positions) - Math.min(...positions)
  placed.forEach((value, i) => {
    expect(Math.abs(value - (positions[i] ?? 0))).toBeLessThan(0.05 * spread)
  })
})

test("each new point is placed by itself: their order does not matter", () => {
  const points = clouds({ count: 90 })
  const positions = clouds({ count: 90, dims: 3, seed: 5 }).data
  const fresh = clouds({ count: 70, seed: 9 }).data
  const place = (newData: Float32Array, newCount: number): Float32Array =>
    placePoints({ ...points, positions, outputDims: 3, newData, newCount, seed: 1 })
  const all = place(fresh, 70)
  expect(place(fresh.slice(8 * 66, 8 * 67), 1)).toEqual(all.slice(3 * 66, 3 * 67))
})

test("the first points of an empty map get places too", () => {
  const empty = { data: new Float32Array(0), count: 0, dims: 2, positions: new Float32Array(0) }
  const placed = placePoints({
    ...empty,
    outputDims: 3,
    newData: new Float32Array(4),
    newCount: 2,
    seed: 1,
  })
  expect(placed).toHaveLength(6)
  expect(placed.every(Number.isFinite)).toBe(true)
})

function without(values: Float32Array, dims: number, index: number): Float32Array {
  return values.filter((_, at) => Math.floor(at / dims) !== index)
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
