/** What may come next while a model writes notes: bars first, then tempos, then notes in the order in which they are told. */
import {
  barTicksOf,
  COMPOUND,
  COMPOUND_FIELDS,
  GRID_TICKS,
  METERS,
  TEMPOS,
} from "../../symbolic/index.ts"
import type { Grammar } from "./language.ts"

const [TYPE, SETTING, POSITION, PROGRAM, PITCH] = [0, 1, 2, 3, 4]
const HIGHEST = COMPOUND_FIELDS.pitch - 1
/** Where in a period the music stands, as far as it was written. */
export const PERIOD_BARS = 16
const LAST_PROGRAM = COMPOUND_FIELDS.program - 1

/** Fields that a row of a type fills; all others are 0. */
export const OPEN_FIELDS: Readonly<Record<number, readonly number[]>> = {
  [COMPOUND.end]: [TYPE],
  [COMPOUND.bar]: [TYPE, SETTING],
  [COMPOUND.tempo]: [TYPE, SETTING, POSITION],
  [COMPOUND.note]: [TYPE, POSITION, PROGRAM, PITCH, 5, 6],
}

/** The row before, as far as it binds the next. */
interface Last {
  type: number
  position: number
  program: number
  pitch: number
}

const NOTHING: Last = { type: 0, position: 0, program: 0, pitch: 0 }

export function notesGrammar(): Grammar {
  /** Steps of the grid in the bar; 0 before the first bar. */
  let steps = 0
  let bars = 0
  let last = NOTHING
  return {
    allow(at, row, allowed) {
      for (let value = 0; value < allowed.length; value++)
        allowed[value] = isOpen(at, row[TYPE]!)
          ? Number(may(at, row, value, steps, last))
          : Number(value === 0)
    },
    begins: (row) => row[TYPE] === COMPOUND.bar,
    push(row) {
      const type = row[TYPE]!
      if (type === COMPOUND.bar) {
        steps = barTicksOf(meterOf(row[SETTING]!)) / GRID_TICKS
        last = { ...NOTHING, type }
        bars++
      } else last = { type, position: row[POSITION]!, program: row[PROGRAM]!, pitch: row[PITCH]! }
    },
    given: (traits) => [bars % PERIOD_BARS, ...traits],
    isOver: () => last.type === COMPOUND.end,
    bars: () => bars,
  }
}

/** Whether a row of this type has something in a field. */
const isOpen = (at: number, type: number): boolean => OPEN_FIELDS[type]?.includes(at) ?? at === TYPE

function may(
  at: number,
  row: ArrayLike<number>,
  value: number,
  steps: number,
  last: Last,
): boolean {
  if (at === TYPE) return mayType(value, steps, last)
  if (value < 1) return false
  const isTempo = row[TYPE] === COMPOUND.tempo
  const isSame = last.type === COMPOUND.note && row[POSITION] === last.position
  if (at === SETTING) return value <= (isTempo ? TEMPOS.length : METERS.length)
  if (at === POSITION)
    return value >= earliest(isTempo ? COMPOUND.tempo : COMPOUND.note, last) && value <= steps
  if (at === PROGRAM)
    return !isSame || value > last.program || (value === last.program && last.pitch < HIGHEST)
  if (at === PITCH) return !isSame || row[PROGRAM]! > last.program || value > last.pitch
  return true
}

/** The highest pitch of the last instrument leaves no note for its place. */
function earliest(type: number, last: Last): number {
  if (last.type !== type) return 1
  const isFull =
    type === COMPOUND.tempo || (last.program === LAST_PROGRAM && last.pitch === HIGHEST)
  return last.position + Number(isFull)
}

function mayType(type: number, steps: number, last: Last): boolean {
  if (type === COMPOUND.bar) return true
  if (steps === 0) return false
  if (type === COMPOUND.tempo) return last.type !== COMPOUND.note && earliest(type, last) <= steps
  return type === COMPOUND.end || (type === COMPOUND.note && earliest(type, last) <= steps)
}

function meterOf(setting: number): { numerator: number; denominator: number } {
  const [numerator = 4, denominator = 4] = METERS[setting - 1]!.split("/").map(Number)
  return { numerator, denominator }
}
