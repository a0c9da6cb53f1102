import fc from "fast-check"
import { expect, test } from "vitest"
import { loopsOfNotes } from "#shared/loops/index.ts"
import {
  cellOfCorner,
  cornerAt,
  cornerCount,
  gridOf,
  moved,
  nearestCorner,
  placeOf,
  SIZES,
  wayTo,
} from "../../../../src-renderer/features/loops/model/palette.ts"
import { beatsOfLoops, pieceOfLoops } from "../../../../src-renderer/features/loops/model/heard.ts"
import { ownLoops } from "../../../../src-renderer/features/loops/model/own-loops.ts"
import { isReached, onBar } from "../../../../src-renderer/features/loops/model/figures.ts"
import {
  bpmAt,
  loopKeyAt,
  nearestLine,
} from "../../../../src-renderer/features/loops/model/song-now.ts"
import { anyLoop } from "../../../support/loops.ts"
import { after, anEmptyProject, aNote, aNotesClip } from "../../../support/projects.ts"

const anyGrid = fc.constantFrom(...SIZES).map(gridOf)

test("every corner has one cell, which lies nearest to it", () => {
  for (const size of SIZES) {
    const grid = gridOf(size)
    const corners = Array.from({ length: cornerCount(grid) }, (_, corner) => corner)
    const cells = corners.map((corner) => cellOfCorner(grid, corner))
    expect(cells.map((cell) => cornerAt(grid, cell))).toEqual(corners)
    expect(cells.map((cell) => nearestCorner(grid, cell))).toEqual(corners)
    expect(cells.at(-1)).toBe(grid.columns * grid.rows - 1)
  }
})

test("a way goes from neighbour to neighbour, straight, and ends where it should", () => {
  fc.assert(
    fc.property(anyGrid, fc.nat(), fc.nat(), (grid, one, other) => {
      const count = grid.columns * grid.rows
      const [from, to] = [one % count, other % count]
      const way = wayTo(grid, from, to)
      const places = [from, ...way].map((cell) => placeOf(grid, cell))
      expect(way.at(-1) ?? from).toBe(to)
      for (const [at, place] of places.slice(1).entries()) {
        const before = places[at]!
        const far = [place.column - before.column, place.row - before.row].map(Math.abs)
        expect(Math.max(...far)).toBe(1)
      }
    }),
  )
})

test("loops go to the bar line that is nearest to where the song stands", () => {
  const project = anEmptyProject()
  expect([0, 1919, 1921, 3840, 27_829].map((tick) => nearestLine(project, tick))).toEqual([
    ...[0, 0, 3840, 3840, 26_880],
  ])
})

test("arrows stay on the pad", () => {
  fc.assert(
    fc.property(anyGrid, fc.nat(), fc.constantFrom(-1, 0, 1), (grid, at, by) => {
      const count = grid.columns * grid.rows
      const cell = moved(grid, at % count, { column: by, row: -by })
      expect(cell).toBeGreaterThanOrEqual(0)
      expect(cell).toBeLessThan(count)
    }),
  )
})

test("loops of a path are found again in the clip's notes, one after the other", () => {
  fc.assert(
    fc.property(fc.array(anyLoop("melody"), { minLength: 1, maxLength: 6 }), (given) => {
      const within = given.map((loop) => ({
        ...loop,
        notes: loop.notes.map((note) => ({
          ...note,
          lengthSteps: Math.min(note.lengthSteps, 32 - note.startStep),
        })),
      }))
      const piece = pieceOfLoops(within, { bpm: 96, program: 4 })
      const found = loopsOfNotes(piece.notes, { kind: "melody", bars: 2 })
      expect(found.map(({ loop }) => loop)).toEqual(within)
      expect(beatsOfLoops(within)).toBe(8 * within.length)
      expect(new Set(piece.notes.map(({ program }) => program))).toEqual(new Set([4]))
    }),
  )
})

function aSong() {
  const notes = [60, 62, 64, 65].map((pitch, i) =>
    aNote(`n${i}`, { pitch, startTicks: i * 960 + (i > 1 ? 5760 : 0), lengthTicks: 960 }),
  )
  const hits = [0, 1, 2].map((i) => aNote(`d${i}`, { pitch: 36, startTicks: i * 960 }))
  return after(
    anEmptyProject(),
    ["track.add", { id: "keys", kind: "instrument", name: "Piano", colour: 2 }],
    ["track.add", { id: "kit", kind: "drum", name: "Drums", colour: 0 }],
    ["key.set", { events: [{ tick: 0, tonic: "D", mode: "dorian" }] }],
    [
      "clip.add",
      {
        clips: [
          aNotesClip("tune", { startTicks: 3840, lengthTicks: 4 * 3840, notes }),
          aNotesClip("beat", { trackId: "kit", lengthTicks: 2 * 3840, notes: hits }),
        ],
      },
    ],
  )
}

test("clips are cut into loops of the model's kind, from where each begins", () => {
  const tunes = ownLoops(aSong(), { kind: "melody", bars: 2 })
  expect(tunes.map(({ name, loop }) => [name, loop.notes.length])).toEqual([
    ["tune, bar 1", 2],
    ["tune, bar 3", 2],
  ])
  expect(tunes[1]!.loop.notes[0]).toMatchObject({ startStep: 0, pitch: 64 })
  expect(ownLoops(aSong(), { kind: "drums", bars: 2 }).map(({ name }) => name)).toEqual(["beat"])
  expect(ownLoops(aSong(), { kind: "melody", bars: 2 }, ["beat"])).toEqual([])
})

test("a loop is heard in the song's tempo and key; modes count as minor where their third is", () => {
  expect(bpmAt(aSong(), 0)).toBe(120)
  expect(loopKeyAt(aSong(), 100)).toBe(14)
  expect(loopKeyAt(anEmptyProject(), 100)).toBeNull()
})

test("a bar holds all that is compared, and a goal is reached or missed", () => {
  const baselines = [{ name: "untrained", value: 2 }]
  const figure = { name: "worst step", value: 5, goal: { atMost: 3 }, baselines }
  expect(onBar(figure)(5)).toBe(1)
  expect(isReached(figure)).toBe(false)
  expect(isReached({ ...figure, value: 3 })).toBe(true)
  expect(isReached({ ...figure, goal: null })).toBeNull()
})
