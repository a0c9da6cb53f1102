import { expect, test } from "vitest"
import { clusterPoints, projectUmap } from "#engine/projection/index.ts"
import { clouds } from "./point-sets.ts"

test("separate clouds become one group each, and the same groups again", () => {
  const points = clouds({ count: 500, groups: 5, apart: 20 })
  const { groups, groupCount } = clusterPoints({ ...points, seed: 1 })
  expect(groupCount).toBe(5)
  for (let i = 5; i < 500; i++) expect(groups[i]).toBe(groups[i % 5])
  expect(clusterPoints({ ...points, seed: 1 }).groups).toEqual(groups)
})

test("groups are numbered from the largest", () => {
  const { data } = clouds({ count: 300, groups: 3, apart: 30 })
  // Only every fourth point of the last cloud stays.
  const kept = Array.from({ length: 300 }, (_, i) => i).filter((i) => i % 3 !== 2 || i % 4 === 0)
  const rows = Float32Array.from(kept.flatMap((i) => [...data.slice(i * 8, i * 8 + 8)]))
  const { groups, groupCount } = clusterPoints({ data: rows, count: kept.length, dims: 8, seed: 2 })
  const sizes = Array.from(
    { length: groupCount },
    (_, g) => groups.filter((group) => group === g).length,
  )
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
  expect(Math.min(...sizes)).toBeGreaterThan(0)
})

test("few or coinciding points are one group, no points none", () => {
  expect(clusterPoints({ data: new Float32Array(0), count: 0, dims: 2, seed: 1 }).groupCount).toBe(
    0,
  )
  expect(clusterPoints({ ...clouds({ count: 1 }), seed: 1 })).toEqual({
    groups: Int32Array.of(0),
    groupCount: 1,
  })
  const same = { data: new Float32Array(200).fill(2), count: 100, dims: 2 }
  expect(clusterPoints({ ...same, seed: 1 }).groupCount).toBe(1)
})

test("UMAP gives the same map for the same seed and shows it forming", async () => {
  const points = clouds({ count: 60 })
  const shown: number[] = []
  const run = async (): Promise<Float32Array> =>
    await projectUmap({
      ...{ ...points, outputDims: 3, seed: 4 },
      onLayout: ({ iteration }) => shown.push(iteration),
    })
  const first = await run()
  expect(shown[0]).toBe(0)
  expect(shown.length).toBeGreaterThan(4)
  expect(await run()).toEqual(first)
})

test("UMAP takes any few points and stops when told to", async () => {
  for (const count of [0, 1, 3, 4, 5, 9]) {
    const positions = await projectUmap({ ...clouds({ count }), outputDims: 2, seed: 1 })
    expect(positions).toHaveLength(count * 2)
    expect(positions.every(Number.isFinite)).toBe(true)
  }
  const controller = new AbortController()
  const running = projectUmap({
    ...{ ...clouds({ count: 300 }), outputDims: 3, seed: 4, signal: controller.signal },
    onLayout: () => controller.abort(),
  })
  await expect(running).rejects.toThrow(/abort/i)
})

test("UMAP refuses more points than it can hold, in plain words", async () => {
  const many = { data: new Float32Array(20_001), count: 20_001, dims: 1 }
  await expect(projectUmap({ ...many, outputDims: 3, seed: 1 })).rejects.toThrow(
    "at most 20000 chunks",
  )
})
