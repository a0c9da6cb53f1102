/**
 * Compound words (Hsiao et al. 2021): one row a note instead of four words, so that sequences are a quarter as long. A model adds
 * up the embeddings of a row's fields, and has a head for each.
 */
import { DRUMS, type Piece, type PieceMeter, type PieceNote, type PieceTempo } from "../piece.ts"
import { barsOf, barTicksOf, meterName, METERS, POSITIONS } from "./bars.ts"
import { GRID_TICKS, LENGTH_STEPS, TEMPOS, VELOCITIES } from "./bins.ts"
import { quantise } from "./quantise.ts"
import { Vocabulary, wordsOf } from "./vocabulary.ts"

/** In the order in which they are sampled, each with how many values it has; 0 says that a row has none. */
export const COMPOUND_FIELDS = {
  /** 0 padding, 1 begin, 2 end, 3 a bar, 4 a tempo, 5 a note. */
  type: 6,
  /** Of a bar its meter, of a tempo its bin. */
  setting: 1 + Math.max(METERS.length, TEMPOS.length),
  position: 1 + POSITIONS,
  program: 1 + DRUMS + 1,
  pitch: 1 + 128,
  duration: 1 + LENGTH_STEPS.length,
  velocity: 1 + VELOCITIES.length,
} as const

export const COMPOUND_WIDTH = Object.keys(COMPOUND_FIELDS).length
/** Values of a row's type. */
export const COMPOUND = { begin: 1, end: 2, bar: 3, tempo: 4, note: 5 } as const
const { begin: BEGIN, end: END, bar: BAR, tempo: TEMPO, note: NOTE } = COMPOUND

/** Of all that rows can say. */
export const compoundVocabularyHash: string = new Vocabulary([
  ...Object.entries(COMPOUND_FIELDS).map(([name, size]) => `${name}_${size}`),
  ...wordsOf("TimeSig", METERS),
  ...wordsOf("Tempo", TEMPOS),
  ...wordsOf("Duration", LENGTH_STEPS),
  ...wordsOf("Velocity", VELOCITIES),
]).hash

type Row = [type: number, setting: number, position: number, program: number, ...rest: number[]]

/** @returns rows of `COMPOUND_WIDTH` numbers, one after the other */
export function compoundEncode(piece: Piece): Uint16Array {
  const { notes, meters, tempos } = quantise(piece)
  const lastTicks = Math.max(
    -1,
    ...[notes, meters, tempos].map((all) => all.at(-1)?.startTicks ?? -1),
  )
  const rows: Row[] = [[BEGIN, 0, 0, 0, 0, 0, 0]]
  let [note, tempo] = [0, 0]
  for (const { startTicks, lengthTicks, meter } of barsOf(meters)) {
    if (startTicks > lastTicks) break
    rows.push([BAR, 1 + METERS.indexOf(meterName(meter)), 0, 0, 0, 0, 0])
    const placeOf = (ticks: number): number => 1 + (ticks - startTicks) / GRID_TICKS
    const isWithin = (event: { startTicks: number } | undefined): boolean =>
      event !== undefined && event.startTicks < startTicks + lengthTicks
    while (isWithin(tempos[tempo])) {
      const { startTicks: at, bpm } = tempos[tempo++]!
      rows.push([TEMPO, 1 + TEMPOS.indexOf(bpm), placeOf(at), 0, 0, 0, 0])
    }
    while (isWithin(notes[note]))
      rows.push(noteRow(notes[note]!, placeOf(notes[note++]!.startTicks)))
  }
  rows.push([END, 0, 0, 0, 0, 0, 0])
  return Uint16Array.from(rows.flat())
}

const noteRow = ({ program, pitch, lengthTicks, velocity }: PieceNote, position: number): Row => [
  ...([NOTE, 0, position, 1 + program, 1 + pitch] as const),
  ...[1 + LENGTH_STEPS.indexOf(lengthTicks / GRID_TICKS), 1 + VELOCITIES.indexOf(velocity)],
]

/** Reads also what a model made up: rows that lack what their type needs are passed over. */
export function compoundDecode(rows: ArrayLike<number>): Piece {
  const meters: PieceMeter[] = []
  const tempos: PieceTempo[] = []
  const notes: PieceNote[] = []
  let [startTicks, lengthTicks] = [0, 0]
  for (let row = 0; row + COMPOUND_WIDTH <= rows.length; row += COMPOUND_WIDTH) {
    const field = (place: number): number => rows[row + place]! - 1
    const type = rows[row]
    if (type === END) break
    const at = startTicks + field(2) * GRID_TICKS
    const hasPlace = lengthTicks > 0 && field(2) >= 0 && at < startTicks + lengthTicks
    if (type === BAR) {
      startTicks += lengthTicks
      const [numerator = 4, denominator = 4] = (METERS[field(1)] ?? "4/4").split("/").map(Number)
      meters.push({ startTicks, numerator, denominator })
      lengthTicks = barTicksOf({ numerator, denominator })
    } else if (type === TEMPO && hasPlace && TEMPOS[field(1)] !== undefined)
      tempos.push({ startTicks: at, bpm: TEMPOS[field(1)]! })
    else if (type === NOTE && hasPlace) {
      const [length, velocity] = [LENGTH_STEPS[field(5)], VELOCITIES[field(6)]]
      const [program, pitch] = [field(3), field(4)]
      if (length === undefined || velocity === undefined || program < 0 || pitch < 0) continue
      notes.push({ startTicks: at, lengthTicks: length * GRID_TICKS, pitch, velocity, program })
    }
  }
  return quantise({ notes, meters, tempos })
}
