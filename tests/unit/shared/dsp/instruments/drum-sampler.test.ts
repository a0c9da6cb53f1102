import { describe, expect, it } from "vitest"
import { message } from "#shared/dsp/graph/index.ts"
import { TileSource } from "#shared/dsp/index.ts"
import { recordingsOf } from "#shared/dsp/instruments/index.ts"
import { DrumSampler } from "#shared/dsp/instruments/drums/drum-sampler.ts"
import { padsOf, type PadPlan } from "#shared/dsp/instruments/drums/pads.ts"
import { KitSounds, type KitSound } from "#shared/dsp/kit/index.ts"

const RATE_HZ = 48_000
const FRAMES = 24_000
type Events = readonly (readonly [frame: number, message: number])[]

/** Half a second that stays at one value: what becomes of it is easily seen. */
function flat(value: number): KitSound {
  const samples = new Float32Array(FRAMES).fill(value)
  return { channels: 1, frames: FRAMES, tiles: [samples] }
}
const kit = new KitSounds((key) => (key === 99 ? [] : [flat(0.25), flat(0.5), flat(1)]))

const aPad = (key: number, changes: Partial<PadPlan> = {}): PadPlan => ({
  ...{ key, kitKey: key, source: -1, startSeconds: 0, endSeconds: 0, gain: 1, pan: 0 },
  ...{ semitones: 0, chokeGroup: 0 },
  ...changes,
})

function played(pads: PadPlan[], events: Events, frames = 2 * FRAMES, cut = 128) {
  const recording = new TileSource({ rateHz: RATE_HZ, channels: 1, frames: FRAMES })
  recording.put(
    0,
    Float32Array.from({ length: FRAMES }, (_, i) => Math.sin(i / 20)),
  )
  const sampler = new DrumSampler(RATE_HZ, kit, new Map([[7, recording]]))
  sampler.setPads(pads)
  const [left, right] = [new Float32Array(frames), new Float32Array(frames)]
  let [at, next] = [0, 0]
  while (at < frames) {
    while (next < events.length && events[next]![0] <= at) sampler.send(events[next++]![1])
    const count = Math.min(cut, frames - at, (events[next]?.[0] ?? Infinity) - at)
    sampler.process(left, right, at, count)
    at += count
  }
  return { left, right }
}

const hit = (key: number, velocity = 127): number => message(0x90, key, velocity)

describe("the drum sampler", () => {
  it("plays a sound whole from its frame on, however short the key is held", () => {
    const events = [
      [333, hit(36)],
      [400, message(0x80, 36, 0)],
    ] as const
    const { left } = played([aPad(36)], events)
    expect(left[332]).toBe(0)
    expect(left[333]).toBe(1)
    expect(left[333 + FRAMES - 2]).toBe(1)
    expect(left[333 + FRAMES]).toBe(0)
  })

  it("takes the layer of the blow, and is as loud as it", () => {
    for (const [velocity, layer] of [
      [40, 0.25],
      [80, 0.5],
      [120, 1],
    ] as const) {
      const { left } = played([aPad(36)], [[0, hit(36, velocity)]], 256)
      expect(left[100]).toBeCloseTo(layer * (velocity / 127) ** 2, 5)
    }
  })

  it("ends what another pad of the group chokes within 12 ms, without a step, and nothing else", () => {
    const pads = [aPad(46, { chokeGroup: 1 }), aPad(42, { chokeGroup: 1, gain: 0 }), aPad(38)]
    const { left } = played(pads, [
      [0, hit(46)],
      [0, hit(38)],
      [1000, hit(42)],
    ])
    expect(left[999]).toBeCloseTo(2, 5)
    expect(left[1000 + 576]).toBeCloseTo(1, 5)
    for (let i = 1001; i < 1700; i++) expect(Math.abs(left[i]! - left[i - 1]!)).toBeLessThan(0.002)
  })

  it("stands where the pad stands, as loud as it says", () => {
    const { left, right } = played([aPad(36, { pan: -1, gain: 0.5 })], [[0, hit(36)]], 256)
    expect(left[100]).toBeCloseTo(0.5 * Math.SQRT2, 5)
    expect(right[100]).toBeCloseTo(0, 6)
  })

  it("dies away in the time of its decay", () => {
    const { left } = played([aPad(36, { decaySeconds: 0.1 })], [[0, hit(36)]])
    expect(20 * Math.log10(left[2400]!)).toBeCloseTo(-30, 1)
    expect(20 * Math.log10(left[4800]!)).toBeCloseTo(-60, 1)
  })

  it("plays an octave higher in half the time", () => {
    const { left } = played([aPad(36, { semitones: 12 })], [[0, hit(36)]])
    expect(left[FRAMES / 2 - 200]).toBeCloseTo(1, 2)
    expect(left[FRAMES / 2 + 10]).toBe(0)
  })

  it("plays a stretch of a recording of one's own", () => {
    const own = aPad(36, { source: 7, kitKey: -1, startSeconds: 0.1, endSeconds: 0.2 })
    const { left } = played([own], [[0, hit(36)]])
    expect(left[2400]).toBeCloseTo(Math.sin((4800 + 2400) / 20), 3)
    expect(left.subarray(4800).every((value) => value === 0)).toBe(true)
    expect(recordingsOf({ pads: [own, aPad(38)] })).toEqual([own])
  })

  it("sounds the same however the stream is cut, and after a change of other pads", () => {
    const pads = [aPad(36, { semitones: -3 }), aPad(38, { decaySeconds: 0.3, pan: 0.4 })]
    const events = [
      [0, hit(36, 90)],
      [777, hit(38)],
    ] as const
    const whole = played(pads, events)
    const cut = played(pads, events, 2 * FRAMES, 37)
    let most = 0
    whole.right.forEach((value, i) => (most = Math.max(most, Math.abs(value - cut.right[i]!))))
    expect(most).toBeLessThan(1e-6)
  })

  it("is silent for keys without a pad, sounds that are not there, and what is no pad", () => {
    const { left } = played(
      [aPad(99), aPad(40, { source: 3 })],
      [
        [0, hit(99)],
        [0, hit(40)],
        [0, hit(41)],
      ],
    )
    expect(left.every((value) => value === 0)).toBe(true)
    expect(padsOf({ pads: [null, { key: 3 }, aPad(1)] })).toEqual([aPad(1)])
  })
})
