import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  isInside,
  ScreenIndex,
  type Placement,
} from "../../../../src-renderer/features/map/scene/screen-index.ts"
import {
  frameBall,
  writeProjection,
  writeViewMatrix,
} from "../../../../src-renderer/features/map/scene/view.ts"
import { seededRandom } from "../../../support/synthetic-song.ts"

const SIZE = { widthPx: 1000, heightPx: 600 }

function placed(count: number, seed = 1): { index: ScreenIndex; placement: Placement } {
  const random = seededRandom(seed)
  const to = Float32Array.from({ length: (count + 3) * 4 }, (_, i) =>
    i % 4 === 3 ? 0.01 : random() * 2 - 1,
  )
  const view = frameBall({ x: 0, y: 0, z: 0, radius: 1.4 }, { dims: 3, aspect: 5 / 3 })
  const placement = {
    ...{ from: to, to, glide: 1, ...SIZE, pixels: 900 },
    view: new Float32Array(16),
    projection: new Float32Array(16),
  }
  writeViewMatrix(view, placement.view)
  writeProjection(view, 5 / 3, placement.projection)
  const index = new ScreenIndex(count)
  index.update(placement)
  return { index, placement }
}

describe("a screen index", () => {
  it("finds under the pointer what a look at every point finds", () => {
    const { index } = placed(3000)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 599 }), (x, y) => {
        const touched = [...index.x.keys()].filter(
          (i) => Math.hypot(index.x[i]! - x, index.y[i]! - y) <= Math.max(2, index.radius[i]!),
        )
        const nearest = touched.sort((a, b) => index.depth[a]! - index.depth[b]!)[0]
        if (nearest !== undefined) expect(index.pick(x, y, 6)).toBe(nearest)
        else expect(index.pick(x, y, 0)).toBe(-1)
      }),
      // Once failed: a dot whose middle lies below the stage, and which reaches into it.
      { numRuns: 300, examples: [[634, 599]] },
    )
  })

  it("takes into the lasso exactly the points in the polygon", () => {
    const { index } = placed(500)
    const square = [200, 100, 800, 100, 800, 500, 200, 500]
    const expected = [...index.x.keys()].filter(
      (i) => index.x[i]! > 200 && index.x[i]! < 800 && index.y[i]! > 100 && index.y[i]! < 500,
    )
    expect(index.inside(square)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(50)
  })

  it("goes to the nearest point in a direction", () => {
    const { index } = placed(400)
    const right = index.towards(7, 1, 0)
    expect(index.x[right]).toBeGreaterThan(index.x[7]!)
    expect(Math.abs(index.y[right]! - index.y[7]!)).toBeLessThanOrEqual(
      index.x[right]! - index.x[7]!,
    )
  })

  it("leaves out what lies behind the eye", () => {
    const { index, placement } = placed(2)
    const view = frameBall({ x: 0, y: 0, z: -50, radius: 1 }, { dims: 3, aspect: 5 / 3 })
    writeViewMatrix(view, placement.view as Float32Array)
    index.update(placement)
    expect(index.inside([0, 0, 1000, 0, 1000, 600, 0, 600])).toEqual([])
  })

  it("answers in less than a millisecond among 100,000 points", () => {
    const { index } = placed(100_000)
    for (let i = 0; i < 200; i++) index.pick(i * 5, i * 3, 6)
    const before = performance.now()
    for (let i = 0; i < 500; i++) index.pick((i * 37) % 1000, (i * 53) % 600, 6)
    expect((performance.now() - before) / 500).toBeLessThan(1)
  })
})

it("a polygon with a hole by crossing itself is even-odd", () => {
  const bow = [0, 0, 10, 10, 10, 0, 0, 10]
  expect(isInside(bow, 8, 5)).toBe(true)
  expect(isInside(bow, 5, 8)).toBe(false)
})
