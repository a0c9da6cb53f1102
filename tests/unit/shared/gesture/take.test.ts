import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  eventsOf,
  gestureOf,
  readTake,
  takeOfEvents,
  takeOfGesture,
  takeText,
} from "#shared/gesture/index.ts"
import { simulateDevice } from "../../../support/gesture/device-simulator.ts"
import { anyGesture } from "../../../support/gesture/gestures.ts"
import { baby } from "../../../support/gesture/hands.ts"
import { aController } from "../../../support/gesture/profiles.ts"
import { anyEvents } from "../../../support/gesture/raw-events.ts"

const profile = aController()
const played = () =>
  simulateDevice(baby(4, 1.9), {
    ...{ profile, seconds: 1, touches: [{ atSeconds: 0.2, seconds: 0.5 }] },
    faderAt: (seconds) => (seconds % 0.2 < 0.1 ? 1 : 0),
  })

describe("a take", () => {
  it("comes back from its file event by event", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const take = takeOfEvents(events, profile, "Take 1")
        const read = readTake(takeText(take), "take.json")
        expect(read).toEqual(take)
        expect(eventsOf(read)).toEqual(events)
      }),
      { numRuns: 40 },
    )
  })

  it("keeps what was edited, and what people say about it", () => {
    fc.assert(
      fc.property(anyGesture, (gesture) => {
        const take = {
          ...takeOfGesture(gesture, "Drawn"),
          ...{ session: "Monday", tags: ["crab"], notes: 'a "good" one', mayTrain: true },
          beats: { tempoBpm: 95, firstBeatSeconds: 0.2, beatsPerBar: 4 },
        }
        const read = readTake(takeText(take), "take.json")
        expect(read).toEqual(take)
        expect(gestureOf(read)).toEqual(gesture)
      }),
      { numRuns: 30 },
    )
  })

  it("is what was played, read out of its bytes", () => {
    const { points, fader, touches, durationSeconds } = gestureOf(
      takeOfEvents(played(), profile, "Take"),
    )
    const hand = baby(4, 1.9)
    expect(durationSeconds).toBeCloseTo(1, 1)
    for (const { timeSeconds, positionTurns } of points)
      expect(positionTurns).toBeCloseTo(hand.turnsAt(timeSeconds) - hand.turnsAt(0), 1)
    expect(fader.filter(({ value }) => value === 0)).toHaveLength(5)
    expect(touches).toEqual([
      {
        startSeconds: expect.closeTo(0.2, 2) as number,
        endSeconds: expect.closeTo(0.7, 2) as number,
      },
    ])
  })

  it("may have its fader on another device", () => {
    const mixer = aController({ platter: "unknown" }, { id: "mixer", name: "Mixer" })
    const events = played().map((event) => ({
      ...event,
      port: event.bytes[0] === 0xb6 ? "mixer" : "deck",
    }))
    const take = takeOfEvents(events, profile, "Two devices")
    take.sources = take.sources.map(({ port }) => ({
      ...{ port, profile: port === "mixer" ? mixer : aController({}, { crossfader: "unknown" }) },
    }))
    const { points, fader } = gestureOf(take)
    expect(points.length).toBeGreaterThan(100)
    expect(fader.filter(({ value }) => value === 0)).toHaveLength(5)
  })

  it("is refused with file, line and field where it is none", () => {
    const text = takeText(takeOfEvents(played().slice(0, 3), profile, "Take"))
    const line = text.split("\n").findIndex((each) => each.startsWith("    [")) + 2
    const bad = text
      .split("\n")
      .map((each, i) => (i === line - 1 ? each.replace(/"[^"]*"/, '"B0 2"') : each))
      .join("\n")
    expect(() => readTake(bad, "take.json")).toThrow(`take.json, line ${line}: events.1.1: are no`)
    expect(() => readTake(text.replace('"format": 1', '"format": 2'), "take.json")).toThrow(
      "newer Slipmat",
    )
    expect(() => readTake("{", "take.json")).toThrow("take.json, line 1")
    expect(() => gestureOf(takeOfEvents(played(), undefined, "Take"))).toThrow("not known")
  })
})
