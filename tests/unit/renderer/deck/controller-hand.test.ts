import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"
import type { DeckProfile } from "#shared/gesture/profile/profile.ts"
import { ControllerHand } from "../../../../src-renderer/features/deck/model/controller-hand.ts"
import { aController } from "../../../support/gesture/profiles.ts"

const RATE_HZ = 48_000

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A deck that stands, under a controller, in time that goes on when it is told. */
function aDeck(profile: Partial<DeckProfile>) {
  const deck = new Deck(RATE_HZ)
  const send = (event: DeckEvent): void => void deck.send(event)
  const frame = (atMs: number): number => Math.max(0, Math.round((atMs * RATE_HZ) / 1000))
  const hand = new ControllerHand(aController(profile), {
    hold: (atMs) => send({ kind: "touch", frame: frame(atMs), isHeld: true }),
    letGo: (atMs) => send({ kind: "touch", frame: frame(atMs), isHeld: false }),
    turn: (position, velocity, atMs, carrySeconds) =>
      send({
        ...{ kind: "platter", frame: frame(atMs), position, velocity },
        ...(carrySeconds === undefined ? {} : { carrySeconds }),
      }),
  })
  let nowMs = 0
  const side = new Float32Array(48)
  return {
    hear: (status: number, first: number, second: number) =>
      hand.hear((status << 16) | (first << 8) | second, nowMs),
    wait(ms: number) {
      for (let passed = 0; passed < ms; passed++) {
        nowMs += 1
        vi.advanceTimersByTime(1)
        deck.process(side, side, 0, side.length)
      }
      return deck.positionSeconds
    },
    deck,
  }
}

const TOUCH = [0x90, 0x20] as const
const PLATTER = [0xb0, 0x10] as const

describe("a platter that tells its ticks", () => {
  it("turns the record as far as it was turned, also where all of it is heard in one instant", () => {
    const { hear, wait } = aDeck({ encoding: "twos7", ticksPerRevolution: 1333 })
    wait(100)
    hear(...TOUCH, 127)
    for (let report = 0; report < 43; report++) hear(...PLATTER, 31)
    expect(wait(600)).toBeCloseTo(1.8, 2)
  })
})

describe("a platter that tells its speed", () => {
  const speed7 = { encoding: "speed7", ticksPerRevolution: "unknown" } as const
  /** Once the speed of a record is 15.75 steps. */
  const FORWARD = 64 + 16
  const way = (seconds: number): number => (seconds * 16) / 15.75

  it("turns the record for as long as it says nothing else", () => {
    const { hear, wait } = aDeck(speed7)
    wait(100)
    hear(...TOUCH, 127)
    hear(...PLATTER, FORWARD)
    expect(wait(100)).toBeCloseTo(way(0.1), 2)
    wait(100)
    hear(...PLATTER, 64)
    expect(wait(100)).toBeCloseTo(way(0.2), 2)
  })

  it("holds it while it turns, where it feels no touch", () => {
    const { hear, wait, deck } = aDeck({ ...speed7, touch: "unknown" })
    wait(100)
    hear(...PLATTER, FORWARD)
    expect(wait(200)).toBeCloseTo(way(0.2), 2)
    expect(deck.isHeld).toBe(true)
    hear(...PLATTER, 64)
    expect(wait(200)).toBeCloseTo(way(0.2), 2)
    expect(deck.isHeld).toBe(false)
  })

  it("is let go when it falls silent in the middle of a stroke", () => {
    const { hear, wait, deck } = aDeck({ ...speed7, touch: "unknown" })
    hear(...PLATTER, FORWARD)
    expect(wait(1000)).toBeCloseTo(way(0.25), 2)
    expect(deck.isHeld).toBe(false)
  })
})
