import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { StudioError } from "#shared/contract/errors.ts"
import {
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
} from "#shared/gesture/index.ts"
import { turnsAt } from "#shared/gesture/take/gesture-at.ts"
import { simulateDevice } from "../../../support/gesture/device-simulator.ts"
import { anyGesture, drawn } from "../../../support/gesture/gestures.ts"
import { baby } from "../../../support/gesture/hands.ts"
import { aController } from "../../../support/gesture/profiles.ts"
import { anyEvents } from "../../../support/gesture/raw-events.ts"

/** By how much the points of one are off another. */
const furthest = (read: Gesture, gesture: Gesture): number =>
  Math.max(
    ...read.points.map(({ timeSeconds, positionTurns }) =>
      Math.abs(positionTurns - turnsAt(gesture, timeSeconds)),
    ),
  )

const profile = aController()
const played = () => simulateDevice(baby(4, 1.9), { profile, seconds: 0.1 })

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

  it("begins with its first line where that is a time of the epoch", () => {
    const { points } = gestureFromMotionCsv(
      "time_ms,turns\n1700000000000,0\n1700000000010,1",
      "m.csv",
    )
    expect(points.map(({ timeSeconds }) => timeSeconds)).toEqual([0, expect.closeTo(0.01, 5)])
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

describe("files from anywhere", () => {
  const damaged = (text: string) =>
    fc
      .array(
        fc.tuple(fc.nat(text.length), fc.constantFrom("", "<", "]", '"', "-1e999", ",", "\n")),
        {
          minLength: 1,
          maxLength: 4,
        },
      )
      .map((changes) =>
        changes.reduce((all, [at, put]) => all.slice(0, at) + put + all.slice(at + 1), text),
      )

  it("are read or refused in words, whatever is in them", () => {
    const gesture = drawn(baby(4, 1), 0.05, [{ timeSeconds: 0.01, value: 1 }])
    const events = played().slice(0, 4)
    const readers = [
      [takeText(takeOfEvents(events, profile, "Take")), (text: string) => readTake(text, "x")],
      [takeText(takeOfGesture(gesture, "Take")), (text: string) => gestureOf(readTake(text, "x"))],
      [scratchmlOf(gesture, "x"), (text: string) => gestureFromScratchml(text, "x")],
      [motionCsvOf(gesture), (text: string) => gestureFromMotionCsv(text, "x")],
    ] as const
    for (const [text, read] of readers)
      fc.assert(
        fc.property(damaged(text), (bad) => {
          try {
            read(bad)
          } catch (error) {
            expect(error).toBeInstanceOf(StudioError)
          }
        }),
        { numRuns: 40 },
      )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(80), (bytes, at) => {
        const file = midiOfEvents(events)
        file.set(bytes.slice(0, Math.max(0, file.length - at)), Math.min(at, file.length))
        try {
          eventsOfMidi(file, "x")
        } catch (error) {
          expect(error).toBeInstanceOf(StudioError)
        }
      }),
      { numRuns: 40 },
    )
  })
})
