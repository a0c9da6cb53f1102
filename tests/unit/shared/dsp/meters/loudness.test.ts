import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { channelWeights, LoudnessMeter } from "#shared/dsp/meters/index.ts"
import {
  INTEGRATED_CASES,
  RANGE_CASES,
  rangeSteps,
  type Step,
  stereoTones,
  surroundCase,
  tones,
} from "../../../../support/loudness-signals.ts"
import { noise } from "../devices/sound.ts"

const RATE_HZ = 48_000

function measured(channels: Float32Array[], rateHz = RATE_HZ): LoudnessMeter {
  const meter = new LoudnessMeter({ rateHz, channels: channels.length })
  meter.process(channels, channels[0]!.length)
  return meter
}

/** Momentary and short-term loudness after every 100 ms. */
function followed(channels: Float32Array[]): { momentary: number; shortTerm: number }[] {
  const meter = new LoudnessMeter({ rateHz: RATE_HZ, channels: channels.length })
  const hop = RATE_HZ / 10
  return Array.from({ length: Math.floor(channels[0]!.length / hop) }, (_, i) => {
    meter.process(
      channels.map((channel) => channel.subarray(i * hop)),
      hop,
    )
    return { momentary: meter.momentary, shortTerm: meter.shortTerm }
  })
}

const off = (actual: number, expected: number) => Math.abs(actual - expected)

describe("loudness", () => {
  it.each(INTEGRATED_CASES)("$name: integrated to 0.1 LU", ({ steps, integrated }) => {
    expect(off(measured(stereoTones(steps, RATE_HZ)).integrated, integrated)).toBeLessThan(0.1)
  })

  it.each([8000, 44_100, 96_000, 192_000])("knows the same tone at %i Hz", (rateHz) => {
    const meter = measured(stereoTones([[-23, 20]], rateHz), rateHz)
    for (const value of [meter.integrated, meter.momentaryMax, meter.shortTermMax])
      expect(off(value, -23)).toBeLessThan(0.05)
  })

  it("3341 case 6: weighs five channels, and not the sixth", () => {
    const channels = surroundCase(RATE_HZ)
    expect(off(measured(channels).integrated, -23)).toBeLessThan(0.1)
    const five = channels.filter((_, channel) => channel !== 3)
    expect(measured(five).integrated).toBeCloseTo(measured(channels).integrated, 9)
    channels[3] = tones([[0, 20]], RATE_HZ)
    expect(off(measured(channels).integrated, -23)).toBeLessThan(0.1)
    expect(channelWeights(2)).toEqual([1, 1])
  })

  it("3341 case 9: short-term stays at -23 while the level changes within its window", () => {
    const steps = Array.from({ length: 5 }, (): Step[] => [
      [-20, 1.34],
      [-30, 1.66],
    ]).flat()
    const values = followed(stereoTones(steps, RATE_HZ)).slice(29)
    for (const { shortTerm } of values) expect(off(shortTerm, -23)).toBeLessThan(0.1)
  })

  it("3341 case 10: finds a 3 s tone by its short-term maximum wherever it begins", () => {
    for (let i = 0; i < 20; i += 3) {
      const steps: Step[] = [
        [-Infinity, 0.15 * i],
        [-23, 3],
        [-Infinity, 1],
      ]
      expect(off(measured(stereoTones(steps, RATE_HZ)).shortTermMax, -23)).toBeLessThan(0.1)
    }
  })

  it("3341 case 12: momentary stays at -23 while the level changes within its window", () => {
    const steps = Array.from({ length: 25 }, (): Step[] => [
      [-20, 0.18],
      [-30, 0.22],
    ]).flat()
    const values = followed(stereoTones(steps, RATE_HZ)).slice(9)
    for (const { momentary } of values) expect(off(momentary, -23)).toBeLessThan(0.1)
  })

  it("3341 case 13: finds a 400 ms tone by its momentary maximum wherever it begins", () => {
    for (let i = 0; i < 20; i += 3) {
      const steps: Step[] = [
        [-Infinity, 0.02 * i],
        [-23, 0.4],
        [-Infinity, 1],
      ]
      expect(off(measured(stereoTones(steps, RATE_HZ)).momentaryMax, -23)).toBeLessThan(0.1)
    }
  })

  it.each(RANGE_CASES)("$name: range to 0.1 LU", ({ levels, range }) => {
    expect(off(measured(stereoTones(rangeSteps(levels), RATE_HZ)).range, range)).toBeLessThan(0.1)
  })

  it("weighs frequencies as the standard's own coefficients do", () => {
    // BS.1770's tables for 48 kHz.
    const shelf = {
      b: [1.53512485958697, -2.69169618940638, 1.19839281085285],
      a: [-1.69065929318241, 0.73248077421585],
    }
    const cut = { b: [1, -2, 1], a: [-1.99004745483398, 0.99007225036621] }
    const powerDb = (hz: number, { b, a }: { b: number[]; a: number[] }) => {
      const at = (c: number[]) => {
        const w = (2 * Math.PI * hz) / RATE_HZ
        const re = c[0]! + c[1]! * Math.cos(w) + c[2]! * Math.cos(2 * w)
        const im = c[1]! * Math.sin(w) + c[2]! * Math.sin(2 * w)
        return re * re + im * im
      }
      return 10 * Math.log10(at(b) / at([1, ...a]))
    }
    for (const hz of [30, 100, 500, 2000, 6000, 15_000]) {
      const sine = Float32Array.from(
        { length: 5 * RATE_HZ },
        (_, frame) => 0.1 * Math.sin((2 * Math.PI * hz * frame) / RATE_HZ),
      )
      const expected = -0.691 - 20 - 10 * Math.log10(2) + powerDb(hz, shelf) + powerDb(hz, cut)
      expect(off(measured([sine]).shortTerm, expected)).toBeLessThan(0.01)
    }
  })

  it("measures the same however the stream is cut", () => {
    const { left, right } = noise(5 * RATE_HZ, 3, 0.2)
    const whole = measured([left, right])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1 }), (cuts) => {
        const meter = new LoudnessMeter({ rateHz: RATE_HZ, channels: 2 })
        for (let at = 0, turn = 0; at < left.length; turn++) {
          const end = Math.min(left.length, at + cuts[turn % cuts.length]!)
          meter.process([left.subarray(at, end), right.subarray(at, end)], end - at)
          at = end
        }
        expect(meter.integrated).toBeCloseTo(whole.integrated, 9)
        expect(meter.range).toBe(whole.range)
        expect(meter.momentaryMax).toBeCloseTo(whole.momentaryMax, 9)
      }),
      { numRuns: 10 },
    )
  })

  it("has nothing to say of silence and of less than a window, and recovers from broken samples", () => {
    const silent = measured([new Float32Array(RATE_HZ * 4)])
    expect([silent.integrated, silent.momentaryMax, silent.range]).toEqual([
      -Infinity,
      -Infinity,
      0,
    ])
    expect(measured(stereoTones([[-20, 0.3]], RATE_HZ)).integrated).toBe(-Infinity)
    const channels = [tones([[-23, 20]], RATE_HZ).slice(), tones([[-23, 20]], RATE_HZ).slice()]
    channels[0]![1000] = NaN
    channels[1]![2000] = Infinity
    expect(off(measured(channels).integrated, -23)).toBeLessThan(0.1)
  })
})
