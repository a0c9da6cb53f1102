import fc from "fast-check"
import { expect, test } from "vitest"
import { normaliseLayout, projectPca } from "#engine/projection/index.ts"
import { clouds } from "./point-sets.ts"

test("a shown layout is centred and 99 % of it lies within radius 1", () => {
  const { data } = clouds({ count: 1000, dims: 3 })
  const shown = normaliseLayout(data, 3)
  const radii = Array.from({ length: 1000 }, (_, i) => Math.hypot(...shown.slice(i * 3, i * 3 + 3)))
  expect(radii.filter((radius) => radius <= 1.0001).length).toBe(990)
  for (let d = 0; d < 3; d++) {
    const mean = shown.filter((_, i) => i % 3 === d).reduce((sum, value) => sum + value, 0) / 1000
    expect(mean).toBeCloseTo(0, 5)
  }
})

test("turning, mirroring, moving and scaling a layout changes nothing shown", () => {
  const { data } = clouds({ count: 200, dims: 3, groups: 3 })
  const shown = normaliseLayout(data, 3)
  const scenario = fc.record({
    angle: fc.double({ min: 0, max: 6.28, noNaN: true }),
    scale: fc.double({ min: 0.01, max: 100, noNaN: true }),
    shift: fc.double({ min: -5, max: 5, noNaN: true }),
    isMirrored: fc.boolean(),
  })
  fc.assert(
    fc.property(scenario, ({ angle, scale, shift, isMirrored }) => {
      const turned = data.slice()
      for (let i = 0; i < 200; i++) {
        const [x = 0, y = 0, z = 0] = data.slice(i * 3, i * 3 + 3)
        const [c, s] = [Math.cos(angle), Math.sin(angle)]
        const places = [c * x - s * z, isMirrored ? -y : y, s * x + c * z]
        turned.set(
          places.map((value) => (value + shift) * scale),
          i * 3,
        )
      }
      normaliseLayout(turned, 3).forEach((value, i) => expect(value).toBeCloseTo(shown[i] ?? 0, 3))
    }),
    { numRuns: 30 },
  )
})

test("coinciding points are shown in the middle", () => {
  expect([...normaliseLayout(new Float32Array(9).fill(4), 3)]).toEqual(new Array(9).fill(0))
})

test("principal components are ordered by variance, and missing ones are zero", () => {
  const points = clouds({ count: 300, dims: 6 })
  const positions = projectPca({ ...points, outputDims: 3 })
  const variance = [0, 1, 2].map((d) =>
    positions.filter((_, i) => i % 3 === d).reduce((sum, value) => sum + value * value, 0),
  )
  expect(variance).toEqual([...variance].sort((a, b) => b - a))
  const flat = projectPca({ ...clouds({ count: 40, dims: 1 }), outputDims: 3 })
  expect(flat.filter((_, i) => i % 3 > 0).every((value) => value === 0)).toBe(true)
})
