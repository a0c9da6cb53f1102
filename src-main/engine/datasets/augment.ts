/** The same music a little different, so that a model learns music rather than keys, tempos and one touch. Pure and seeded. */
import type { Random } from "#shared/music/random.ts"
import { DRUMS, type Piece, type PieceNote } from "../symbolic/index.ts"

/** Twelve keys: from a fourth down to a tritone up. */
export const LOWEST_TRANSPOSITION = -5
export const HIGHEST_TRANSPOSITION = 6
const TEMPO_SHARE = 0.1
const VELOCITY_STEPS = 8
/** A piano's keys. */
const LOWEST_KEY = 21
const HIGHEST_KEY = 108
const DEFAULT_BPM = 120

export interface Augmentation {
  transpose: boolean
  stretchTempo: boolean
  varyVelocity: boolean
}

/** Takes always as many numbers of `random`, whatever is asked for. */
export function augmented(
  piece: Piece,
  random: Random,
  { transpose, stretchTempo, varyVelocity }: Augmentation,
): Piece {
  const [key, tempo, touch] = [random(), random(), random()]
  const keys = transpose ? transpositionsOf(piece) : [0]
  const moved = transposed(piece, keys[Math.floor(key * keys.length)]!)
  const paced = stretchTempo ? atTempo(moved, 1 + (2 * tempo - 1) * TEMPO_SHARE) : moved
  return varyVelocity ? touched(paced, (2 * touch - 1) * VELOCITY_STEPS, random) : paced
}

/** Semitones that leave every note where a piano has a key, or at least where MIDI has a pitch; 0 is always one. */
export function transpositionsOf({ notes }: Piece): number[] {
  const pitches = notes.filter(({ program }) => program !== DRUMS).map(({ pitch }) => pitch)
  const low = pitches.reduce((lowest, pitch) => Math.min(lowest, pitch), 127)
  const high = pitches.reduce((highest, pitch) => Math.max(highest, pitch), 0)
  const isAllowed = (by: number): boolean =>
    low + by >= Math.min(low, LOWEST_KEY) && high + by <= Math.max(high, HIGHEST_KEY)
  const all = Array.from(
    { length: HIGHEST_TRANSPOSITION - LOWEST_TRANSPOSITION + 1 },
    (_, at) => LOWEST_TRANSPOSITION + at,
  )
  return pitches.length === 0 ? [0] : all.filter(isAllowed)
}

/** Drums stay: their pitches are instruments. @param semitones of `transpositionsOf` */
export function transposed(piece: Piece, semitones: number): Piece {
  const move = (note: PieceNote): PieceNote =>
    note.program === DRUMS ? note : { ...note, pitch: note.pitch + semitones }
  return semitones === 0 ? piece : { ...piece, notes: piece.notes.map(move) }
}

/** @param factor above 1 is faster */
export function atTempo(piece: Piece, factor: number): Piece {
  const first = piece.tempos[0]
  const tempos =
    first?.startTicks === 0 ? piece.tempos : [{ startTicks: 0, bpm: DEFAULT_BPM }, ...piece.tempos]
  return { ...piece, tempos: tempos.map((tempo) => ({ ...tempo, bpm: tempo.bpm * factor })) }
}

/** Louder or softer as a whole, and every note a little for itself: up to a quarter of it. */
function touched(piece: Piece, by: number, random: Random): Piece {
  const own = (): number => ((2 * random() - 1) * VELOCITY_STEPS) / 4
  const touch = (note: PieceNote): PieceNote => {
    const velocity = Math.round(note.velocity + by + own())
    return { ...note, velocity: Math.min(127, Math.max(1, velocity)) }
  }
  return { ...piece, notes: piece.notes.map(touch) }
}
