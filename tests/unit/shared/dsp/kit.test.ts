import { describe, expect, it } from "vitest"
import { KIT_KEYS, kitChokeGroup, KitSounds, layerOf, makeKitSound } from "#shared/dsp/kit/index.ts"
import { bitsOf, KIT_BITS } from "../../../support/kit-bits.ts"

const KICK = 36
const HAT = 42

/** Channels of a layer. */
function sidesOf(key: number, layer = 2): Float32Array[] {
  const source = new KitSounds(makeKitSound).layers(key)![layer]!
  return Array.from({ length: source.channels }, (_, channel) => {
    const side = new Float32Array(source.frames)
    source.read(channel, 0, source.frames, side)
    return side
  })
}

const peakOf = (side: Float32Array): number => side.reduce((a, b) => Math.max(a, Math.abs(b)), 0)

/** Power of the steps from sample to sample against that of the samples: higher for brighter sounds. */
function brightness(side: Float32Array): number {
  let [steps, power] = [0, 0]
  for (let i = 1; i < side.length; i++) {
    steps += (side[i]! - side[i - 1]!) ** 2
    power += side[i]! ** 2
  }
  return steps / power
}

describe("the Slipmat Kit", () => {
  it("has a sound on each of General MIDI's keys, 35 to 81", () => {
    expect(KIT_KEYS).toEqual(Array.from({ length: 47 }, (_, i) => 35 + i))
    expect(makeKitSound(34)).toEqual([])
  })

  it("begins and ends in silence, neither clips nor leans to a side, and is heard", () => {
    for (const key of [KICK, 38, HAT, 56, 64, 70])
      for (const side of sidesOf(key)) {
        const peak = peakOf(side)
        expect(peak).toBeGreaterThan(0.1)
        expect(peak).toBeLessThanOrEqual(0.95)
        expect(Math.abs(side[0]!)).toBeLessThan(0.02 * peak)
        expect(peakOf(side.subarray(-8))).toBeLessThan(1e-4)
        expect(Math.abs(side.reduce((a, b) => a + b, 0) / side.length)).toBeLessThan(5e-4)
      }
  })

  it("is brighter the harder it is struck", () => {
    for (const key of [KICK, 38, HAT]) {
      const [soft, middle, hard] = [0, 1, 2].map((layer) => brightness(sidesOf(key, layer)[0]!))
      expect(middle).toBeGreaterThan(soft!)
      expect(hard).toBeGreaterThan(middle!)
    }
    expect([1, 58, 59, 98, 99, 127].map(layerOf)).toEqual([0, 0, 1, 1, 2, 2])
  })

  it("ends an open hat by a closed one, and no drum by another", () => {
    expect(new Set([42, 44, 46].map(kitChokeGroup)).size).toBe(1)
    expect(kitChokeGroup(HAT)).toBeGreaterThan(0)
    expect(kitChokeGroup(KICK)).toBe(0)
  })

  it("is the same to the bit wherever and whenever it is made", () => {
    for (const [key, bits] of Object.entries(KIT_BITS)) expect(bitsOf(Number(key))).toBe(bits)
  })
})
