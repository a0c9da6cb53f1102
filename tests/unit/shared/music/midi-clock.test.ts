import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  ClockFollower,
  ClockSender,
  createTempoMap,
  type TempoMap,
  type TempoPoint,
} from "#shared/music/index.ts"
import { seededDice } from "../../../support/random/dice.ts"

const JITTER_MS = 2
const TEN_MINUTES = 600
const TICKS_PER_PULSE = 40

interface Heard {
  atMs: number
  message: number
}

/** What a cable brings of a song that plays from a second on, in stretches of an eighth of a second. */
function played(tempo: TempoMap, { from = 0, seconds = TEN_MINUTES, loop = Infinity } = {}) {
  const sender = new ClockSender()
  const sent: Heard[] = []
  let at = from
  let isLeap = true
  for (let passed = 0; passed < seconds;) {
    const length = Math.min(0.125, loop - at, seconds - passed)
    for (const { afterSeconds, bytes } of sender.advance(tempo, {
      fromSeconds: at,
      seconds: length,
      isLeap,
    })) {
      const [status = 0, low = 0, high = 0] = bytes
      sent.push({
        atMs: (passed + afterSeconds) * 1000,
        message: (status << 16) | (low << 8) | high,
      })
    }
    passed += length
    at += length
    isLeap = at >= loop - 1e-9
    if (isLeap) at = from
  }
  return sent
}

const jittered = (sent: readonly Heard[], seed: number): Heard[] => {
  const dice = seededDice(seed)
  return sent.map(({ atMs, message }) => ({
    message,
    atMs: message >> 16 === 0xf8 ? atMs + (dice.upTo(2000) / 1000 - 1) * JITTER_MS : atMs,
  }))
}

/** The largest difference of the place, in ms, from a second and a half on, and of the tempo where it counts. */
function worst(
  follower: ClockFollower,
  tempo: TempoMap,
  heard: readonly Heard[],
  isTempoTold: (atMs: number) => boolean,
): { ms: number; tempo: number } {
  const off = { ms: 0, tempo: 0 }
  for (const { atMs, message } of heard) {
    follower.hear(message, atMs)
    if (atMs < 1500) continue
    const ticks = tempo.ticksAt(atMs / 1000)
    const bpm = tempo.bpmAt(ticks)
    off.ms = Math.max(off.ms, Math.abs((follower.ticksAt(atMs) - ticks) / (bpm * 0.016)))
    if (isTempoTold(atMs)) off.tempo = Math.max(off.tempo, Math.abs(follower.bpm! / bpm - 1))
  }
  return off
}

const bpms = fc.double({ min: 50, max: 210, noNaN: true })
const seeds = fc.integer({ min: 1, max: 1e6 })

