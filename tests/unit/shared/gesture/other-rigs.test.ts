import { describe, expect, it } from "vitest"
import { decodeRaw, gestureOf, takeOfEvents, type RawEvent } from "#shared/gesture/index.ts"
import { simulateDevice } from "../../../support/gesture/device-simulator.ts"
import { baby } from "../../../support/gesture/hands.ts"
import { aController } from "../../../support/gesture/profiles.ts"

const profile = aController({ platter: ["B0 10"], touch: ["90 20"] })
const hand = baby(3, 1.2)
const seconds = 1
const touches = [{ atSeconds: 0.1, seconds: 0.5 }]

describe("a controller of which another deck was turned", () => {
  const played = simulateDevice(hand, { profile, seconds, touches })
  const onChannel = (channel: number): RawEvent[] =>
    played.map(({ atMicros, bytes }) => {
      const [status = 0, ...rest] = bytes
      return { atMicros, bytes: Uint8Array.from([status + channel, ...rest]) }
    })

  it("is read there, its touch too, where the profile knows the first deck alone", () => {
    const expected = decodeRaw(played, profile)
    const { positionTurns, touch } = decodeRaw(onChannel(1), profile)
    expect(positionTurns).toEqual(expected.positionTurns)
    expect(touch).toEqual(expected.touch)
    const take = takeOfEvents(onChannel(3), profile, "Deck 4")
    expect(gestureOf(take)).toEqual(gestureOf(takeOfEvents(played, profile, "Deck 1")))
  })

  it("is read where the profile says where somebody asks for a deck, or the first was turned, too", () => {
    expect(decodeRaw(onChannel(1), profile, { deck: 1 }).timeSeconds).toHaveLength(0)
    const both = [...played, ...onChannel(1), ...onChannel(1)].toSorted(
      (one, other) => one.atMicros - other.atMicros,
    )
    expect(decodeRaw(both, profile).positionTurns.at(-1)).toBe(
      decodeRaw(played, profile).positionTurns.at(-1),
    )
  })
})

describe("ticks a turn that are far off", () => {
  it("change the size of what is read, and nothing else", () => {
    const fine = aController({ platter: ["B0 10"], ticksPerRevolution: 14_400 })
    const events = simulateDevice(hand, { profile: fine, seconds, jitterSeconds: 0 })
    const right = decodeRaw(events, fine)
    const wrong = decodeRaw(events, profile)
    const scale = 14_400 / 720
    for (const [i, turns] of wrong.estimatedTurns.entries()) {
      expect(turns / scale).toBeCloseTo(right.positionTurns[i]!, 9)
      // Speeds of a hand follow it as closely as those of the right scale do.
      expect(Math.abs(wrong.velocity[i]! / scale - right.velocity[i]!)).toBeLessThan(0.25)
    }
    expect(wrong.ticksPerRevolution).toBe(720)
  })
})
