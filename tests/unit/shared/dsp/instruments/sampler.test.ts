import { describe, expect, it } from "vitest"
import { message } from "#shared/dsp/graph/index.ts"
import { TileSource, TILE_FRAMES } from "#shared/dsp/index.ts"
import { zonesOf, type Zone } from "#shared/dsp/instruments/index.ts"
import { Sampler } from "#shared/dsp/instruments/sampler/sampler.ts"

const RATE_HZ = 48_000
const SECONDS = 2

/** A recording of a sine. */
function recording(hz: number, rateHz = RATE_HZ): TileSource {
  const frames = SECONDS * rateHz
  const source = new TileSource({ rateHz, channels: 1, frames })
  for (let tile = 0; tile < source.tileCount; tile++) {
    const length = Math.min(TILE_FRAMES, frames - tile * TILE_FRAMES)
    source.put(
      tile,
      Float32Array.from({ length }, (_, i) =>
        Math.sin((2 * Math.PI * hz * (tile * TILE_FRAMES + i)) / rateHz),
      ),
    )
  }
  return source
}

const aZone = (changes: Partial<Zone> = {}): Zone => ({
  ...{ source: 1, startSeconds: 0.5, endSeconds: 1.5, lowKey: 60, highKey: 72, rootKey: 60 },
  ...{ gain: 1, isOneShot: false },
  ...changes,
})

function played(
  sampler: Sampler,
  events: readonly (readonly [frame: number, message: number])[],
  frames: number,
  cut = 128,
): Float32Array {
  const left = new Float32Array(frames)
  const right = new Float32Array(frames)
  let [at, next] = [0, 0]
  while (at < frames) {
    while (next < events.length && events[next]![0] <= at) sampler.send(events[next++]![1])
    const count = Math.min(cut, frames - at, (events[next]?.[0] ?? Infinity) - at)
    sampler.process(left, right, at, count)
    at += count
  }
  return left
}

function aSampler(zones: Zone[], source = recording(440)): Sampler {
  const sampler = new Sampler(RATE_HZ, new Map([[1, source]]))
  sampler.setZones(zones)
  return sampler
}

const peak = (samples: Float32Array): number =>
  samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)

function crossings(samples: Float32Array): number {
  let count = 0
  for (let i = 1; i < samples.length; i++) if (samples[i - 1]! < 0 && samples[i]! >= 0) count += 1
  return count
}

describe("the sampler", () => {
  it("plays a stretch of a recording as it is at its root key, for its whole length", () => {
    const sound = played(aSampler([aZone()]), [[0, message(0x90, 60, 127)]], RATE_HZ + 4800)
    // 440 Hz for a second, with 2 ms at both ends that rise and fall.
    expect(crossings(sound)).toBeGreaterThanOrEqual(438)
    expect(crossings(sound)).toBeLessThanOrEqual(440)
    expect(sound[24_000]).toBeCloseTo(Math.sin((2 * Math.PI * 440 * 48_000) / RATE_HZ), 4)
    expect(peak(sound.subarray(RATE_HZ))).toBe(0)
  })

  it("plays an octave higher at the key an octave above, in half the time", () => {
    const sound = played(aSampler([aZone()]), [[0, message(0x90, 72, 127)]], RATE_HZ)
    expect(crossings(sound.subarray(0, 24_000))).toBeGreaterThanOrEqual(437)
    expect(peak(sound.subarray(24_100))).toBe(0)
  })

  it("is right about recordings of another rate", () => {
    const sampler = aSampler([aZone()], recording(440, 44_100))
    const sound = played(sampler, [[0, message(0x90, 60, 127)]], RATE_HZ)
    expect(crossings(sound)).toBeGreaterThanOrEqual(437)
    expect(crossings(sound)).toBeLessThanOrEqual(440)
  })

  it("ends with the key, unless the stretch is one to be heard whole", () => {
    const events = [
      [0, message(0x90, 60, 127)],
      [4800, message(0x80, 60, 64)],
    ] as const
    expect(peak(played(aSampler([aZone()]), events, 24_000).subarray(9000))).toBe(0)
    const whole = played(aSampler([aZone({ isOneShot: true })]), events, 24_000)
    expect(peak(whole.subarray(9000))).toBeGreaterThan(0.9)
  })

  it("is silent for keys without a zone and for recordings that are missing", () => {
    const sampler = aSampler([aZone({ source: 2 }), aZone({ lowKey: 80, highKey: 90 })])
    expect(peak(played(sampler, [[0, message(0x90, 60, 127)]], 4800))).toBe(0)
  })

  it("begins, ends and steals without a click", () => {
    const events = Array.from({ length: 60 }, (_, i) => [i * 480, message(0x90, 60, 20)] as const)
    const sound = played(aSampler([aZone()], recording(100)), events, 60 * 480)
    let steepest = 0
    for (let i = 1; i < sound.length; i++)
      steepest = Math.max(steepest, Math.abs(sound[i]! - sound[i - 1]!))
    // Thirty-two sines of 100 Hz at 2.5 % each are this steep at most, and an edge of 2 ms is.
    expect(steepest).toBeLessThan(40 * 0.025 * ((2 * Math.PI * 100) / RATE_HZ + 1 / 96))
  })

  it("sounds the same however the stream is cut", () => {
    const events = [
      [0, message(0x90, 60, 100)],
      [333, message(0x90, 67, 90)],
      [1000, message(0x80, 60, 0)],
    ] as const
    const whole = played(aSampler([aZone()]), events, 6000)
    const cut = played(aSampler([aZone()]), events, 6000, 37)
    let most = 0
    whole.forEach((value, i) => (most = Math.max(most, Math.abs(value - cut[i]!))))
    expect(most).toBeLessThan(1e-6)
  })

  it("leaves out what a document calls a zone and is none", () => {
    expect(zonesOf(null)).toEqual([])
    expect(zonesOf({ zones: [null, 7, { ...aZone(), endSeconds: 0 }, aZone()] })).toEqual([aZone()])
  })
})
