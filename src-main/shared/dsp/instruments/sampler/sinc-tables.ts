/** Tables to play recordings higher by: one for every few semitones, made once for all samplers of a thread. */
import { exactExp } from "../../exact-math.ts"
import { createSincTable, type SincTable } from "../../rate-converter.ts"

/** Upwards the highest sounds must go: a table for every so many semitones. */
const SEMITONES_A_TABLE = 3
const MOST_SEMITONES = 48
const tables = new Map<number, SincTable>()

export const ratioOf = (semitones: number): number => exactExp((semitones * Math.LN2) / 12)

/** @param step source frames per output frame; tens of milliseconds where it is the first of its kind */
export function sincTableFor(step: number): SincTable {
  const number = Math.ceil(semitonesAbove(step) / SEMITONES_A_TABLE)
  let table = tables.get(number)
  if (!table) {
    table = createSincTable(ratioOf(number * SEMITONES_A_TABLE))
    tables.set(number, table)
  }
  return table
}

/** Whole semitones of a ratio, rounded up: enough to choose a table by. */
function semitonesAbove(ratio: number): number {
  let semitones = 0
  while (semitones < MOST_SEMITONES && ratioOf(semitones) < ratio * 0.9999) semitones += 1
  return semitones
}
