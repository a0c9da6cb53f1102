import { expect, test } from "vitest"
import { measureQuality, projectPca } from "#engine/projection/index.ts"
import { clouds, waves } from "./point-sets.ts"

const count = 60
const data = waves(count * 5, 0.37, 0.11)

// From sklearn.manifold.trustworthiness 1.2.1 and sklearn.neighbors on the same numbers.
test.each([
  ["an unrelated map", cosines(), 10, 0.5202247191011236, 0.15666666666666665],
  ["an unrelated map", cosines(), 5, 0.4889102564102564, undefined],
  ["three of five columns", firstColumns(), 10, 0.8805992509363296, 0.5716666666666668],
  ["three of five columns", firstColumns(), 5, 0.8705128205128205, undefined],
])(
  "agrees with scikit-learn: %s, %i",
  async (_, positions, neighbours, trustworthiness, recall) => {
    const quality = await measureQuality({
      data,
      count,
      dims: 5,
      positions,
      outputDims: 3,
      neighbours,
    })
    expect(quality.trustworthiness).toBeCloseTo(trustworthiness, 6)
    if (recall !== undefined) expect(quality.recall10).toBeCloseTo(recall, 6)
  },
)

test("agrees with the formula worked by hand", async () => {
  // Five points on a line; on the map the ends have changed places.
  const line = Float32Array.from([0, 1, 2.1, 3.3, 4.6])
  const positions = Float32Array.from([4.6, 0, 1, 0, 2.1, 0, 3.3, 0, 0, 0])
  const quality = await measureQuality({
    ...{ data: line, count: 5, dims: 1 },
    ...{ positions, outputDims: 2, neighbours: 1 },
  })
  // Nearest on the map and its rank in the data: 0 -> 3, third; 1 -> 4, fourth; 2 -> 1 and 3 -> 2, first; 4 -> 1, third.
  const penalty = 2 + 3 + 0 + 0 + 2
  // Venna & Kaski 2001: 1 - 2 / (n k (2n - 3k - 1)) * penalty.
  expect(quality.trustworthiness).toBeCloseTo(1 - (2 / 30) * penalty, 6)
  expect(quality.recall10).toBeCloseTo(2 / 5, 6)
})

test("the identity is perfect and a sample of a large map is close to the whole", async () => {
  const points = clouds({ count: 1200, dims: 3 })
  const perfect = await measureQuality({ ...points, positions: points.data, outputDims: 3 })
  expect(perfect).toEqual({ trustworthiness: 1, recall10: 1 })
  const positions = projectPca({ ...points, outputDims: 2 })
  const whole = await measureQuality({ ...points, positions, outputDims: 2 })
  const sampled = await measureQuality({
    ...points,
    positions,
    outputDims: 2,
    sample: 400,
    seed: 3,
  })
  expect(sampled.trustworthiness).toBeCloseTo(whole.trustworthiness, 1)
  expect(sampled.recall10).toBeCloseTo(whole.recall10, 1)
})

test("maps of no, one and two points are perfect", async () => {
  for (const few of [0, 1, 2]) {
    const quality = await measureQuality({
      ...{ data: new Float32Array(few), count: few, dims: 1 },
      ...{ positions: new Float32Array(few * 3), outputDims: 3 },
    })
    expect(quality).toEqual({ trustworthiness: 1, recall10: 1 })
  }
})

function firstColumns(): Float32Array {
  return Float32Array.from(
    { length: count * 3 },
    (_, i) => data[Math.floor(i / 3) * 5 + (i % 3)] ?? 0,
  )
}

function cosines(): Float32Array {
  return Float32Array.from({ length: count * 3 }, (_, i) => Math.cos(i * i * 0.21 + i * 0.05))
}
