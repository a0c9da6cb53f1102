import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { clipOf, notesBetween, type NotesClip, type Project } from "#shared/project/index.ts"
import { after, aNote, aNotesClip, aStudio } from "../../../support/projects.ts"

type Changes = Parameters<typeof aNote>[1]

function withNotes(...notes: Changes[]): Project {
  const made = notes.map((changes, i) => aNote(`n${i}`, changes))
  const clip = aNotesClip("c", { startTicks: 960, notes: made })
  return after(aStudio(), ["clip.add", { clips: [clip] }])
}

function notesOf(project: Project): NotesClip["notes"] {
  return (clipOf(project, "c") as NotesClip).notes
}

const starts = (project: Project): number[] => notesOf(project).map(({ startTicks }) => startTicks)
const lengths = (project: Project): number[] =>
  notesOf(project).map(({ lengthTicks }) => lengthTicks)
const grid = { kind: "straight", division: 8 }

describe("quantising", () => {
  it("puts starts on the grid of the time line", () => {
    const project = withNotes({ startTicks: 30 }, { startTicks: 500 }, { startTicks: 700 })
    const done = after(project, ["note.quantise", { clipId: "c", grid }])
    expect(starts(done)).toEqual([0, 480, 480])
    expect(lengths(done)).toEqual([480, 480, 480])
  })

  it("goes half of the way at half strength, and to late off-beats with swing", () => {
    const project = withNotes({ startTicks: 100 }, { startTicks: 500 })
    const half = after(project, ["note.quantise", { clipId: "c", grid, strength: 0.5 }])
    expect(starts(half)).toEqual([50, 490])
    const swung = after(project, ["note.quantise", { clipId: "c", grid, swing: 1 }])
    expect(starts(swung)).toEqual([0, 640])
  })

  it("means the grid that is seen, although the content begins elsewhere", () => {
    const loop = { lengthTicks: 1920, offsetTicks: 100 }
    const notes = [aNote("n", { startTicks: 620 })]
    const clip = aNotesClip("c", { startTicks: 960, offsetTicks: 40, loop, notes })
    const project = after(aStudio(), ["clip.add", { clips: [clip] }])
    const done = after(project, ["note.quantise", { clipId: "c", grid }])
    // The content's tick 140 sounds at the clip's start, which is on the grid.
    expect(starts(done)).toEqual([140 + 480])
    const late = after(project, ["note.move", { clipId: "c", byTicks: 90, bySemitones: 0 }])
    expect(starts(after(late, ["note.quantise", { clipId: "c", grid }]))).toEqual([140 + 480])
  })

  it("puts ends on the grid without losing short notes", () => {
    const project = withNotes(
      { startTicks: 10, lengthTicks: 900 },
      { startTicks: 490, lengthTicks: 20 },
    )
    const done = after(project, ["note.quantise", { clipId: "c", grid, ends: true }])
    expect(lengths(done)).toEqual([960, 20])
  })

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4000), { minLength: 1 }), (ticks) => {
        const project = withNotes(...ticks.map((startTicks) => ({ startTicks })))
        const once = after(project, ["note.quantise", { clipId: "c", grid }])
        expect(after(once, ["note.quantise", { clipId: "c", grid }])).toBe(once)
      }),
    )
  })
})

describe("humanising", () => {
  it("is the same for the same seed, and stays near", () => {
    const project = withNotes(
      ...Array.from({ length: 500 }, (_, i) => ({ startTicks: 500 + i * 10 })),
    )
    const args = { clipId: "c", timingTicks: 10, velocity: 5 }
    const first = after(project, ["note.humanise", { ...args, seed: 3 }])
    expect(after(project, ["note.humanise", { ...args, seed: 3 }])).toEqual(first)
    expect(after(project, ["note.humanise", { ...args, seed: 4 }])).not.toEqual(first)
    const byId = new Map(notesOf(project).map((note) => [note.id, note]))
    const moves = notesOf(first).map(({ id, startTicks }) => startTicks - byId.get(id)!.startTicks)
    const deviation = Math.sqrt(moves.reduce((sum, each) => sum + each * each, 0) / moves.length)
    expect(deviation).toBeGreaterThan(8)
    expect(deviation).toBeLessThan(12)
  })
})

describe("legato", () => {
  it("holds each chord to the next, and leaves the last", () => {
    const project = withNotes(
      { startTicks: 0, pitch: 60, lengthTicks: 10 },
      { startTicks: 0, pitch: 64, lengthTicks: 900 },
      { startTicks: 480, pitch: 62, lengthTicks: 10 },
      { startTicks: 960, pitch: 62, lengthTicks: 33 },
    )
    const done = after(project, ["note.legato", { clipId: "c" }])
    expect(lengths(done)).toEqual([480, 480, 480, 33])
    const apart = after(project, ["note.legato", { clipId: "c", gapTicks: 30 }])
    expect(lengths(apart)).toEqual([450, 450, 450, 33])
  })
})

