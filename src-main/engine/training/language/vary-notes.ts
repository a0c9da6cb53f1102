/** The same music in another key, a little faster or slower, louder or softer: what a model hears of a piece is never twice the same. */
import type { Random } from "#shared/music/random.ts"
import { COMPOUND, COMPOUND_FIELDS, COMPOUND_WIDTH, DRUMS } from "../../symbolic/index.ts"
import type { Rows, Variation } from "./language.ts"

const [SETTING, PROGRAM, PITCH, VELOCITY] = [1, 3, 4, 6]
/** Of `given`. */
const [KEY, TEMPO] = [2, 3]
const TRAITS_FROM = 1
/** A piece is told what it is this often; and then each trait is left out this often. */
const TOLD = 0.5
const LEFT_OUT = 0.3

export function variedNotes(rows: Rows, random: Random, how: Variation): Rows {
  const semitones = how.transpose ? Math.floor(random() * 12) - 5 : 0
  const tempo = how.stretchTempo ? Math.floor(random() * 5) - 2 : 0
  const louder = how.varyVelocity ? Math.floor(random() * 3) - 1 : 0
  const values = rows.values.slice()
  const shift = canShift(values, semitones) ? semitones : 0
  for (let row = 0; row < values.length; row += COMPOUND_WIDTH) {
    if (values[row] === COMPOUND.tempo)
      values[row + SETTING] = within(values[row + SETTING]! + tempo, TEMPO_VALUES)
    if (values[row] !== COMPOUND.note) continue
    if (values[row + PROGRAM] !== DRUMS + 1) values[row + PITCH]! += shift
    values[row + VELOCITY] = within(values[row + VELOCITY]! + louder, COMPOUND_FIELDS.velocity - 1)
  }
  return { ...rows, values, given: variedGiven(rows, random, shift, tempo) }
}

const TEMPO_VALUES = 32

/** 1 .. most: 0 says that there is none. */
const within = (value: number, most: number): number => Math.min(Math.max(value, 1), most)

function canShift(values: Uint8Array, semitones: number): boolean {
  for (let row = 0; row < values.length; row += COMPOUND_WIDTH) {
    if (values[row] !== COMPOUND.note || values[row + PROGRAM] === DRUMS + 1) continue
    const pitch = values[row + PITCH]! + semitones
    if (pitch < 1 || pitch >= COMPOUND_FIELDS.pitch) return false
  }
  return true
}

function variedGiven(
  { given, length }: Rows,
  random: Random,
  shift: number,
  tempo: number,
): Uint8Array {
  const width = given.length / length
  const isTold = random() < TOLD
  const kept = Array.from(
    { length: width },
    (_, at) => at < TRAITS_FROM || (isTold && random() >= LEFT_OUT),
  )
  const varied = given.slice()
  for (let row = 0; row < varied.length; row += width) {
    const key = varied[row + KEY]!
    if (key > 0) varied[row + KEY] = 1 + ((key - 1 + 12 + shift) % 12) + (key > 12 ? 12 : 0)
    if (varied[row + TEMPO]! > 0)
      varied[row + TEMPO] = within(varied[row + TEMPO]! + tempo, TEMPO_VALUES)
    for (let at = TRAITS_FROM; at < width; at++) if (!kept[at]) varied[row + at] = 0
  }
  return varied
}
