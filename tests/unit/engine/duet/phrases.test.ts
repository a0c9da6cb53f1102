import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { phrasesOf } from "#engine/duet/phrases/cut.ts"
import { exchangesOf } from "#engine/duet/phrases/exchanges.ts"
import { compareNotes, type PieceNote } from "#engine/symbolic/index.ts"

const QUARTER = 960
const FOUR_FOUR = { numerator: 4, denominator: 4 }

const note = (startTicks: number, pitch: number, lengthTicks = QUARTER): PieceNote => ({
  ...{ startTicks, lengthTicks, pitch, velocity: 80, program: 0 },
})

/** Eighths that end on a half note, phrase after phrase. */
const song = (phrases: number, program = 0): PieceNote[] =>
  Array.from({ length: phrases }, (_, phrase) =>
    [0, 1, 2, 3, 4, 5, 6].map((at) => ({
      ...note(
        phrase * 5 * QUARTER + (at * QUARTER) / 2,
        60 + ((at * 2 + phrase) % 13),
        at === 6 ? 2 * QUARTER : QUARTER / 2,
      ),
      program,
    })),
  ).flat()

const melodies = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 50, max: 90 })), {
    minLength: 1,
    maxLength: 120,
  })
  .map((steps) => {
    let ticks = 0
    return steps.map(([step, pitch]) => {
      ticks += step * 120
      return note(ticks, pitch, 120)
    })
  })

describe("phrases of a melody", () => {
  it("end where it breathes", () => {
    const phrases = phrasesOf(song(4), FOUR_FOUR)
    expect(phrases.map((phrase) => phrase.length)).toEqual([7, 7, 7, 7])
  })

  it("are notes of it in order, four or more, none longer than eight bars by much", () => {
    fc.assert(
      fc.property(melodies, (melody) => {
        const phrases = phrasesOf(melody, FOUR_FOUR)
        const all = phrases.flat()
        expect(all.every((each, at) => at === 0 || each.startTicks > all[at - 1]!.startTicks)).toBe(
          true,
        )
        for (const phrase of phrases) {
          expect(phrase.length).toBeGreaterThanOrEqual(4)
          const ticks = phrase.at(-1)!.startTicks - phrase[0]!.startTicks
          expect(ticks <= 8 * 4 * QUARTER || phrase.length < 8).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe("exchanges of a piece", () => {
  const piece = { notes: song(12), meters: [], tempos: [{ startTicks: 0, bpm: 90 }] }

  it("are of every kind that the piece has", () => {
    const modes = new Set(exchangesOf(piece).map(({ mode }) => mode))
    expect([...modes].sort()).toEqual(["continue", "imitate"])
    const bass = song(12, 33).map((each) => ({ ...each, pitch: each.pitch - 30 }))
    const both = { ...piece, notes: [...piece.notes, ...bass].sort(compareNotes) }
    expect(exchangesOf(both).map(({ mode }) => mode)).toContain("accompany")
  })

  it("begin in their first bar, are told in order, and say who plays", () => {
    for (const { mode, piece: exchange } of exchangesOf(piece)) {
      const { notes, tempos, meters } = exchange
      expect(notes[0]!.startTicks).toBeLessThan(4 * QUARTER)
      expect(notes).toEqual([...notes].sort(compareNotes))
      expect(new Set(notes.map(({ program }) => program))).toEqual(new Set([0, 1]))
      expect(tempos[0]).toEqual({ startTicks: 0, bpm: 90 })
      expect(meters[0]!.startTicks).toBe(0)
      if (mode !== "accompany") expect(notes[0]!.program).toBe(0)
    }
  })
})
