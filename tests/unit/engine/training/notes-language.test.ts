import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { COMPOUND, COMPOUND_WIDTH, DRUMS } from "#engine/symbolic/index.ts"
import { quantise } from "#engine/symbolic/tokens/quantise.ts"
import type { RowLanguage, Rows } from "#engine/training/language/index.ts"
import { noteLanguage } from "#engine/training/language/notes.ts"
import { choose } from "#engine/training/sample/choose.ts"
import { seededRandom } from "#shared/music/random.ts"
import { aNote, aPiece, bars, pieces } from "../../../support/pieces.ts"
import { aWork } from "../../../support/training/tiny.ts"

const language = noteLanguage(["waltz"])
const someNotes = pieces.filter(({ notes }) => notes.length > 0)
const rowOf = ({ values }: Pick<Rows, "values">, at: number): Uint8Array =>
  values.subarray(at * COMPOUND_WIDTH, (at + 1) * COMPOUND_WIDTH)

/** Rows up to an end or `most`, by chance alone within the grammar. */
function madeUp({ fields, grammar }: RowLanguage, seed: number, most: number): Rows["values"] {
  const random = seededRandom(seed)
  const rules = grammar()
  const rows: number[] = []
  for (let count = 0; count < most && !rules.isOver(); count++) {
    const row = new Uint8Array(fields.length)
    for (const [at, { size }] of fields.entries()) {
      const allowed = new Uint8Array(size)
      rules.allow(at, row, allowed)
      const logits = Float32Array.from(allowed, () => 8 * random())
      // It throws where the grammar leaves nothing.
      row[at] = choose(logits, allowed, { temperature: 1, topP: 1, minP: 0 }, random)
    }
    rules.push(row)
    rows.push(...row)
  }
  return Uint8Array.from(rows)
}

describe("the language of notes", () => {
  it("gives back any piece as words can tell it", () => {
    fc.assert(
      fc.property(someNotes, (piece) => {
        expect(language.decode(language.encode(aWork({ piece }))!)).toEqual(quantise(piece))
      }),
    )
  })

  it("has nothing to say of a piece without notes", () => {
    expect(language.encode(aWork({ piece: aPiece() }))).toBeNull()
  })

  it("allows every row that a piece is told in, and asks just where there is a choice", () => {
    fc.assert(
      fc.property(someNotes, (piece) => {
        const rows = language.encode(aWork({ piece }))!
        const rules = language.grammar()
        const known: number[][] = []
        for (let at = 0; at < rows.length; at++) {
          const row = rowOf(rows, at)
          known.push(rules.given([...rows.given.subarray(1, 6)]))
          for (const [field, { size }] of language.fields.entries()) {
            const allowed = new Uint8Array(size)
            rules.allow(field, row, allowed)
            expect(allowed[row[field]!]).toBe(1)
            if (!rows.asked[at * COMPOUND_WIDTH + field])
              expect([...allowed]).toEqual([...zeroOnly(size)])
          }
          rules.push(row)
        }
        expect(rules.isOver()).toBe(true)
        expect(known.flat()).toEqual([...rows.given])
      }),
      { numRuns: 30 },
    )
  })

  it("lets anything be made up that can be read, and that is told again in the same rows", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const values = madeUp(language, seed, 80)
        const length = values.length / COMPOUND_WIDTH
        const piece = language.decode({ values, length })
        const notes = Array.from({ length }, (_, at) => rowOf({ values }, at)).filter(
          ([type]) => type === COMPOUND.note,
        )
        expect(piece.notes).toHaveLength(notes.length)
        if (notes.length === 0) return
        const again = language.encode(aWork({ piece }))!
        expect(language.decode(again)).toEqual(piece)
        const notesAgain = Array.from({ length: again.length }, (_, at) => rowOf(again, at)).filter(
          ([type]) => type === COMPOUND.note,
        )
        expect(notesAgain).toEqual(notes)
      }),
      { numRuns: 40 },
    )
  })

  it("counts notes as its unit", () => {
    expect(language.units(language.encode(aWork())!)).toBe(12)
  })

  it("tells of a genre that it knows, and of another that there is none", () => {
    const genreOf = (genre: string): number =>
      language.encode(aWork({ labels: { genre } }))!.given[1]!
    expect([genreOf("waltz"), genreOf("polka")]).toEqual([1, 0])
    expect(language.traits({ genre: "Waltz", key: 3, density: 0 })).toEqual([1, 4, 0, 1, 0])
  })
})

const zeroOnly = (size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, at) => Number(at === 0))

describe("the same piece as it might also have been", () => {
  const plain = { transpose: false, stretchTempo: false, varyVelocity: false }
  const varied = (rows: Rows, seed: number, how: Partial<typeof plain>): Rows =>
    language.varied(rows, seededRandom(seed), { ...plain, ...how })

  it("in another key keeps intervals, rhythm and drums, and says the key that it is in now", () => {
    const notes = [...bars(2, [60, 64, 67, 72]), aNote({ program: DRUMS, pitch: 36 })]
    const rows = language.encode(aWork({ piece: aPiece({ notes }) }))!
    const before = language.decode(rows).notes
    const shifts = new Set<number>()
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const other = varied(rows, seed, { transpose: true })
        const after = language.decode(other).notes
        const shift = after.find(({ program }) => program === 0)!.pitch - 60
        shifts.add(shift)
        const expected = before.map((note) =>
          note.program === DRUMS ? note : { ...note, pitch: note.pitch + shift },
        )
        expect(after).toEqual(expected)
        const key = other.given[2]!
        if (key > 0) expect(key).toBe(1 + ((12 + shift) % 12))
      }),
      { numRuns: 200, seed: 1 },
    )
    expect([...shifts].sort((a, b) => a - b)).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 6])
  })

  it("stays within the pitches that there are", () => {
    const rows = language.encode(aWork({ piece: aPiece({ notes: bars(1, [0, 127]) }) }))!
    for (let seed = 0; seed < 20; seed++)
      expect([...varied(rows, seed, { transpose: true }).values]).toEqual([...rows.values])
  })

  it("faster and louder changes nothing else", () => {
    fc.assert(
      fc.property(someNotes, fc.nat(), (piece, seed) => {
        const rows = language.encode(aWork({ piece }))!
        const other = varied(rows, seed, { stretchTempo: true, varyVelocity: true })
        const without = (all: Rows) =>
          language.decode(all).notes.map((note) => ({ ...note, velocity: 0 }))
        expect(without(other)).toEqual(without(rows))
      }),
      { numRuns: 30 },
    )
  })
})
