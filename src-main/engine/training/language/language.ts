/**
 * Music as rows: a frame of four voices, or a note with all that is to be said of it. A model reads whole rows and writes
 * a row's fields one after the other, so that its sequences are as short as the music (Hsiao et al. 2021).
 */
import type { Wishes } from "#shared/contract/training.ts"
import type { Random } from "#shared/music/random.ts"
import type { CorpusWork } from "../../datasets/index.ts"
import type { Piece } from "../../symbolic/index.ts"

export interface Field {
  name: string
  /** Its values are 0 .. size - 1. */
  size: number
  /** Values from 1 up are pitches, of which every twelfth is of one class. */
  isPitch?: boolean
}

/** A piece in rows. */
export interface Rows {
  length: number
  /** [length, fields] */
  values: Uint8Array
  /** [length, given]: what is known of a row before it is written. */
  given: Uint8Array
  /** [length, fields]: 1 where the model has a choice; elsewhere the grammar leaves one value. */
  asked: Uint8Array
}

export interface RowLanguage {
  name: "chorales" | "notes"
  /** In the order in which they are written. */
  fields: readonly Field[]
  given: readonly Field[]
  /** Of all words: a model speaks one language, and is not fed with another's numbers. */
  hash: string
  /** The value of a row's first field that ends the music; null where nothing does. */
  end: number | null
  /** What a loss is counted by. */
  unit: "note" | "cell"
  /** Null where the piece cannot be said: no four voices, a pitch without a word. */
  encode(work: CorpusWork): Rows | null
  /** Of a piece in rows: how many notes or cells its nats are divided by. */
  units(rows: Rows): number
  decode(rows: Pick<Rows, "length" | "values">): Piece
  /** A value of a field, for a person: "Pitch_60". */
  word(at: number, value: number): string
  /** The same music as it might also have been. */
  varied(rows: Rows, random: Random, how: Variation): Rows
  /** What may be written, from the first row on. */
  grammar(): Grammar
  /** What is asked for, in the language's numbers; `given` of a grammar takes it. */
  traits(wishes: Wishes): number[]
}

/** What may be changed about a piece while a model learns from it. */
export interface Variation {
  transpose: boolean
  stretchTempo: boolean
  varyVelocity: boolean
}

/** A state machine of what may come next: what a model makes up can always be read. */
export interface Grammar {
  /** Sets `allowed` to 1 for each value that a field may have after those before it in the row; never none of them. */
  allow(at: number, row: ArrayLike<number>, allowed: Uint8Array): void
  /** Whether a row stands at the beginning of a bar. */
  begins(row: ArrayLike<number>): boolean
  /** The row is written. */
  push(row: ArrayLike<number>): void
  /** What is known of the next row, as `Rows.given` has it. */
  given(traits: readonly number[]): number[]
  /** The music has come to its end. */
  isOver(): boolean
  /** Bars that have begun. */
  bars(): number
}

/** Some rows of a piece, as views upon it. @param to exclusive */
export function rowsBetween(rows: Rows, from: number, to: number): Rows {
  const cut = (numbers: Uint8Array): Uint8Array => {
    const width = numbers.length / rows.length
    return numbers.subarray(from * width, to * width)
  }
  return {
    ...{ length: to - from, values: cut(rows.values) },
    ...{ given: cut(rows.given), asked: cut(rows.asked) },
  }
}
