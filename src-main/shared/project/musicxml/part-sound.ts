/** What a part of a score is played with. */
import type { ReadMeasure } from "./read-measure.ts"
import type { MidiInstrument } from "./read-notes.ts"

const DRUM_CHANNEL = 10

export function isForDrums(
  measures: readonly ReadMeasure[],
  instruments: readonly MidiInstrument[],
): boolean {
  if (instruments.some(({ channel }) => channel === DRUM_CHANNEL)) return true
  const sounding = measures.flatMap(({ notes }) => notes).filter(({ entry }) => !entry.rest)
  return sounding.length > 0 && sounding.every(({ entry }) => entry.unpitched !== undefined)
}

/** From numbers that begin at 1. */
export function presetOf([first]: readonly MidiInstrument[]): { program: number; bank: number } {
  const inRange = (value: number): number =>
    Number.isInteger(value) && value >= 0 && value <= 127 ? value : 0
  return { program: inRange((first?.program ?? 1) - 1), bank: inRange((first?.bank ?? 1) - 1) }
}
