import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { NotesClip } from "#shared/project/index.ts"
import {
  eventAt,
  eventsOf,
  lanesOf,
  laneName,
  shareOf,
  statusOf,
  valueText,
  type ControlKind,
} from "../../../../src-renderer/features/notes/lanes/lane-kind.ts"
import {
  curveTicks,
  lineOf,
  shareAt,
  velocitiesUnder,
  withPoint,
} from "../../../../src-renderer/features/notes/lanes/strokes.ts"
import { aNote, aNotesClip } from "../../../support/projects.ts"

const clipOf = (changes: Parameters<typeof aNotesClip>[1] = {}): NotesClip =>
  aNotesClip("c", changes) as unknown as NotesClip // names are branded where a document is read

describe("what a lane shows", () => {
  test("is offered where it is usual or used, by its name", () => {
    const controllers: [number, number, number, number][] = [
      [0, 0xb3, 74, 5],
      [5, 0xd3, 9, 0],
      [9, 0xc3, 2, 0],
    ]
    const lanes = lanesOf(clipOf({ controllers }))
    expect(lanes.slice(0, 3)).toEqual(["velocity", "bend", "cc1"])
    expect(lanes.slice(7, 9)).toEqual(["pressure", "cc74"])
    expect(lanes).toContain("cc2")
    expect(["cc1", "cc64", "cc74", "cc3"].map((kind) => laneName(kind as ControlKind))).toEqual([
      "Modulation",
      "Sustain Pedal",
      "Brightness",
      "CC 3",
    ])
  })

  test("goes on in the channel that the clip uses", () => {
    const clip = clipOf({ controllers: [[0, 0xb3, 74, 5]], notes: [aNote("n", { channel: 9 })] })
    expect(statusOf(clip, "cc74")).toBe(0xb3)
    expect(statusOf(clip, "bend")).toBe(0xe9)
    expect(statusOf(clipOf(), "pressure")).toBe(0xd0)
    expect(eventsOf(clip, "cc74")).toHaveLength(1)
  })

  test("comes back from its height to the value that it was", () => {
    const seven = fc.nat(127)
    fc.assert(
      fc.property(seven, seven, (low, high) => {
        for (const kind of ["bend", "cc11", "pressure"] as const) {
          const status = statusOf(clipOf(), kind)
          const event =
            kind === "bend"
              ? ([7, status, low, high] as const)
              : kind === "cc11"
                ? ([7, status, 11, high] as const)
                : ([7, status, low, 0] as const)
          expect(eventAt(7, shareOf(event, kind), kind, status)).toEqual(event)
        }
      }),
    )
  })

  test("rests in the middle for a bend, whose value has a sign", () => {
    expect(eventAt(0, 0.5, "bend", 0xe0)).toEqual([0, 0xe0, 0, 64])
    expect(valueText([0, 0xe0, 0, 64], "bend")).toBe("0")
    expect(valueText([0, 0xe0, 127, 127], "bend")).toBe("+8,191")
    expect(valueText([0, 0xe0, 0, 0], "bend")).toBe("−8,192")
    expect(eventAt(0, 9, "cc1", 0xb0)).toEqual([0, 0xb0, 1, 127])
  })
})

describe("a stroke over a lane", () => {
  const line = lineOf({ tick: 960, share: 1 }, { tick: 0, share: 0 })

  test("gives each note the height over its start", () => {
    const notes = [0, 240, 480, 2000].map((startTicks, i) =>
      aNote(`n${i}`, { startTicks }),
    ) as never
    expect(velocitiesUnder(notes, line, 10)).toEqual({
      noteIds: ["n0", "n1", "n2"],
      velocities: [1, 32, 64],
    })
  })

  test("drawn by hand replaces what it passed over before", () => {
    let points = [{ tick: 0, share: 0.5 }]
    points = withPoint(points, points[0]!, { tick: 100, share: 1 })
    points = withPoint(points, { tick: 100, share: 1 }, { tick: 50, share: 0.2 })
    expect(shareAt(points, 100)).toBe(1)
    expect(shareAt(points, 50)).toBeCloseTo(0.2, 9)
    expect(shareAt(points, 75)).toBeCloseTo(0.6, 9)
    expect(shareAt(points, 999)).toBe(1)
  })

  test("stays between the heights of its ends, in the order of time", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: 1, max: 300 }), (a, b, step) => {
        const stroke = lineOf({ tick: a, share: 0.1 }, { tick: b, share: 0.9 })
        const ticks = curveTicks(stroke, step)
        expect(ticks[0]).toBe(Math.min(a, b))
        expect(ticks.at(-1)).toBe(Math.max(a, b))
        expect(ticks.every((tick, i) => i === 0 || tick > ticks[i - 1]!)).toBe(true)
        for (const tick of ticks) {
          expect(shareAt(stroke, tick)).toBeGreaterThanOrEqual(0.1 - 1e-9)
          expect(shareAt(stroke, tick)).toBeLessThanOrEqual(0.9 + 1e-9)
        }
      }),
    )
  })
})
