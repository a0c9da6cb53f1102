import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { message } from "#shared/dsp/graph/index.ts"
import { PolySynth } from "#shared/dsp/instruments/poly/poly-synth.ts"

const RATE_HZ = 48_000
const on = (key: number, velocity = 100): number => message(0x90, key, velocity)
const off = (key: number): number => message(0x80, key, 64)

/** Plays messages at their frames, in blocks of these lengths. */
function played(
  synth: PolySynth,
  events: readonly (readonly [frame: number, message: number])[],
  frames: number,
  cuts: readonly number[] = [128],
): Float32Array {
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  let [at, next, cut] = [0, 0, 0]
  while (at < frames) {
    while (next < events.length && events[next]![0] <= at) synth.send(events[next++]![1])
    const untilEvent = (events[next]?.[0] ?? Infinity) - at
    const count = Math.min(cuts[cut++ % cuts.length]!, frames - at, untilEvent)
    synth.process(left, right, at, count)
    at += count
  }
  return left
}

/** Frequency by counting upward crossings of zero. */
function frequencyOf(samples: Float32Array): number {
  const places: number[] = []
  for (let i = 1; i < samples.length; i++)
    if (samples[i - 1]! < 0 && samples[i]! >= 0)
      places.push(i - samples[i]! / (samples[i]! - samples[i - 1]!))
  return ((places.length - 1) * RATE_HZ) / (places.at(-1)! - places[0]!)
}

function pureSynth(): PolySynth {
  const synth = new PolySynth(RATE_HZ)
  synth.setParameter("osc1.shape", 3)
  synth.setParameter("mix", 0)
  synth.setParameter("cutoff", 18_000)
  synth.setParameter("filter.env", 0)
  return synth
}

const peak = (samples: Float32Array): number =>
  samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

describe("the poly synth", () => {
  it("plays every key at its frequency, within a cent", () => {
    for (const key of [33, 60, 69, 93]) {
      const sound = played(pureSynth(), [[0, on(key)]], RATE_HZ).subarray(4800)
      const cents = 1200 * Math.log2(frequencyOf(sound) / (440 * 2 ** ((key - 69) / 12)))
      expect(Math.abs(cents)).toBeLessThan(1)
    }
  })

  it("bends two semitones up and down", () => {
    const sound = played(
      pureSynth(),
      [
        [0, message(0xe0, 127, 127)],
        [0, on(69)],
      ],
      RATE_HZ,
    )
    expect(frequencyOf(sound.subarray(4800))).toBeCloseTo(440 * 2 ** (2 / 12), 0)
  })

  it("sounds the same however the stream is cut", () => {
    const events = [
      [0, on(48)],
      [700, on(55, 40)],
      [1500, off(48)],
      [2000, message(0xe0, 0, 90)],
    ] as const
    const whole = played(new PolySynth(RATE_HZ), events, 4000)
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 128 }), { minLength: 1, maxLength: 10 }),
        (cuts) => {
          expect(played(new PolySynth(RATE_HZ), events, 4000, cuts)).toEqual(whole)
        },
      ),
      { numRuns: 20 },
    )
  })

  it("falls silent after its release, and not before the pedal comes up", () => {
    const synth = new PolySynth(RATE_HZ)
    const sound = played(
      synth,
      [
        [0, message(0xb0, 64, 127)],
        [10, on(60)],
        [2000, off(60)],
        [48_000, message(0xb0, 64, 0)],
      ],
      3 * RATE_HZ,
    )
    expect(peak(sound.subarray(40_000, 48_000))).toBeGreaterThan(0.02)
    expect(peak(sound.subarray(2 * RATE_HZ))).toBeLessThan(1e-4)
    expect(peak(sound.subarray(Math.round(2.9 * RATE_HZ)))).toBe(0)
  })

  it("takes the oldest voice where a seventeenth key goes down, without a click", () => {
    const events = Array.from({ length: 24 }, (_, i) => [i * 600, on(40 + i, 60)] as const)
    const sound = played(pureSynth(), events, 24 * 600)
    let steepest = 0
    for (let i = 1; i < sound.length; i++)
      steepest = Math.max(steepest, Math.abs(sound[i]! - sound[i - 1]!))
    expect(steepest).toBeLessThan(0.12)
  })

  it("keeps the aliases of a high saw that come back below 10 kHz under -55 dB, where a plain one has -32", () => {
    const synth = new PolySynth(RATE_HZ)
    synth.setParameter("mix", 0)
    synth.setParameter("cutoff", 18_000)
    synth.setParameter("filter.env", 0)
    const key = 84
    const frequency = 440 * 2 ** ((key - 69) / 12)
    const frames = 16_384
    const sound = played(synth, [[0, on(key)]], frames + 24_000).subarray(24_000)
    const level = (hz: number): number => {
      let [re, im] = [0, 0]
      sound.forEach((value, i) => {
        const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / frames)
        re += value * window * Math.cos((2 * Math.PI * hz * i) / RATE_HZ)
        im += value * window * Math.sin((2 * Math.PI * hz * i) / RATE_HZ)
      })
      return 20 * Math.log10(Math.hypot(re, im))
    }
    const fundamental = level(frequency)
    // Harmonics above half the rate come back here; those far above are heard best.
    const folded = [37, 39, 41, 43, 45].map((harmonic) => RATE_HZ - harmonic * frequency)
    for (const hz of folded) expect(level(hz) - fundamental).toBeLessThan(-55)
  })
})
