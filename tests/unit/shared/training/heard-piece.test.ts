import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { HeardNote, HeardPiece } from "#shared/contract/index.ts"
import { clipsOf, endTicks, entityOf, runCommand, type Project } from "#shared/project/index.ts"
import {
  KIT,
  lengthBeats,
  partsOf,
  pieceOfClips,
  pieceProject,
  pieceSteps,
  sopranoOf,
} from "#shared/training/index.ts"
import { anEmptyProject, after, aNote, aNotesClip } from "../../../support/projects.ts"

const note = (startBeats: number, pitch: number, changes: Partial<HeardNote> = {}): HeardNote => ({
  ...{ startBeats, lengthBeats: 1, pitch, velocity: 80, program: 0 },
  ...changes,
})
const piece = (notes: HeardNote[]): HeardPiece => ({
  notes,
  tempos: [{ startBeats: 0, bpm: 90 }],
  meters: [{ startBeats: 0, numerator: 4, denominator: 4 }],
})
let ids = 0
const newId = (): string => `id-${++ids}`

function placed(project: Project, heard: HeardPiece, placing = {}) {
  const { steps, clipIds } = pieceSteps(project, heard, {
    ...{ name: "Made", startTicks: 3840, newId },
    ...placing,
  })
  const done = steps.reduce((now, { name, args }) => runCommand(now, name, args).project, project)
  return { project: done, clipIds }
}

describe("a piece that is put into a project", () => {
  it("comes out of it as it went in, whatever it is", () => {
    const sixteenth = fc.nat(63).map((at) => at / 4)
    const anyNote = fc.record({
      ...{ startBeats: sixteenth, pitch: fc.nat(127), velocity: fc.integer({ min: 1, max: 127 }) },
      lengthBeats: fc.integer({ min: 1, max: 16 }).map((length) => length / 4),
      program: fc.constantFrom(0, 40, KIT),
    })
    const key = (each: HeardNote): string =>
      `${String(each.startBeats).padStart(6)} ${each.program} ${each.pitch} ${each.velocity} ${each.lengthBeats}`
    fc.assert(
      fc.property(fc.array(anyNote, { minLength: 1, maxLength: 24 }), (notes) => {
        const heard = piece(notes)
        const { project, clipIds } = placed(anEmptyProject(), heard)
        const back = pieceOfClips(project, clipIds)!
        const end = lengthBeats(heard)
        // A clip ends with its bar: what would sound beyond is cut there.
        const cut = notes.map((each) => ({
          ...each,
          lengthBeats: Math.min(each.lengthBeats, end - each.startBeats),
        }))
        expect(back.notes.map(key).sort()).toEqual(cut.map(key).sort())
      }),
      { numRuns: 30 },
    )
  })

  it("has a track and a clip for each instrument, drums on a drum track", () => {
    const heard = piece([note(0, 60), note(0, 36, { program: KIT }), note(1, 40, { program: 32 })])
    const { project, clipIds } = placed(anEmptyProject(), heard)
    const tracks = project.trackOrder.map((id) => entityOf(project.tracks, id)!)
    expect(tracks.map(({ kind, name }) => [kind, name])).toEqual([
      ["instrument", "Acoustic Grand Piano"],
      ["drum", "Drums"],
      ["instrument", "Acoustic Bass"],
    ])
    expect(clipIds).toHaveLength(3)
  })

  it("goes on the track that it is given, where one instrument plays", () => {
    const before = after(anEmptyProject(), [
      "track.add",
      { id: "keys", kind: "instrument", name: "" },
    ])
    const one = placed(before, piece([note(0, 60)]), { trackId: "keys" })
    expect(clipsOf(one.project, before.trackOrder[0]!)).toHaveLength(1)
    const two = placed(before, piece([note(0, 60), note(0, 40, { program: 32 })]), {
      trackId: "keys",
    })
    expect(two.project.trackOrder).toHaveLength(3)
  })

  it("keeps what made it", () => {
    const madeBy = { model: "Nocturnes", version: "abc", seed: 7, settings: { bars: 8 } }
    const { project, clipIds } = placed(anEmptyProject(), piece([note(0, 60)]), { madeBy })
    expect(entityOf(project.clips, clipIds[0]!)?.madeBy).toEqual(madeBy)
  })

  it("lasts whole bars of its meter", () => {
    const waltz = {
      ...piece([note(2.5, 60)]),
      meters: [{ startBeats: 0, numerator: 3, denominator: 4 }],
    }
    expect(lengthBeats(waltz)).toBe(6)
    expect(lengthBeats(piece([]))).toBe(4)
  })
})

describe("a clip as a prompt", () => {
  it("is what sounds of it: loops go round, muted notes are silent", () => {
    const notes = [aNote("a", { startTicks: 0 }), aNote("b", { startTicks: 960, isMuted: true })]
    const loop = { lengthTicks: 1920, offsetTicks: 0 }
    const project = after(
      anEmptyProject(),
      ["track.add", { id: "keys", kind: "instrument", name: "" }],
      ["clip.add", { clips: [aNotesClip("c", { notes, loop, startTicks: 3840 })] }],
    )
    const { notes: heard } = pieceOfClips(project, ["c"])!
    expect(heard.map(({ startBeats }) => startBeats)).toEqual([0, 2])
  })

  it("is nothing where no clip of notes is chosen", () => {
    expect(pieceOfClips(anEmptyProject(), ["gone"])).toBeNull()
  })

  it("has a highest voice, which rests where nothing sounds", () => {
    const heard = piece([
      note(0, 60),
      note(0, 67, { lengthBeats: 0.5 }),
      note(1.5, 64, { lengthBeats: 0.5 }),
    ])
    expect(sopranoOf(heard)).toEqual([67, 67, 60, 60, -1, -1, 64, 64])
  })
})

describe("a piece as a project of its own", () => {
  it("plays in its own tempo", () => {
    const project = pieceProject({
      ...piece([note(0, 60), note(4, 62)]),
      tempos: [
        { startBeats: 0.5, bpm: 90 },
        { startBeats: 4, bpm: 5000 },
      ],
    })
    expect(project.tempo.map(({ tick, bpm }) => [tick, bpm])).toEqual([
      [0, 90],
      [3840, 1000],
    ])
    expect(endTicks(project)).toBe(2 * 3840)
  })

  it("has its parts in the order in which they are heard", () => {
    const parts = partsOf(piece([note(4, 60, { program: 5 }), note(0, 60, { program: 9 })]))
    expect(parts.map(({ program }) => program)).toEqual([9, 5])
  })
})