describe("a MIDI clock", () => {
  it("sent and heard back over ten minutes with ±2 ms of jitter loses no tick, and is within 1.5 ms and 0.1 % of the tempo", () => {
    fc.assert(
      fc.property(bpms, seeds, (bpm, seed) => {
        const tempo = createTempoMap([{ tick: 0, bpm, curve: "step" }])
        const sent = played(tempo)
        const follower = new ClockFollower()
        const off = worst(follower, tempo, jittered(sent, seed), (atMs) => atMs > 8000)
        expect(off.ms).toBeLessThan(1.5)
        expect(off.tempo).toBeLessThan(1e-3)
        const pulses = sent.filter(({ message }) => message >> 16 === 0xf8).length
        const exact = tempo.ticksAt(TEN_MINUTES) / TICKS_PER_PULSE
        expect(pulses).toBeGreaterThan(exact - 1e-6)
        expect(pulses).toBeLessThan(exact + 1 + 1e-6)
        follower.hear(0xfc0000, TEN_MINUTES * 1000)
        expect(follower.ticksAt(TEN_MINUTES * 1000)).toBe(pulses * TICKS_PER_PULSE)
      }),
      { numRuns: 4 },
    )
  })

  it("follows steps of the tempo within 15 ms, and 0.5 % two seconds after; ramps within 15 ms and 8 %", () => {
    const map = (curve: "step" | "ramp") =>
      fc
        .array(bpms, { minLength: 2, maxLength: 6 })
        .map((all) => all.map((bpm, i): TempoPoint => ({ bpm, curve, tick: i * 40 * 960 })))
    fc.assert(
      fc.property(map("step"), map("ramp"), seeds, (steps, ramps, seed) => {
        const stepped = createTempoMap(steps)
        const sent = jittered(played(stepped, { seconds: 90 }), seed)
        const isSettled = (atMs: number): boolean => {
          const [was, is] = [atMs - 2000, atMs].map((ms) => stepped.ticksAt(ms / 1000))
          return atMs > 8000 && !steps.some(({ tick }) => tick > was! && tick <= is!)
        }
        const off = worst(new ClockFollower(), stepped, sent, isSettled)
        expect(off.ms).toBeLessThan(15)
        expect(off.tempo).toBeLessThan(5e-3)
        const ramp = createTempoMap(ramps)
        const ramped = jittered(played(ramp, { seconds: 90 }), seed)
        const offRamp = worst(new ClockFollower(), ramp, ramped, (atMs) => atMs > 8000)
        expect(offRamp.ms).toBeLessThan(15)
        expect(offRamp.tempo).toBeLessThan(0.08)
      }),
      { numRuns: 6 },
    )
  })

  it("begins in the middle at the next sixteenth, and goes round a loop without a tick too many", () => {
    fc.assert(
      fc.property(bpms, fc.double({ min: 0.01, max: 900, noNaN: true }), (bpm, from) => {
        const tempo = createTempoMap([{ tick: 0, bpm, curve: "step" }])
        const sent = played(tempo, { from, seconds: 2 })
        const position = Math.ceil(tempo.ticksAt(from) / 240 - 1e-6)
        expect(sent.slice(0, 2).map(({ message }) => message)).toEqual([
          ...[0xf20000 | ((position & 0x7f) << 8) | (position >> 7), 0xfb0000],
        ])
        const follower = new ClockFollower()
        for (const { atMs, message } of sent) follower.hear(message, atMs)
        expect(follower.ticksAt(2000)).toBeCloseTo(tempo.ticksAt(from + 2), 0)
      }),
    )
    const tempo = createTempoMap([{ tick: 0, bpm: 120, curve: "step" }])
    const round = played(tempo, { from: 2, loop: 4, seconds: 20 })
    const kinds = round.map(({ message }) => message >> 16)
    expect(kinds.filter((kind) => kind === 0xf8)).toHaveLength(20 * 48)
    expect(kinds.filter((kind) => kind === 0xfc)).toHaveLength(9)
    expect(round.filter(({ message }) => message === 0xf21000)).toHaveLength(10)
  })

  it("that stops without a word is lost, and does not carry the song on", () => {
    const tempo = createTempoMap([{ tick: 0, bpm: 120, curve: "step" }])
    const follower = new ClockFollower()
    for (const { atMs, message } of played(tempo, { seconds: 4 })) follower.hear(message, atMs)
    expect([follower.isAlive(4100), follower.isAlive(5000)]).toEqual([true, false])
    expect(follower.ticksAt(60_000)).toBeLessThan(9 * 960)
  })

  it("of chance never throws", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom(0xf2, 0xf8, 0xf8, 0xfa, 0xfb, 0xfc),
            fc.nat(0x7f7f),
            fc.nat(1e4),
          ),
        ),
        (all) => {
          const follower = new ClockFollower()
          for (const [status, data, atMs] of all) {
            follower.hear((status << 16) | (data & 0x7f7f), atMs)
            expect(follower.ticksAt(atMs)).toBeGreaterThanOrEqual(0)
          }
        },
      ),
    )
  })
})
