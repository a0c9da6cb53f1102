import fc from "fast-check"
import { expect, test } from "vitest"
import type { HeardNote } from "#shared/contract/index.ts"
import { takeOverAt, takenOver } from "../../../../src-renderer/audio/pieces/take-over.ts"

const BEATS = 8
const AHEAD = 0.25
/** One pitch at a time, as loops of melodies are. */
const tune = (base: number): fc.Arbitrary<HeardNote[]> =>
  fc.uniqueArray(fc.nat(BEATS * 4 - 1), { maxLength: 12 }).map((steps) =>
    steps
      .toSorted((a, b) => a - b)
      .map((step, i, all) => ({
        ...{ startBeats: step / 4, lengthBeats: ((all[i + 1] ?? BEATS * 4) - step) / 4 },
        ...{ pitch: base + (step % 5), velocity: 90, program: 0 },
      })),
  )

const at = (notes: readonly HeardNote[], beat: number): number[] =>
  notes
    .filter((note) => note.startBeats <= beat && beat < note.startBeats + note.lengthBeats)
    .map(({ pitch }) => pitch)

test("until the next beat the old loop sounds, from there on the new one, in this round or the next", () => {
  fc.assert(
    fc.property(tune(40), tune(70), fc.nat(BEATS * 64 - 1), (old, next, sixtyFourths) => {
      const position = sixtyFourths / 64
      const over = takeOverAt(position, BEATS, AHEAD)
      const notes = takenOver(old, next, over)
      const toGo = (over.at - position + BEATS) % BEATS
      expect(toGo).toBeGreaterThan(AHEAD)
      expect(toGo).toBeLessThanOrEqual(1 + AHEAD)
      // A beat later the new loop alone goes round.
      for (let ahead = 0; ahead < toGo + 1; ahead += 0.125) {
        const beat = (position + ahead) % BEATS
        expect(at(notes, beat)).toEqual(at(ahead < toGo ? old : next, beat))
      }
    }),
  )
})
