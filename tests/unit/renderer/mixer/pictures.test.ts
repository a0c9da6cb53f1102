import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import {
  curvePath,
  dbAtY,
  handleAt,
  hzAtX,
  xOfHz,
  yOfDb,
} from "../../../../src-renderer/features/mixer/devices/eq-curve.ts"
import {
  outputDb,
  placeOnCurve,
  staticPath,
} from "../../../../src-renderer/features/mixer/devices/static-curve.ts"
import { settle } from "../../../../src-renderer/features/mixer/master/draw-master.ts"

const SIZE = { width: 440, height: 180 }
const flat = deviceSpecs.eq.parameters.map(({ initial }) => initial)
const points = (path: string): [number, number][] =>
  path
    .slice(1)
    .split("L")
    .map((point) => point.split(" ").map(Number) as [number, number])

describe("the picture of an equaliser", () => {
  test("leads from places to values and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 440 }), fc.integer({ min: 0, max: 180 }), (x, y) => {
        expect(xOfHz(hzAtX(x, 440), 440)).toBeCloseTo(x, 6)
        expect(yOfDb(dbAtY(y, 180), 180)).toBeCloseTo(y, 6)
      }),
    )
  })

  test("is a line along the middle where nothing is changed", () => {
    for (const [, y] of points(curvePath(flat, SIZE))) expect(y).toBeCloseTo(90, 1)
  })

  test("goes through the handle of a bell that stands alone", () => {
    const gain = deviceSpecs.eq.parameters.findIndex(({ id }) => id === "band4.gain")
    const curve = points(curvePath(flat.with(gain, 9), SIZE))
    const handle = handleAt({ shape: "bell", frequencyHz: 700, gainDb: 9 }, SIZE)
    const [, y] = curve.find(([x]) => Math.abs(x - handle.x) <= 1)!
    expect(Math.abs(y - handle.y)).toBeLessThan(0.5)
  })

  test("has handles of cuts on the middle line, and none beyond its edges", () => {
    expect(handleAt({ shape: "low cut 24", frequencyHz: 100, gainDb: 9 }, SIZE).y).toBe(90)
    const far = handleAt({ shape: "bell", frequencyHz: 22_000, gainDb: 24 }, SIZE)
    expect(far).toEqual({ x: 440, y: 0 })
  })
})

describe("the picture of a compressor", () => {
  const curve = { thresholdDb: -20, ratio: 4, kneeDb: 0, makeUpDb: 0 }

  test("is straight below the threshold and rises by a quarter above it at 4 to 1", () => {
    expect(outputDb(-40, curve)).toBe(-40)
    expect(outputDb(0, curve)).toBeCloseTo(-15, 9)
    const [x, y] = points(staticPath(curve, 120)).at(-1)!
    expect([x, 120 - y]).toEqual([120, placeOnCurve(-15, 120)])
  })

  test("lies higher by the make-up gain", () => {
    expect(outputDb(-40, { ...curve, makeUpDb: 6 })).toBe(-34)
  })
})

test("a spectrum rises at once and falls by 24 dB a second, not below its floor", () => {
  const shown = Float32Array.of(-90, -10, -90)
  settle(shown, Float32Array.of(-20, -60, -120), 0.5)
  expect([...shown]).toEqual([-20, -22, -90])
  settle(shown, null, 10)
  expect([...shown]).toEqual([-90, -90, -90])
})
