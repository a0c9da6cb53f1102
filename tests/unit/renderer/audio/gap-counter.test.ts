import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { GapCounter } from "../../../../src-renderer/audio/gap-counter.ts"

const RATE_HZ = 48_000
const QUANTUM = 128

interface Device {
  seconds: number
  /** How much faster the device's clock runs than the computer's. */
  drift?: number
  /** Milliseconds by which a call may be late. */
  jitterMs?: (call: number) => number
  /** Milliseconds that the device had to leave out before a second. */
  gaps?: Record<number, number>
  /** By how much the wall clock is set at a second. */
  clock?: Record<number, number>
}

/** Runs a counter on a device. @returns the gaps that it found */
function found({
  seconds,
  drift = 0,
  jitterMs = () => 0,
  gaps = {},
  clock = {},
}: Device): number[] {
  const counter = new GapCounter(RATE_HZ)
  const heard: number[] = []
  let shift = 1_700_000_000_000
  let second = -1
  for (let call = 0; call * QUANTUM < seconds * RATE_HZ; call++) {
    const frame = call * QUANTUM
    const now = Math.floor(frame / RATE_HZ)
    if (now !== second) shift += (gaps[now] ?? 0) + (clock[now] ?? 0)
    second = now
    const wallMs = shift + ((1000 * frame) / RATE_HZ) * (1 - drift) + jitterMs(call)
    const lost = counter.take(frame, Math.floor(wallMs))
    if (lost > 0) heard.push(lost)
  }
  return heard
}

describe("the counter of gaps", () => {
  it("finds each gap, as long as it was", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5, max: 900 }), { minLength: 1, maxLength: 5 }),
        (lengths) => {
          const gaps = Object.fromEntries(lengths.map((ms, i) => [3 + 2 * i, ms]))
          const heard = found({ seconds: 15, gaps })
          expect(heard).toHaveLength(lengths.length)
          heard.forEach((ms, i) => expect(Math.abs(ms - lengths[i]!)).toBeLessThanOrEqual(2))
        },
      ),
      { numRuns: 20 },
    )
  })

  it("finds none where calls come late and clocks drift", () => {
    const late = (call: number): number => (call % 7 === 0 ? 0 : (call * 7919) % 23)
    for (const drift of [1e-4, -1e-4])
      expect(found({ seconds: 60, drift, jitterMs: late })).toEqual([])
  })

  it("takes no clock that was set, nor a computer that slept, for a gap", () => {
    expect(found({ seconds: 12, clock: { 3: -3_600_000, 6: 3_600_000, 9: -1500 } })).toEqual([])
  })

  it("begins anew after a rest: what was late then was not heard", () => {
    const counter = new GapCounter(RATE_HZ)
    const run = (from: number, shift: number): number => {
      let lost = 0
      for (let frame = from; frame < from + 2 * RATE_HZ; frame += QUANTUM)
        lost += counter.take(frame, shift + (1000 * frame) / RATE_HZ)
      return lost
    }
    expect(run(0, 0)).toBe(0)
    counter.rest()
    expect(run(3 * RATE_HZ, 400)).toBe(0)
    expect(run(5 * RATE_HZ, 440)).toBeCloseTo(40)
  })
})
