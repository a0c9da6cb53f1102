import { describe, expect, it } from "vitest"
import {
  knownShare,
  overshoot,
  PLAYED,
  positionError,
  relockSeconds,
  runTimecode,
  sine,
  speedError,
  speedLag,
  speeds,
} from "../../../support/timecode-runs.ts"

/** Scratches, and how far off their speed may be, root mean square. */
const SCRATCHES = [
  ["baby, 2 Hz", sine(2, 0.15), 0.02],
  ["baby, 4 Hz", sine(4, 0.15), 0.08],
  ["baby, 4 Hz, long", sine(4, 0.3), 0.16],
  ["baby, 8 Hz", sine(8, 0.1), 0.22],
  ["scribble, 12 Hz", sine(12, 0.04), 0.2],
] as const

describe("the timecode decoder", () => {
  it.each(SCRATCHES)("follows a %s", (_, trajectory, most) => {
    const run = runTimecode({ trajectory, impairments: PLAYED, seconds: 0.8 })
    expect(speedError(run)).toBeLessThan(most)
    expect(speedLag(run)).toBeLessThan(0.0025)
    expect(positionError(run).most).toBeLessThan(0.0003)
    expect(knownShare(run)).toBeGreaterThan(0.9)
  })

  it.each(SCRATCHES)(
    "follows a %s of a pickup whose signal turns over in reverse",
    (_, trajectory, most) => {
      const impairments = { ...PLAYED, turnsOver: true }
      const run = runTimecode({ trajectory, impairments, seconds: 0.8, seed: 2 })
      expect(speedError(run)).toBeLessThan(most)
      // The first turn back tells that it does.
      const late = { ...run, position: run.position.slice(0.5 * run.rateHz) }
      expect(knownShare(late)).toBeGreaterThan(0.97)
      const truePosition = run.truePosition.slice(0.5 * run.rateHz)
      const trueSpeed = run.trueSpeed.slice(0.5 * run.rateHz)
      expect(positionError({ ...late, truePosition, trueSpeed }).most).toBeLessThan(0.0003)
    },
  )

  it("knows the place of both directions without a bias", () => {
    for (const speed of [1, -1, 0.5, -2, 4]) {
      const run = runTimecode({ trajectory: speeds([0, speed]), seconds: 0.2, seed: 3 })
      expect(Math.abs(positionError(run).bias)).toBeLessThan(0.00001)
    }
    const scratch = runTimecode({ trajectory: sine(4, 0.15), impairments: PLAYED })
    expect(Math.abs(positionError(scratch, 1).bias)).toBeLessThan(0.00001)
    expect(Math.abs(positionError(scratch, -1).bias)).toBeLessThan(0.00001)
    expect(positionError(scratch).deviation).toBeLessThan(0.00001)
  })

  it("does not overshoot where the record reverses at once", () => {
    const trajectory = speeds([0.5, 1], [0.5, -1])
    for (const impairments of [{}, PLAYED, { imbalance: 0.1, skewRadians: 0.1, dc: 0.02 }])
      expect(overshoot(runTimecode({ trajectory, impairments, seconds: 0.7 }), 0.5)).toBeLessThan(
        0.01,
      )
  })

  it.each([44_100, 48_000, 96_000])("reads every family of records at %d Hz", (rateHz) => {
    for (const format of ["serato_cd", "traktor_b", "mixvibes_v2", "pioneer_b"] as const) {
      const run = runTimecode({
        format,
        rateHz,
        trajectory: sine(4, 0.15),
        impairments: PLAYED,
        seconds: 0.4,
      })
      expect(speedError(run)).toBeLessThan(0.04)
      expect(positionError(run).most).toBeLessThan(0.0001)
      expect(knownShare(run)).toBeGreaterThan(0.9)
    }
  })

  it.each([8, -8, 16])("follows speed %d from the first moment", (speed) => {
    const run = runTimecode({ trajectory: speeds([0, speed]), startSeconds: 100, seconds: 0.3 })
    expect(speedError(run, 0.05)).toBeLessThan(0.01)
    expect(knownShare(run)).toBeGreaterThan(0.95)
  })

  it("finds its place within 43 ms of a skip of the needle", () => {
    const times = Array.from({ length: 4 }, (_, i) => {
      const atSeconds = 0.2 + 0.0137 * i
      const bySeconds = (i % 2 ? 1.8 : -3.6) + 0.00031 * i
      const impairments = { ...PLAYED, skips: [{ atSeconds, bySeconds, burstSeconds: 0 }] }
      const run = runTimecode({ trajectory: speeds([0, 1]), seconds: 0.7, seed: i, impairments })
      return relockSeconds(run, atSeconds)
    })
    expect(Math.max(...times)).toBeLessThan(0.043)
  })

  it("learns the ellipse of an unequal, skewed, shifted signal, and reads as if it were a circle", () => {
    const impairments = { ...PLAYED, imbalance: -0.1, skewRadians: -0.1, dc: 0.03, crosstalkDb: 25 }
    const run = runTimecode({ trajectory: sine(8, 0.1), impairments })
    expect(positionError(run).most).toBeLessThan(0.0001)
    expect(positionError(run).deviation).toBeLessThan(0.00001)
    expect(speedError(run)).toBeLessThan(0.09)
  })

  it.each([
    ["20 dB of noise", { cartridge: true, noiseDb: 20 }, 0.031, 0.95],
    ["pink noise", { cartridge: true, noiseDb: 30, noiseColour: "pink" as const }, 0.034, 0.93],
    ["hum", { ...PLAYED, humDb: 30 }, 0.031, 0.95],
    ["rumble", { ...PLAYED, rumbleDb: 25 }, 0.04, 0.9],
    ["clipping", { noiseDb: 37, clipAt: 0.25 }, 0.034, 0.95],
    ["clicks", { ...PLAYED, clicksPerSecond: 10 }, 0.05, 0.85],
    ["dust", { ...PLAYED, dustPerSecond: 3 }, 0.12, 0.8],
    ["wow and flutter", { ...PLAYED, wow: 0.001, flutter: 0.0005, offCentre: 0.01 }, 0.031, 0.95],
  ])("reads a 4 Hz baby through %s", (_, impairments, mostError, leastKnown) => {
    const run = runTimecode({ trajectory: sine(4, 0.15), impairments, seed: 11, seconds: 0.8 })
    expect(speedError(run)).toBeLessThan(mostError)
    expect(knownShare(run)).toBeGreaterThan(leastKnown)
  })

  it("reads shallow and deep pressings, loud and quiet ones", () => {
    for (const [depth, amplitude] of [
      [0.1, 0.5],
      [0.3, 0.9],
      [0.25, 0.001],
    ] as const) {
      const trajectory = sine(4, 0.15)
      const run = runTimecode({ trajectory, depth, amplitude, impairments: PLAYED, seconds: 0.5 })
      expect(knownShare(run)).toBeGreaterThan(0.9)
      expect(positionError(run).most).toBeLessThan(0.0001)
    }
  })

  it("keeps its place while a hand holds the record, however silent that is", () => {
    const trajectory = speeds([0.4, 1], [0.42, 0], [1, 0], [1.02, 1])
    for (const impairments of [{}, PLAYED, { ...PLAYED, dc: 0.02 }]) {
      const run = runTimecode({ trajectory, impairments, seconds: 1.5 })
      expect(knownShare(run)).toBeGreaterThan(0.95)
      expect(positionError(run).most).toBeLessThan(0.0004)
      expect(Math.abs(run.speed[48_000 * 0.8]!)).toBeLessThan(0.01)
    }
  })

  it("says when the needle is lifted, claims no place then, and finds it where it is set down", () => {
    const lifts = [{ fromSeconds: 0.5, toSeconds: 1 }]
    const impairments = { ...PLAYED, lifts }
    const run = runTimecode({ trajectory: speeds([0, 1]), impairments, seconds: 1.5 })
    const at = (seconds: number): number => Math.round(48_000 * seconds)
    expect(run.isLifted[at(0.49)]).toBe(0)
    expect(run.isLifted[at(0.53)]).toBe(1)
    expect(run.position.subarray(at(0.53), at(1)).every(Number.isNaN)).toBe(true)
    expect(Math.abs(run.speed[at(0.95)]!)).toBeLessThan(0.05)
    expect(relockSeconds(run, 1)).toBeLessThan(0.043)
  })
})
