import fc from "fast-check"
import { expect, test } from "vitest"
import {
  findAllNeighbours,
  measureQuality,
  projectPca,
  projectTsne,
  type Layout,
} from "#engine/projection/index.ts"
import { refineNeighbours } from "#engine/projection/refine.ts"
import { clouds } from "./point-sets.ts"

const short = { outputDims: 3, seed: 7, iterations: 120 } as const

test("the same seed gives the same layout bit for bit, another seed another", async () => {
  const points = clouds({ count: 150 })
  const [first, second, other] = await Promise.all([
    projectTsne({ ...points, ...short }),
    projectTsne({ ...points, ...short }),
    projectTsne({ ...points, ...short, seed: 8 }),
  ])
  expect(second).toEqual(first)
  expect(other).not.toEqual(first)
})

test("a large map is the same on one thread, two and three", async () => {
  const points = clouds({ count: 4100, dims: 3 })
  const run = async (threads: number): Promise<Float32Array> =>
    await projectTsne({ ...points, ...short, iterations: 9, threads })
  const one = await run(1)
  expect(await run(2)).toEqual(one)
  expect(await run(3)).toEqual(one)
})

test("separate clouds stay separate on the map", async () => {
  const points = clouds({ count: 300, groups: 5, apart: 16 })
  const positions = await projectTsne({ ...points, outputDims: 3, seed: 1, iterations: 400 })
  expect(neighbourPurity(positions, 3, 5)).toBeGreaterThan(0.99)
  const quality = await measureQuality({ ...points, positions, outputDims: 3 })
  expect(quality.trustworthiness).toBeGreaterThan(0.95)
})

test("in two dimensions too", async () => {
  const points = clouds({ count: 200, groups: 4, apart: 16 })
  const positions = await projectTsne({ ...points, outputDims: 2, seed: 1, iterations: 400 })
  expect(positions).toHaveLength(400)
  expect(neighbourPurity(positions, 2, 4)).toBeGreaterThan(0.99)
})

test("the first layout is shown before any step and the last is the result", async () => {
  const layouts: Layout[] = []
  const positions = await projectTsne({
    ...clouds({ count: 80 }),
    ...short,
    onLayout: (layout) => layouts.push(layout),
  })
  expect(layouts[0]).toMatchObject({ iteration: 0, iterations: 120 })
  expect(layouts.length).toBeGreaterThan(4)
  expect(layouts.at(-1)).toMatchObject({ iteration: 120 })
  expect(layouts.at(-1)?.positions).toEqual(positions)
})

test.each([1, 2])("cancelling stops the work at once (%i threads)", async (threads) => {
  const controller = new AbortController()
  let shown = 0
  const running = projectTsne({
    ...clouds({ count: 4100, dims: 3 }),
    ...short,
    iterations: 100_000,
    threads,
    signal: controller.signal,
    onLayout: () => {
      shown++
      if (shown === 3) controller.abort()
    },
  })
  await expect(running).rejects.toThrow(/abort/i)
  expect(shown).toBe(3)
})

test("the last touch draws near neighbours in without harming the map", async () => {
  const points = clouds({ count: 400, dims: 8, groups: 3, apart: 4 })
  const { indices } = await findAllNeighbours({ ...points, k: 60 })
  const rough = projectPca({ ...points, outputDims: 3 })
  const refined = await refineNeighbours({
    positions: rough,
    outputDims: 3,
    count: 400,
    near: indices,
  })
  const before = await measureQuality({ ...points, positions: rough, outputDims: 3 })
  const after = await measureQuality({ ...points, positions: refined, outputDims: 3 })
  expect(after.recall10).toBeGreaterThan(before.recall10)
  expect(after.trustworthiness).toBeGreaterThan(before.trustworthiness - 0.001)
})

test.each([6, 10, 18, 30, 45, 70, 110, 160, 230])(
  "a map of only %i points keeps as much as a plain PCA",
  async (count) => {
    let [ours, plain] = [0, 0]
    for (const seed of [1, 2, 3]) {
      const points = clouds({ count, dims: 26, groups: 4, apart: 3, seed })
      for (const outputDims of [2, 3] as const) {
        const map = { ...points, outputDims, seed }
        const placed = await measureQuality({ ...map, positions: await projectTsne(map) })
        const flat = await measureQuality({ ...map, positions: projectPca(map) })
        ours += placed.trustworthiness + placed.recall10
        plain += flat.trustworthiness + flat.recall10
      }
    }
    // Twelve shares of 0..1 on either side. Of ten points or fewer PCA may keep a hundredth more of each.
    expect(ours).toBeGreaterThan(plain - (count <= 10 ? 0.15 : 0))
  },
)

test("any few points, also coinciding ones, get finite and distinct places", async () => {
  const scenario = fc.record({
    count: fc.integer({ min: 0, max: 12 }),
    dims: fc.integer({ min: 1, max: 5 }),
    isSame: fc.boolean(),
    outputDims: fc.constantFrom(2 as const, 3 as const),
    seed: fc.integer({ min: 0, max: 1000 }),
  })
  await fc.assert(
    fc.asyncProperty(scenario, async ({ count, dims, isSame, outputDims, seed }) => {
      const data = isSame
        ? new Float32Array(count * dims).fill(3)
        : clouds({ count, dims, seed }).data
      const positions = await projectTsne({ data, count, dims, outputDims, seed, iterations: 60 })
      expect(positions).toHaveLength(count * outputDims)
      expect(positions.every(Number.isFinite)).toBe(true)
      const places = new Set(
        Array.from({ length: count }, (_, i) =>
          positions.slice(i * outputDims, (i + 1) * outputDims).join(),
        ),
      )
      expect(places.size).toBe(count)
    }),
    { numRuns: 40 },
  )
})

test("a number that is no number is refused with its place", async () => {
  const points = clouds({ count: 10, dims: 4 })
  points.data[4 * 2 + 1] = Number.NaN
  await expect(projectTsne({ ...points, ...short })).rejects.toThrow("row 3, column 2")
})

/** Share of points whose nearest neighbour on the map is of their own cloud. */
function neighbourPurity(positions: Float32Array, dims: number, groups: number): number {
  const count = positions.length / dims
  let own = 0
  for (let i = 0; i < count; i++) {
    let nearest = -1
    let smallest = Number.POSITIVE_INFINITY
    for (let j = 0; j < count; j++) {
      let squared = 0
      for (let d = 0; d < dims; d++) {
        squared += ((positions[i * dims + d] ?? 0) - (positions[j * dims + d] ?? 0)) ** 2
      }
      if (j === i || squared >= smallest) continue
      smallest = squared
      nearest = j
    }
    if (nearest % groups === i % groups) own++
  }
  return own / count
}
