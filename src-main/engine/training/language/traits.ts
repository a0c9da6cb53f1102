/**
 * What a piece is as a whole, in bins, counted from the piece itself: a model is told it while it learns, now and then not, and
 * can be asked for it. Bin 0 of each says nothing.
 */
import type { Wishes } from "#shared/contract/training.ts"
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { DRUMS, keyOf, nearestTempoBin, type Piece, TEMPOS } from "../../symbolic/index.ts"
import type { Field } from "./language.ts"

/** Genres that one model may know. */
export const MOST_GENRES = 31
const BINS = 5

export const TRAITS: readonly Field[] = [
  { name: "genre", size: 1 + MOST_GENRES },
  { name: "key", size: 1 + 24 },
  { name: "tempo", size: 1 + TEMPOS.length },
  { name: "density", size: 1 + BINS },
  { name: "complexity", size: 1 + BINS },
]

/** Bounds between five bins: notes a beat, and `complexityOf`. Set by hand, not counted over a corpus; shipped models learnt with them. */
const DENSITIES = [1.6, 2.4, 3.3, 4.8]
const COMPLEXITIES = [0.4, 0.5, 0.58, 0.66]

export function traitsOf(piece: Piece, genre: number): number[] {
  const notes = piece.notes.filter(({ program }) => program !== DRUMS)
  const key = keyOf(notes)
  const beats = Math.max(1, endTicks(piece) / TICKS_PER_QUARTER)
  return [
    genre + 1,
    key + 1,
    1 + nearestTempoBin(middleTempo(piece)),
    1 + densityBin(piece.notes.length / beats),
    1 + binOf(complexityOf(piece), COMPLEXITIES),
  ]
}

/** 0..4, as `Wishes.density` has it. */
export const densityBin = (notesABeat: number): number => binOf(notesABeat, DENSITIES)

/** Of what is asked for, the same numbers. */
export function traitsOfWishes(wishes: Wishes, genres: readonly string[]): number[] {
  const { genre, key, tempoBpm, density, complexity } = wishes
  return [
    genre === undefined ? 0 : genres.indexOf(genre.toLowerCase()) + 1,
    key === undefined ? 0 : key + 1,
    tempoBpm === undefined ? 0 : 1 + nearestTempoBin(tempoBpm),
    density === undefined ? 0 : density + 1,
    complexity === undefined ? 0 : complexity + 1,
  ]
}

/** 0 (one pitch on beats) to about 1: mean of pitch classes' entropy, starts off the beat, and kinds of lengths. */
export function complexityOf({ notes }: Piece): number {
  if (notes.length === 0) return 0
  const pitched = notes.filter(({ program }) => program !== DRUMS)
  const pitches = entropy((pitched.length > 0 ? pitched : notes).map(({ pitch }) => pitch % 12))
  const lengths = entropy(notes.map(({ lengthTicks }) => lengthTicks))
  const off = notes.filter(({ startTicks }) => startTicks % TICKS_PER_QUARTER !== 0).length
  return (pitches / Math.log(12) + lengths / Math.log(12) + off / notes.length) / 3
}

/** In nats. */
function entropy(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let sum = 0
  for (const count of counts.values())
    sum -= (count / values.length) * Math.log(count / values.length)
  return sum
}

const binOf = (value: number, edges: readonly number[]): number =>
  edges.filter((edge) => value >= edge).length

/** The tempo that holds longest. */
function middleTempo({ tempos, notes }: Piece): number {
  const end = notes.at(-1)?.startTicks ?? 0
  let best = { bpm: 120, ticks: -1 }
  for (const [at, { bpm, startTicks }] of tempos.entries()) {
    const ticks = (tempos[at + 1]?.startTicks ?? end) - startTicks
    if (ticks > best.ticks) best = { bpm, ticks }
  }
  return best.bpm
}

const endTicks = ({ notes }: Piece): number =>
  notes.reduce((end, { startTicks, lengthTicks }) => Math.max(end, startTicks + lengthTicks), 0)
