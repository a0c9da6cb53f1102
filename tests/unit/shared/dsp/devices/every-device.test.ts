import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deviceSpecs, type DeviceProcessor, type DeviceSpec } from "#shared/dsp/devices/index.ts"
import { noise, peakOf, rmsOf, through, type Stereo } from "./sound.ts"

const devices: [string, DeviceSpec][] = Object.entries(deviceSpecs)

/** Values all over the parameters' ranges, the same for a seed. */
function randomValues(spec: DeviceSpec, seed: number): number[] {
  const { left } = noise(spec.parameters.length, seed)
  return spec.parameters.map(({ min, max }, i) => min + ((max - min) * (left[i]! + 1)) / 2)
}

function setAll(device: DeviceProcessor, values: readonly number[], isInstant: boolean): void {
  values.forEach((value, index) => device.setParameter(index, value, isInstant))
}

interface Run {
  spec: DeviceSpec
  sound: Stereo
  side: Stereo
  cuts: readonly number[]
  /** At which frame which values are headed for. */
  change: { frame: number; seed: number }
  rateHz: number
}

/** Runs a sound cut in the given lengths, over and over, and where the parameters change. */
function cutRun({ spec, sound, side, cuts, change, rateHz }: Run): Stereo {
  const device = spec.create(rateHz)
  setAll(device, randomValues(spec, change.seed + 1), true)
  const left = sound.left.slice()
  const right = sound.right.slice()
  let at = 0
  for (let turn = 0; at < left.length; turn++) {
    if (at === change.frame) setAll(device, randomValues(spec, change.seed), false)
    let end = Math.min(left.length, at + cuts[turn % cuts.length]!)
    if (at < change.frame) end = Math.min(end, change.frame)
    const piece = (samples: Float32Array) => samples.subarray(at, end)
    device.process(piece(left), piece(right), end - at, piece(side.left), piece(side.right))
    at = end
  }
  return { left, right }
}

describe.each(devices)("%s", (kind, spec) => {
  it("is known by its kind, with parameters that begin within their ranges and are told apart", () => {
    expect(spec.kind).toBe(kind)
    const ids = spec.parameters.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { initial, min, max, scale, choices } of spec.parameters) {
      expect(initial).toBeGreaterThanOrEqual(min)
      expect(initial).toBeLessThanOrEqual(max)
      if (scale === "log") expect(min).toBeGreaterThan(0)
      if (scale === "choice") expect(choices).toHaveLength(max + 1)
    }
  })

  it("gives the same bits however the stream is cut, also while parameters move", () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(lengths, fc.nat(1999), fc.nat(1e6), (cuts, frame, seed) => {
        const common = { spec, rateHz: 48_000, change: { frame, seed } }
        const sound = { sound: noise(3000, seed + 2, 0.8), side: noise(3000, seed + 3) }
        const whole = cutRun({ ...common, ...sound, cuts: [3000] })
        const pieces = cutRun({ ...common, ...sound, cuts })
        expect(pieces.left).toEqual(whole.left)
        expect(pieces.right).toEqual(whole.right)
      }),
      { numRuns: 25 },
    )
  })

  it.each([8000, 44_100, 192_000])("stays finite at %i Hz whatever its parameters do", (rateHz) => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const sound = noise(4000, seed + 1)
        const change = { frame: 1000, seed }
        const out = cutRun({ spec, sound, side: sound, cuts: [128], change, rateHz })
        expect(peakOf(out.left)).toBeLessThan(1e9)
        expect(peakOf(out.right)).toBeLessThan(1e9)
        expect(out.left.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 10 },
    )
  })

  it("answers samples that are no numbers with silence, and goes on as new", () => {
    for (const broken of [NaN, Infinity, -Infinity, 1e30]) {
      const device = spec.create(48_000)
      const sound = noise(2000, 5, 0.5)
      sound.left[700] = broken
      sound.right[1300] = broken
      const out = through(device, sound)
      expect(out.left.every(Number.isFinite) && out.right.every(Number.isFinite)).toBe(true)
      expect([out.left[700], out.right[700], out.left[1300]]).toEqual([0, 0, 0])
      const after = { left: sound.left.slice(1301), right: sound.right.slice(1301) }
      expect(out.left.slice(1301)).toEqual(through(spec.create(48_000), after).left)
    }
  })

  it("is as new after a reset", () => {
    const device = spec.create(48_000)
    const sound = noise(3000, 9, 0.7)
    const first = through(device, sound)
    device.reset()
    expect(through(device, sound).left).toEqual(first.left)
  })

  it("falls silent after its tail, wholly: no denormal numbers are left", () => {
    const device = spec.create(8000)
    setAll(device, randomValues(spec, 3), true)
    const tailFrames = Math.min(60, 12 * device.tailSeconds + 12) * 8000
    through(device, noise(4000, 3))
    const silence = new Float32Array(tailFrames)
    const out = through(device, { left: silence, right: silence }, { block: 4096 })
    const end = out.left.subarray(-4000)
    expect(end.every((value) => value === 0 || Math.abs(value) > 1e-30)).toBe(true)
    expect(rmsOf(end)).toBeLessThan(1e-5)
  })

  it("ignores values that are no numbers and unknown parameters, and keeps to the ranges", () => {
    const device = spec.create(48_000)
    const clamped = spec.create(48_000)
    spec.parameters.forEach(({ max }, index) => {
      device.setParameter(index, 1e9, true)
      device.setParameter(index, NaN, true)
      clamped.setParameter(index, max, true)
    })
    device.setParameter(999, 1)
    const sound = noise(500, 4)
    expect(through(device, sound).left).toEqual(through(clamped, sound).left)
  })
})
