import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { scaleClasses } from "#shared/music/index.ts"
import { chordOn } from "../../../../src-renderer/features/notes/edits/chord.ts"
import { repitchSteps, scaleStep } from "../../../../src-renderer/features/notes/edits/shift.ts"
import { bucketOf, strengthOf } from "../../../../src-renderer/features/notes/drawing/colours.ts"
import { noteKey, notesOfClip } from "../../../../src-renderer/session/note-keys.ts"
import { aNote, aNotesClip } from "../../../support/projects.ts"

const D_MINOR = { tonic: "D", mode: "minor" } as const

describe("chords of the key", () => {
  test("are the triads and sevenths that its scale has", () => {
    expect(chordOn(62, D_MINOR, false)).toEqual([62, 65, 69])
    expect(chordOn(64, D_MINOR, false)).toEqual([64, 67, 70])
    expect(chordOn(65, D_MINOR, true)).toEqual([65, 69, 72, 76])
    expect(chordOn(60, D_MINOR, true)).toEqual([60, 64, 67, 70])
  })

  test("are major where there is no key, and end at the highest pitch", () => {
    expect(chordOn(60, undefined, false)).toEqual([60, 64, 67])
    expect(chordOn(60, { tonic: "C", mode: "blues" }, true)).toEqual([60, 64, 67, 70])
    expect(chordOn(122, undefined, true)).toEqual([122, 126])
  })

  test("keep to the scale above any of its pitches", () => {
    const classes = new Set(scaleClasses(D_MINOR))
    fc.assert(
      fc.property(fc.nat(100), (root) => {
        const [own, ...others] = chordOn(root, D_MINOR, true)
        expect(own).toBe(root)
        expect(others.every((pitch) => classes.has(pitch % 12))).toBe(true)
      }),
    )
  })
})

describe("a step of the scale", () => {
  test("goes to the next member, and back to where it began", () => {
    expect(scaleStep(62, 1, D_MINOR)).toBe(64)
    expect(scaleStep(64, 1, D_MINOR)).toBe(65)
    expect(scaleStep(63, -1, D_MINOR)).toBe(62)
    expect(scaleStep(60, 1, undefined)).toBe(61)
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 110 }), (pitch) => {
        const up = scaleStep(pitch, 1, D_MINOR)
        const down = scaleStep(up, -1, D_MINOR)
        expect(scaleStep(down, 1, D_MINOR)).toBe(up)
      }),
    )
  })

  test("stays where there is none further", () => {
    expect(scaleStep(127, 1, undefined)).toBe(127)
    expect(scaleStep(0, -1, D_MINOR)).toBe(0)
  })

  test("takes one command for all notes that go as far", () => {
    const clip = aNotesClip("c") as never
    const notes = [60, 62, 64].map((pitch, i) => aNote(`n${i}`, { pitch })) as never
    const steps = repitchSteps(clip, notes, ({ pitch }) => (pitch === 62 ? 62 : pitch + 1))
    expect(steps).toEqual([
      { name: "note.transpose", args: { clipId: "c", noteIds: ["n0", "n2"], bySemitones: 1 } },
    ])
  })
})

test("a harder note shows more of its colour, and never less than .3", () => {
  expect(strengthOf(100)).toBeCloseTo(1, 9)
  expect(strengthOf(50)).toBeCloseTo(0.3 + 0.7 * 0.5 ** 1.6, 9)
  for (let velocity = 2; velocity <= 127; velocity++) {
    expect(strengthOf(velocity)).toBeGreaterThanOrEqual(strengthOf(velocity - 1))
    expect(bucketOf(velocity)).toBeGreaterThanOrEqual(bucketOf(velocity - 1))
  }
  expect([bucketOf(1), bucketOf(127)]).toEqual([0, 23])
})

test("notes in the selection are told apart by their clips", () => {
  const keys = [noteKey("a", "1"), noteKey("ab", "1"), noteKey("a", "2")]
  expect(notesOfClip(keys, "a")).toEqual(["1", "2"])
})
