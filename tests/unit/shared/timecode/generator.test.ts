import { describe, expect, it } from "vitest"
import { timecodeBits } from "#shared/timecode/code/lfsr.ts"
import {
  type GeneratorOptions,
  TimecodeGenerator,
  type TimecodeName,
  timecodeOf,
  TRAJECTORIES,
} from "#shared/timecode/index.ts"
import { cartridgeGain } from "#shared/timecode/signal/cartridge.ts"
import { speedAt } from "#shared/timecode/signal/trajectory.ts"
import { sine, speeds } from "../../../support/timecode-runs.ts"

const RATE = 48_000

function make(
  frames: number,
  options: Partial<GeneratorOptions> = {},
  format: TimecodeName = "serato_2a",
) {
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  const truth = { positionSeconds: new Float64Array(frames), speed: new Float64Array(frames) }
  const all = { timecode: timecodeOf(format), rateHz: RATE, trajectory: speeds([0, 1]), ...options }
  new TimecodeGenerator(all).process(left, right, truth)
  return { left, right, truth }
}

const rms = (samples: Float32Array): number =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length)

describe("generated timecode", () => {
  it.each([
    ["serato_2a", "right", -1],
    ["pioneer_a", "right", -1],
    ["mixvibes_v2", "right", 1],
    ["traktor_a", "left", 1],
  ] as const)("of %s has its sine on the %s, and its cosine times %d", (format, primary, sign) => {
    const { left, right, truth } = make(500, { amplitude: 0.5 }, format)
    const { resolutionHz } = timecodeOf(format)
    const first = Math.floor(10 * resolutionHz)
    const bits = timecodeBits(timecodeOf(format), first, first + 100)
    for (let i = 0; i < left.length; i++) {
      const cycles = truth.positionSeconds[i]! * resolutionHz
      const phase = 2 * Math.PI * (cycles % 1)
      const dip = bits[Math.floor(cycles) - first] === 0 ? 0.25 * (1 - Math.cos(phase)) : 0
      const [sineSide, cosineSide] = primary === "left" ? [left, right] : [right, left]
      expect(sineSide[i]).toBeCloseTo(0.5 * (1 - dip) * Math.sin(phase), 6)
      expect(cosineSide[i]).toBeCloseTo(sign * 0.5 * (1 - dip) * Math.cos(phase), 6)
    }
  })

  it("is the same from the same seed, whatever the blocks, and another from another", () => {
    const impairments = { noiseDb: 30, clicksPerSecond: 50, dustPerSecond: 20, rumbleDb: 30 }
    const whole = make(4000, { impairments, seed: 5 })
    const timecode = timecodeOf("serato_2a")
    const trajectory = speeds([0, 1])
    const generator = new TimecodeGenerator({
      timecode,
      rateHz: RATE,
      trajectory,
      impairments,
      seed: 5,
    })
    const left = new Float32Array(4000)
    const right = new Float32Array(4000)
    for (const [from, to] of [
      [0, 1],
      [1, 1300],
      [1300, 4000],
    ] as const)
      generator.process(left.subarray(from, to), right.subarray(from, to))
    expect(left).toEqual(whole.left)
    expect(right).toEqual(whole.right)
    expect(make(4000, { impairments, seed: 6 }).left).not.toEqual(whole.left)
  })

  it("tells the truth: a baby scratch comes back to where it began, at the speed it says", () => {
    const { truth } = make(RATE / 4, { trajectory: sine(4, 0.15), startSeconds: 3 })
    expect(Math.max(...truth.speed)).toBeCloseTo(Math.PI * 4 * 0.15, 4)
    expect(Math.max(...truth.positionSeconds)).toBeCloseTo(3.15, 6)
    expect(truth.positionSeconds.at(-1)).toBeCloseTo(3, 5)
  })

  it("carries as much noise as asked for", () => {
    const clean = make(RATE)
    for (const noiseColour of ["white", "pink"] as const) {
      const noisy = make(RATE, { impairments: { noiseDb: 30, noiseColour } })
      const noise = noisy.left.map((value, i) => value - clean.left[i]!)
      expect(20 * Math.log10((0.5 * Math.SQRT1_2) / rms(noise))).toBeCloseTo(30, 0)
    }
  })

  it("is silent where the needle is lifted, noisy where it jumps, and goes on elsewhere", () => {
    const lifts = [{ fromSeconds: 0.01, toSeconds: 0.02 }]
    const skips = [{ atSeconds: 0.03, bySeconds: -1.8, burstSeconds: 0.005 }]
    const { left, truth } = make(2400, { impairments: { lifts, skips } })
    expect(rms(left.subarray(480, 960))).toBe(0)
    expect(rms(left.subarray(1440, 1680))).toBeGreaterThan(0.3)
    expect(truth.positionSeconds[1441]! - truth.positionSeconds[1438]!).toBeCloseTo(-1.8, 3)
  })

  it("ends samples where they clip, and shifts them by an offset", () => {
    const { left, right } = make(960, { impairments: { clipAt: 0.3, dc: 0.1 } })
    expect(Math.max(...right)).toBeCloseTo(0.3, 6)
    expect(Math.min(...left)).toBeCloseTo(-0.3, 6)
  })
})

describe("a pickup", () => {
  it("is even from 50 to 500 Hz, as loud as ever at speed 1, and silent at rest", () => {
    expect(cartridgeGain(1, 1000)).toBeCloseTo(1, 12)
    expect(cartridgeGain(-1, 1000)).toBeCloseTo(1, 12)
    expect(cartridgeGain(0, 1000)).toBe(0)
    const low = cartridgeGain(0.1, 1000)
    for (const speed of [0.15, 0.2, 0.3]) expect(cartridgeGain(speed, 1000) / low).toBeCloseTo(1, 0)
    expect(cartridgeGain(0.01, 1000)).toBeLessThan(0.3 * low)
  })
})

describe("a trajectory", () => {
  const options = { speed: 1, to: 2, atSeconds: 1, overSeconds: 0.5, hz: 4, extentSeconds: 0.1 }
  it.each([
    ["constant", [1, 1, 1, 1]],
    ["ramp", [1, 1.5, 2, 2]],
    ["step", [1, 2, 2, 2]],
    ["reversal", [1, -1, -1, -1]],
    ["hold", [1, 0, 1, 1]],
    ["brake", [1, 0.5, 0, 0]],
    ["start", [0, 0.5, 1, 1]],
    ["release", [1, 0, 0, 0.5]],
  ] as const)("%s has its speeds", (name, expected) => {
    const trajectory = TRAJECTORIES[name](options)
    expect([0.5, 1.25, 1.75, 2.25].map((seconds) => speedAt(trajectory, seconds))).toEqual(expected)
  })
})
