import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { createMeterMap } from "#shared/music/index.ts"
import type { NotesClip } from "#shared/project/index.ts"
import {
  heardStretch,
  playheadIn,
  toLineTicks,
} from "../../../../src-renderer/features/notes/geometry/clip-time.ts"
import { boxOf, noteAt, notesIn } from "../../../../src-renderer/features/notes/geometry/hit.ts"
import { drumRows, keyRows } from "../../../../src-renderer/features/notes/geometry/rows.ts"
import { cellAt, GRIDS, snapped } from "../../../../src-renderer/features/notes/geometry/snap.ts"
import { xOf, yOf } from "../../../../src-renderer/features/notes/geometry/view.ts"
import { aNote, aNotesClip } from "../../../support/projects.ts"

const clipOf = (changes: Parameters<typeof aNotesClip>[1] = {}): NotesClip =>
  aNotesClip("c", changes) as unknown as NotesClip // names are branded where a document is read
const view = { startTicks: 0, pxPerTick: 0.1, topRow: 50, rowPx: 16 }
const rows = keyRows()

describe("what the pointer meets", () => {
  const long = aNote("long", { startTicks: 960, lengthTicks: 960, pitch: 60 })
  const short = aNote("short", { startTicks: 1200, lengthTicks: 60, pitch: 60 })
  const picture = { clip: clipOf({ notes: [long, short] }), toLineTicks: 0, view, rows }
  const middle = yOf(view, 67) + 8

  test("is an edge near the ends of a note, its body between, and nothing beside it", () => {
    expect(noteAt(picture, xOf(view, 970), middle)).toMatchObject({ grip: "start" })
    expect(noteAt(picture, xOf(view, 1600), middle)).toMatchObject({ grip: "body" })
    expect(noteAt(picture, xOf(view, 1900), middle)).toMatchObject({ grip: "end" })
    expect(noteAt(picture, xOf(view, 1930), middle)).toBeNull()
    expect(noteAt(picture, xOf(view, 1600), middle + 16)).toBeNull()
  })

  test("is the note on top, whose narrow box has no edges", () => {
    const hit = noteAt(picture, xOf(view, 1220), middle)
    expect(hit).toMatchObject({ note: { id: "short" }, grip: "body" })
  })

  test("is a drum's hit round its start", () => {
    const drums = { ...picture, rows: drumRows([60]) }
    const y = yOf(view, drums.rows.rowOf[60]!) + 8
    expect(noteAt(drums, xOf(view, 960) - 5, y)).toMatchObject({ note: { id: "long" } })
    expect(noteAt(drums, xOf(view, 1500), y)).toBeNull()
  })

  test("is every note of a clip at its own place, as a search through all finds it", () => {
    const some = fc.uniqueArray(fc.tuple(fc.nat(40_000), fc.nat(127)), { maxLength: 60 })
    fc.assert(
      fc.property(some, fc.nat(40_000), fc.nat(127), (places, from, pitch) => {
        const notes = places
          .map(([startTicks, at], i) => aNote(`n${i}`, { startTicks, pitch: at, lengthTicks: 300 }))
          .sort((a, b) => a.startTicks - b.startTicks)
        const clip = clipOf({ notes })
        const row = rows.rowOf[pitch]!
        const box = { startTicks: from, endTicks: from + 4000, topRow: row - 9, bottomRow: row + 9 }
        const expected = notes.filter(
          (note) =>
            note.startTicks < from + 4000 &&
            note.startTicks + 300 > from &&
            Math.abs(note.pitch - pitch) <= 9,
        )
        const found = notesIn({ clip, toLineTicks: 0, rows }, box)
        expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
      }),
    )
  })

  test("lies in the box round some notes", () => {
    expect(boxOf([long, short] as never, 100, rows)).toEqual({
      startTicks: 1060,
      endTicks: 2020,
      topRow: 67,
      bottomRow: 67,
    })
    expect(boxOf([], 0, rows)).toBeNull()
  })
})

describe("a clip on the time line", () => {
  test("shows its content where it is first heard", () => {
    const clip = clipOf({ startTicks: 7680, offsetTicks: 960 })
    expect(toLineTicks(clip)).toBe(6720)
    expect(heardStretch(clip)).toEqual({ startTicks: 7680, endTicks: 11_520 })
  })

  test("turns the playhead round in its loop", () => {
    const loop = { lengthTicks: 1920, offsetTicks: 480 }
    const clip = clipOf({ startTicks: 7680, lengthTicks: 7680, loop })
    expect(heardStretch(clip)).toEqual({ startTicks: 7200, endTicks: 9120 })
    expect(playheadIn(clip, 7680)).toBe(7680)
    expect(playheadIn(clip, 7680 + 1440)).toBe(7200)
    expect(playheadIn(clip, 7680 + 1920)).toBe(7680)
    expect(playheadIn(clip, 7679)).toBeNull()
  })
})

describe("the grid under the hand", () => {
  const meters = createMeterMap([
    { tick: 0, numerator: 4, denominator: 4 },
    { tick: 3840, numerator: 7, denominator: 8 },
  ])

  test("has cells that hold their tick and lie side by side", () => {
    const names = fc.constantFrom(...Object.values(GRIDS))
    fc.assert(
      fc.property(names, fc.nat(20_000), (grid, tick) => {
        const { startTicks, lengthTicks } = cellAt(tick, grid, meters)
        expect(startTicks).toBeLessThanOrEqual(tick)
        expect(startTicks + lengthTicks).toBeGreaterThan(tick)
        expect(cellAt(startTicks + lengthTicks, grid, meters).startTicks).toBe(
          startTicks + lengthTicks,
        )
      }),
    )
  })

  test("counts triplets from each bar, and lets go where it is off", () => {
    expect(cellAt(700, GRIDS["1/8T"], meters)).toEqual({ startTicks: 640, lengthTicks: 320 })
    expect(snapped(3840 + 330, GRIDS["1/8T"], meters)).toBe(3840 + 320)
    expect(snapped(3841.4, null, meters)).toBe(3841)
    expect(snapped(-20, GRIDS["1/8"], meters)).toBe(0)
  })
})
