/**
 * Notes one by one: a row is a bar line, a tempo or a note (`compoundEncode`). With each row stands which bar of a period it is in,
 * and what the piece is as a whole.
 */
import {
  COMPOUND,
  COMPOUND_FIELDS,
  COMPOUND_WIDTH,
  compoundDecode,
  compoundEncode,
  compoundVocabularyHash,
  type Piece,
} from "../../symbolic/index.ts"
import type { Field, RowLanguage, Rows } from "./language.ts"
import { notesGrammar, OPEN_FIELDS, PERIOD_BARS } from "./notes-grammar.ts"
import { MOST_GENRES, TRAITS, traitsOf, traitsOfWishes } from "./traits.ts"
import { variedNotes } from "./vary-notes.ts"

const fields: Field[] = Object.entries(COMPOUND_FIELDS).map(([name, size]) => ({
  ...{ name, size, isPitch: name === "pitch" },
}))
const given: Field[] = [{ name: "bar", size: PERIOD_BARS }, ...TRAITS]

/** @param genres that a model knows, in the order of their bins; a piece of another has none */
export function noteLanguage(genres: readonly string[] = []): RowLanguage {
  return {
    ...{ name: "notes", fields, given, hash: compoundVocabularyHash, unit: "note" },
    end: COMPOUND.end,
    encode: ({ piece, labels }) => rowsOf(piece, genreBin(labels.genre, genres)),
    units: ({ values }) => countNotes(values),
    decode: ({ values }) => compoundDecode(values),
    word: (at, value) => `${fields[at]!.name}_${value}`,
    varied: variedNotes,
    grammar: notesGrammar,
    traits: (wishes) => traitsOfWishes(wishes, genres),
  }
}

const genreBin = (genre: string | undefined, genres: readonly string[]): number =>
  genre === undefined ? -1 : genres.slice(0, MOST_GENRES).indexOf(genre)

function rowsOf(piece: Piece, genre: number): Rows | null {
  if (piece.notes.length === 0) return null
  // Without the row that says only that music begins.
  const values = Uint8Array.from(compoundEncode(piece).subarray(COMPOUND_WIDTH))
  const length = values.length / COMPOUND_WIDTH
  const known = new Uint8Array(length * given.length)
  const traits = traitsOf(piece, genre)
  let bars = 0
  for (let row = 0; row < length; row++) {
    known.set([bars % PERIOD_BARS, ...traits], row * given.length)
    if (values[row * COMPOUND_WIDTH] === COMPOUND.bar) bars++
  }
  return { length, values, given: known, asked: askedOf(values, length) }
}

function askedOf(values: Uint8Array, length: number): Uint8Array {
  const asked = new Uint8Array(values.length)
  for (let row = 0; row < length; row++)
    for (const at of OPEN_FIELDS[values[row * COMPOUND_WIDTH]!] ?? [0])
      asked[row * COMPOUND_WIDTH + at] = 1
  return asked
}

function countNotes(values: Uint8Array): number {
  let notes = 0
  for (let at = 0; at < values.length; at += COMPOUND_WIDTH)
    if (values[at] === COMPOUND.note) notes++
  return notes
}
