import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/errors.ts"
import {
  chartOf,
  eventsOf,
  eventsOfMidi,
  gestureFromMotionCsv,
  gestureFromScratchml,
  gestureOf,
  midiOfEvents,
  motionCsvOf,
  readTake,
  scratchmlOf,
  takeOfEvents,
  takeOfGesture,
  takeText,
  type Gesture,
  type RawEvent,
} from "#shared/gesture/index.ts"
import { turnsAt } from "#shared/gesture/take/gesture-at.ts"
import { readXml } from "#shared/project/xml/index.ts"
import { simulateDevice } from "../../../support/gesture/device-simulator.ts"
import { anyGesture, drawn } from "../../../support/gesture/gestures.ts"
import { baby } from "../../../support/gesture/hands.ts"
import { aController } from "../../../support/gesture/profiles.ts"

const anyEvents: fc.Arbitrary<RawEvent[]> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.nat(3000), fc.nat(700_000_000)),
      fc.uint8Array({ minLength: 1, maxLength: 6 }),
      fc.constantFrom("", "Deck MIDI 1", "Mischpult Süd"),
    ),
    { minLength: 1, maxLength: 30 },
  )
  .map((list) => {
    let atMicros = 5_000_000_000
    return list.map(([gap, bytes, port]) => {
      atMicros += gap
      return { atMicros, bytes, ...(port === "" ? {} : { port }) }
    })
  })

/** By how much the points of one are off another. */
const furthest = (read: Gesture, gesture: Gesture): number =>
  Math.max(
    ...read.points.map(({ timeSeconds, positionTurns }) =>
      Math.abs(positionTurns - turnsAt(gesture, timeSeconds)),
    ),
  )

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

describe("MIDI files of raw bytes", () => {
  it("come back to the microsecond, with ports, messages of any kind and gaps of minutes", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        expect(eventsOfMidi(midiOfEvents(events), "take.mid")).toEqual(events)
      }),
      { numRuns: 50 },
    )
  })

  it("are refused by name", () => {
    expect(() => eventsOfMidi(Uint8Array.of(1, 2, 3), "take.mid")).toThrow("take.mid")
  })
})

describe("ScratchML", () => {
  it("comes back within a fiftieth of a tick, and from then on exactly", () => {
    fc.assert(
      fc.property(anyGesture, (gesture) => {
        const text = scratchmlOf(gesture, "Slipmat")
        const read = gestureFromScratchml(text, "take.sml")
        expect(furthest(read, gesture)).toBeLessThan(5e-8)
        expect(read.fader.map(({ value }) => value)).toEqual(
          gesture.fader.map(({ value }) => value),
        )
        expect(scratchmlOf(read, "Slipmat")).toBe(text)
      }),
      { numRuns: 4 },
    )
  })

  it("reads what others wrote, also the other way round", () => {
    const text = `<sml><version><major>0</major><minor>6</minor></version><performance>
      <turntable><deck>right</deck><samplerate>100</samplerate><data><p>0</p><p>18.00</p><p>-18</p></data></turntable>
      <mixer><fader><hamster>1</hamster><data><event><t>5</t><p>0.25</p></event></data></fader></mixer></performance></sml>`
    const { points, fader, durationSeconds } = gestureFromScratchml(text, "x.xml")
    expect(points.map(({ positionTurns }) => positionTurns)).toEqual([0, 0.01, -0.01])
    expect(fader).toEqual([{ timeSeconds: 0.005, value: 0.75 }])
    expect(durationSeconds).toBeCloseTo(0.02)
  })

  it.each([
    "",
    "<gml/>",
    "<sml/>",
    "<sml><performance><turntable><samplerate>0</samplerate></turntable></performance></sml>",
  ])("that is none is refused (%#)", (text) =>
    expect(() => gestureFromScratchml(text, "x.xml")).toThrow(StudioError),
  )
})

describe("motion as text", () => {
  it("comes back from what was written, at its own times", () => {
    fc.assert(
      fc.property(anyGesture, (gesture) => {
        const text = motionCsvOf(gesture)
        const read = gestureFromMotionCsv(text, "motion.csv")
        expect(furthest(read, gesture)).toBeLessThan(1e-6)
        expect(motionCsvOf(read)).toBe(text)
      }),
      { numRuns: 4 },
    )
  })

  it("is read from angles in degrees, radians or turns, and times in milliseconds", () => {
    const read = (text: string) =>
      gestureFromMotionCsv(text, "m.csv").points.map(({ positionTurns }) => positionTurns)
    expect(read("time_ms,degrees\n0,0\n10,90\n")).toEqual([0, 0.25])
    expect(read("t;rad\n0;0\n0.01;3.141592653589793\n")).toEqual([0, 0.5])
    expect(read("time_s\tturns\r\n0\t0\r\n0.01\t2\r\n")).toEqual([0, 2])
  })

  it("is read from a marker that goes round in any plane", () => {
    const hand = baby(2, 1.2)
    const tilt = 0.7
    const rows = Array.from({ length: 400 }, (_, i) => {
      const angle = -2 * Math.PI * hand.turnsAt(i / 200)
      const [x, y] = [3 + 0.15 * Math.cos(angle), 0.15 * Math.sin(angle)]
      return `${i / 200},${x},${y * Math.cos(tilt) - 1},${y * Math.sin(tilt) + 2}`
    })
    for (const columns of ["time_s,x,y,z", "time_s,x,y"]) {
      const cells = rows.map((row) =>
        columns.endsWith("z") ? row : row.split(",").slice(0, 3).join(","),
      )
      const { points } = gestureFromMotionCsv([columns, ...cells].join("\n"), "m.csv")
      // Seen from the side, the circle is an ellipse: its angle is only roughly the record's.
      for (const { timeSeconds, positionTurns } of points)
        expect(positionTurns).toBeCloseTo(
          hand.turnsAt(timeSeconds) - hand.turnsAt(0),
          columns.endsWith("z") ? 6 : 0,
        )
    }
  })

  it.each([
    ["time_s,turns\n0,0\n1,much", "line 3"],
    ["time_s,turns\n1,0\n0,1", "line 3: the time goes back"],
    ["a,b\n1,2", "line 1: no column of time"],
    ["time_s,b\n1,2", "line 1: no column of an angle"],
    ["time_s,turns\n", "holds no motion"],
  ])("that cannot be read says where (%#)", (text, message) => {
    expect(() => gestureFromMotionCsv(text, "m.csv")).toThrow(message)
  })
})

describe("a gesture's chart", () => {
  it("is an SVG with its clicks, beats and the title made safe", () => {
    const fader = [
      { timeSeconds: 0, value: 1 },
      { timeSeconds: 0.4, value: 0 },
      { timeSeconds: 0.5, value: 1 },
    ]
    const beats = { tempoBpm: 120, firstBeatSeconds: 0, beatsPerBar: 4 }
    const svg = readXml(chartOf(drawn(baby(2, 1), 2, fader), { title: "<A & B>", beats }))
    const count = (name: string): number =>
      svg.children.filter((child) => child.name === name).length
    expect(svg.children[0]!.text).toBe("<A & B>")
    expect([count("circle"), count("line"), count("path")]).toEqual([2, 5, 2])
  })

  it("is drawn of any gesture, also of none", () => {
    const none = { durationSeconds: 0, points: [], fader: [], touches: [] }
    expect(readXml(chartOf(none)).name).toBe("svg")
    fc.assert(
      fc.property(anyGesture, (gesture) => {
        expect(chartOf(gesture)).not.toContain("NaN")
      }),
      { numRuns: 5 },
    )
  })
})
