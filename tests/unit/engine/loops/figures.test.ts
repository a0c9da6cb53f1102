import fc from "fast-check"
import { expect, test } from "vitest"
import { learnGrams } from "#engine/loops/measures/grams.ts"
import { exactness } from "#engine/loops/measures/exactness.ts"
import { twoSampleAccuracy } from "#engine/loops/measures/two-sample.ts"
import { crossfaded, spearman, wayFigures } from "#engine/loops/measures/way.ts"
import { withoutNear } from "#engine/loops/material/near.ts"
import { hearingOf } from "#engine/loops/heard/hearing.ts"
import { drawFrom, kernelsAround } from "#engine/loops/prior/kernels.ts"
import { slerp } from "#engine/loops/space/sphere.ts"
import { nearNormal, seededRandom } from "#shared/music/random.ts"

const scale = (...codes: number[]): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, step) =>
    step % 4 === 0 ? codes[(step / 4) % codes.length]! : 1,
  )

test("ranks in order correlate by 1, in reverse by -1, all alike by 0", () => {
  expect(spearman([1, 5, 9], [0, 1, 2])).toBeCloseTo(1)
  expect(spearman([9, 5, 1], [0, 1, 2])).toBeCloseTo(-1)
  expect(spearman([3, 3, 3], [0, 1, 2])).toBe(0)
})

test("a way by one step at a time is as even as can be; one that jumps has all in one step", () => {
  const stations = Array.from({ length: 11 }, (_, i) => new Uint8Array(32).fill(1, 0, i))
  const even = wayFigures("melody", stations[0]!, stations)
  expect(even.order).toBeCloseTo(1)
  expect(even.longest).toBe(1)
  const jumping = stations.map((_, i) => new Uint8Array(32).fill(Number(i > 4)))
  expect(wayFigures("melody", jumping[0]!, jumping).longest).toBe(10)
})

test("onsets count apart from what is held, so that holding everything is found out", () => {
  const given = scale(20, 22, 24)
  const { steps, stepsRight, onsets, onsetsRight } = exactness(
    "melody",
    given,
    new Uint8Array(32).fill(1),
  )
  expect([stepsRight / steps, onsetsRight / onsets]).toEqual([0.75, 0])
  expect(exactness("melody", given, given)).toMatchObject({
    stepsRight: 32,
    onsetsRight: 8,
    onsetsTooMany: 0,
  })
})

test("tables of counts find what they know more usual than noise, and draw the like of it", () => {
  const known = [scale(20, 22, 24), scale(24, 22, 20), scale(20, 24, 22)]
  const grams = learnGrams("melody", known)
  const random = seededRandom(1)
  const noise = Uint8Array.from({ length: 32 }, () => Math.floor(random() * 39))
  expect(grams.surprise(known[0]!)).toBeLessThan(1)
  expect(grams.surprise(noise)).toBeGreaterThan(3)
  expect(grams.surprise(grams.draw(2, random))).toBeLessThan(grams.surprise(noise))
})

test("two draws of the same cannot be told apart, others can", () => {
  const random = seededRandom(2)
  const draw = (middle: number) =>
    Array.from({ length: 100 }, () => [nearNormal(random) + middle, nearNormal(random)])
  expect(twoSampleAccuracy(draw(0), draw(0), 1)).toBeLessThan(0.62)
  expect(twoSampleAccuracy(draw(0), draw(3), 1)).toBeGreaterThan(0.85)
})

test("no loop that is nearly an examined one is learnt from", () => {
  const examined = [{ content: scale(20, 22, 24) }]
  const [near, far] = [scale(20, 22, 24), scale(30, 31, 32)]
  near[5] = 0
  const left = withoutNear([{ content: near }, { content: far }], examined, hearingOf("melody"))
  expect(left).toEqual([{ content: far }])
})

test("a crossfade is one loop at its beginning and the other at its end", () => {
  const [one, other] = [scale(20), scale(25)]
  expect(crossfaded(one, other, 0, seededRandom(1))).toEqual(one)
  expect(crossfaded(one, other, 1, seededRandom(1))).toEqual(other)
})

const vector = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 })
const lengthOf = (numbers: ArrayLike<number>): number => Math.hypot(...Array.from(numbers))

test("a way along the sphere begins and ends at its ends, and is no longer in between than they are", () => {
  fc.assert(
    fc.property(vector, vector, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
      const [one, other] = [Float32Array.from(a), Float32Array.from(b)]
      expect(slerp(one, other, 0)).toEqual(one)
      expect(slerp(one, other, 1)).toEqual(other)
      const between = slerp(one, other, share)
      expect(between.every(Number.isFinite)).toBe(true)
      expect(lengthOf(between)).toBeLessThanOrEqual(2 * Math.max(lengthOf(a), lengthOf(b)) + 1e-3)
    }),
  )
})

test("what is drawn lies around what was learnt, at no temperature in the middle of all of it", () => {
  const random = seededRandom(3)
  const points = Float32Array.from(
    { length: 800 },
    (_, at) => (at % 8 < 4 ? 4 : -4) + nearNormal(random) / 4,
  )
  const kernels = kernelsAround(points, { kind: "melody", dimensions: 4 })
  for (let i = 0; i < 50; i++) {
    const off = drawFrom(kernels, random, 1).map((value) => Math.abs(Math.abs(value) - 4))
    expect(Math.max(...off)).toBeLessThan(8)
    for (const [at, value] of drawFrom(kernels, random, 0).entries())
      expect(value).toBe(kernels.mean[at])
  }
})
