import { describe, expect, it } from "vitest"
import { deviceSpecs } from "#shared/dsp/devices/index.ts"
import { aDevice, both, dB, sineOf, through } from "./sound.ts"

const { gate } = deviceSpecs
const BASE = { threshold: -30, hysteresis: 6, attack: 1, hold: 20, release: 50, range: -60 }
const gainOf = (db: number) => 10 ** (db / 20)
/** Steady levels of the given seconds, one after the other. */
const levels = (...steps: [db: number, seconds: number][]) => {
  const values = steps.flatMap(([db, seconds]) =>
    Array.from({ length: Math.round(seconds * 48_000) }, () => gainOf(db)),
  )
  return both(values.length, (frame) => values[frame]!)
}

describe("gate", () => {
  it("takes its range away from what lies below the threshold, nothing from what lies above", () => {
    const below = through(aDevice(gate, BASE), levels([-31, 0.5])).left
    expect(dB(below.at(-1)!)).toBeCloseTo(-91, 2)
    const above = through(aDevice(gate, BASE), levels([-29, 0.5])).left
    expect(dB(above.at(-1)!)).toBeCloseTo(-29, 3)
  })

  it("shuts wholly at the end of its range", () => {
    const out = through(aDevice(gate, { ...BASE, range: -100 }), levels([-31, 0.1])).left
    expect(out.every((value) => value === 0)).toBe(true)
  })

  it("stays open until the sound has fallen below the threshold by the hysteresis", () => {
    const sound = (db: number) => levels([-20, 0.2], [db, 1])
    const kept = through(aDevice(gate, BASE), sound(-35)).left.at(-1)!
    expect(dB(kept)).toBeCloseTo(-35, 3)
    const closed = through(aDevice(gate, BASE), sound(-37)).left.at(-1)!
    expect(dB(closed)).toBeCloseTo(-97, 1)
  })

  it("opens with its attack, and closes after the hold with its release, as exponentials", () => {
    const out = through(
      aDevice(gate, { ...BASE, range: -100 }),
      levels([-20, 0.5], [-80, 0.5]),
    ).left
    const opening = out[47]! / gainOf(-20)
    expect(opening).toBeCloseTo(1 - Math.exp(-1), 4)
    // The detector falls with 10 ms from -20 to -36 dB, then the gate holds for 20 ms.
    const closesAt = 24_000 + 480 * Math.log(gainOf(16)) + 960
    for (const seconds of [0.01, 0.05, 0.1]) {
      const frame = Math.round(closesAt + seconds * 48_000)
      expect(Math.abs(out[frame]! / gainOf(-80) - Math.exp(-seconds / 0.05))).toBeLessThan(0.002)
    }
    expect(out[Math.floor(closesAt) - 2]! / gainOf(-80)).toBeCloseTo(1, 3)
  })

  it("does not chatter on a low tone", () => {
    const out = through(aDevice(gate, BASE), both(48_000, sineOf(40, gainOf(-28)))).left.slice(4800)
    const whole = both(48_000, sineOf(40, gainOf(-28))).left.slice(4800)
    out.forEach((value, i) => expect(Math.abs(value - whole[i]!)).toBeLessThan(1e-4))
  })

  it("listens to the side chain, and shows what it takes away", () => {
    const device = aDevice(gate, { ...BASE, source: 1 })
    const out = through(device, levels([-10, 0.5]), { side: levels([-50, 0.5]) }).left
    expect(dB(out.at(-1)!)).toBeCloseTo(-70, 2)
    expect(device.meters![0]).toBeCloseTo(60, 2)
  })
})