describe("notes", () => {
  it("stay in order when they are moved past each other", () => {
    const project = withNotes({ startTicks: 0 }, { startTicks: 100 })
    const args = { clipId: "c", noteIds: ["n0"], byTicks: 500, bySemitones: 2 }
    const moved = after(project, ["note.move", args])
    expect(notesOf(moved).map(({ id, pitch }) => `${id} ${pitch}`)).toEqual(["n1 60", "n0 62"])
  })

  it("move and come back to an equal document", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2000)), fc.nat(500), fc.nat(20), (ticks, by, semitones) => {
        const project = withNotes(...ticks.map((startTicks) => ({ startTicks })))
        const there = { clipId: "c", byTicks: by, bySemitones: semitones }
        const back = { clipId: "c", byTicks: -by, bySemitones: -semitones }
        expect(after(project, ["note.move", there], ["note.move", back])).toEqual(project)
      }),
    )
  })

  it("are resized at either edge, down to one tick", () => {
    const project = withNotes({ startTicks: 100, lengthTicks: 50 })
    const resize = (edge: string, byTicks: number): Project =>
      after(project, ["note.resize", { clipId: "c", edge, byTicks }])
    expect(notesOf(resize("end", -500))).toMatchObject([{ startTicks: 100, lengthTicks: 1 }])
    expect(notesOf(resize("start", 500))).toMatchObject([{ startTicks: 149, lengthTicks: 1 }])
    expect(notesOf(resize("start", -20))).toMatchObject([{ startTicks: 80, lengthTicks: 70 }])
  })

  it.each([
    ["note.transpose", { clipId: "c", bySemitones: 90 }, "pitch 150"],
    ["note.move", { clipId: "c", byTicks: -1, bySemitones: 0 }, "begin before"],
    ["note.remove", { clipId: "c", noteIds: ["gone"] }, "has no note gone"],
    ["note.add", { clipId: "c", notes: [aNote("n0")] }, "two notes of one id"],
    ["note.add", { clipId: "c", notes: [aNote("x", { pitch: 128 })] }, "pitch"],
    ["note.velocity", { clipId: "c", noteIds: ["n0"], velocities: [5, 6] }, "do not fit"],
  ] as const)("refuse %s %j", (name, args, reason) => {
    expect(() => after(withNotes({}), [name, args])).toThrow(reason)
  })

  it("are found by time as if all were looked at", () => {
    const some = fc.array(fc.record({ startTicks: fc.nat(1000), lengthTicks: fc.nat(300) }))
    fc.assert(
      fc.property(some, fc.nat(1200), fc.nat(300), (notes, from, length) => {
        const clip = clipOf(withNotes(...notes), "c") as NotesClip
        const sounding = clip.notes.filter(
          (note) =>
            note.startTicks < from + length &&
            note.startTicks + Math.max(1, note.lengthTicks) > from,
        )
        expect(notesBetween(clip, from, from + length)).toEqual(sounding)
      }),
    )
  })
})

describe("controllers", () => {
  it("keep the order of messages at one tick", () => {
    const controllers: [number, number, number, number][] = [
      [10, 0xb0, 101, 0],
      [10, 0xb0, 100, 0],
      [10, 0xb0, 6, 12],
      [0, 0xc0, 5, 0],
    ]
    const clips = [aNotesClip("c", { controllers })]
    const project = after(aStudio(), ["clip.add", { clips }])
    const { controllers: sorted } = clipOf(project, "c") as NotesClip
    expect(sorted.map(([, , data]) => data)).toEqual([5, 101, 100, 6])
  })

  it("are drawn over and erased by kind", () => {
    const project = after(
      aStudio(),
      ["clip.add", { clips: [aNotesClip("c")] }],
      [
        "controller.set",
        {
          clipId: "c",
          events: [
            [0, 0xb0, 7, 1],
            [0, 0xb0, 10, 2],
            [5, 0xe0, 0, 64],
          ],
        },
      ],
      [
        "controller.set",
        {
          clipId: "c",
          events: [
            [0, 0xb0, 7, 99],
            [5, 0xe0, 1, 70],
          ],
        },
      ],
    )
    const { controllers } = clipOf(project, "c") as NotesClip
    expect(controllers).toEqual([
      [0, 0xb0, 7, 99],
      [0, 0xb0, 10, 2],
      [5, 0xe0, 1, 70],
    ])
    const erase = { clipId: "c", status: 0xb0, number: 7, fromTicks: 0, toTicks: 1 }
    const erased = clipOf(after(project, ["controller.remove", erase]), "c") as NotesClip
    expect(erased.controllers.map(([, , data]) => data)).toEqual([10, 1])
  })
})
