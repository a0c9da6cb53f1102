import fc from "fast-check"
import { expect, test } from "vitest"
import { loopBeats, loopsOfNotes, notesOfLoop } from "#shared/loops/index.ts"
import { anyLoop } from "../../../support/loops.ts"

test("a loop's notes are found again where it was put, as far as they are within it", () => {
  fc.assert(
    fc.property(anyLoop("melody"), fc.integer({ min: 0, max: 5 }), (loop, at) => {
      const startBeats = at * loopBeats(loop)
      const [found] = loopsOfNotes(notesOfLoop(loop, startBeats), { kind: "melody", bars: 2 })
      expect(found!.startBeats).toBe(startBeats)
      expect(found!.loop.notes).toEqual(
        loop.notes.map((note) => ({
          ...note,
          lengthSteps: Math.min(note.lengthSteps, 32 - note.startStep),
        })),
      )
    }),
  )
})

test("bars without notes are no loops, and what is played a little early belongs to its beat", () => {
  const note = (startBeats: number) => ({ startBeats, lengthBeats: 1, pitch: 60, velocity: 90 })
  const found = loopsOfNotes([note(7.95), note(20)], { kind: "melody", bars: 2 })
  expect(found.map(({ startBeats }) => startBeats)).toEqual([8, 16])
  expect(found[0]!.loop.notes[0]!.startStep).toBe(0)
})
