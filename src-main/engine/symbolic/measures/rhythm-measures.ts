/** How a piece moves in time, and how full it is. NaN where it has too few notes to say. */
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { GRID_TICKS } from "../tokens/bins.ts"
import type { MeasuredBar, MeasuredPiece } from "./measured-piece.ts"

/** Over all bars, also such as rest; a beat is a quarter. */
export function notesPerBeat({ notes, bars }: MeasuredPiece): number {
  const ticks = bars.reduce((sum, { lengthTicks }) => sum + lengthTicks, 0)
  return (notes.length * TICKS_PER_QUARTER) / ticks
}

/** Mean time from one onset to the next, in beats; what starts together is one onset. */
export function interOnsetBeats({ notes }: MeasuredPiece): number {
  const onsets = new Set(notes.map(({ startTicks }) => startTicks)).size
  const span = (notes.at(-1)?.startTicks ?? 0) - (notes[0]?.startTicks ?? 0)
  return onsets < 2 ? NaN : span / (onsets - 1) / TICKS_PER_QUARTER
}

/** Mean number of pitches that sound at once, where any does (MusPy's polyphony). Drums do not sound on. */
export function polyphony({ pitched }: MeasuredPiece): number {
  const ofPitch = Map.groupBy(pitched, ({ pitch }) => pitch)
  const sounding = [...ofPitch.values()].reduce((sum, notes) => sum + coveredTicks(notes), 0)
  return sounding / coveredTicks(pitched)
}

/** @param notes in the order of their starts */
function coveredTicks(notes: MeasuredPiece["notes"]): number {
  let [covered, until] = [0, 0]
  for (const { startTicks, lengthTicks } of notes) {
    const end = startTicks + lengthTicks
    covered += Math.max(0, end - Math.max(startTicks, until))
    until = Math.max(until, end)
  }
  return covered
}

/**
 * How alike the rhythms of bars are: of all pairs of bars of one length, 1 less the share of positions at which only one of the two
 * has an onset (Wu & Yang 2020, MusDr's grooving similarity).
 */
export function grooveSimilarity({ bars }: MeasuredPiece): number {
  let [pairs, alike] = [0, 0]
  for (const [lengthTicks, same] of Map.groupBy(bars, (bar) => bar.lengthTicks)) {
    const positions = lengthTicks / GRID_TICKS
    const counts = new Float64Array(positions)
    for (const bar of same) for (const at of onsetsOf(bar)) counts[at]! += 1
    const differing = counts.reduce((sum, count) => sum + count * (same.length - count), 0)
    const ofLength = (same.length * (same.length - 1)) / 2
    pairs += ofLength
    alike += ofLength - differing / positions
  }
  return alike / pairs
}

/** The share of bars whose rhythm no bar before them has, of bars that have notes: 1 where none repeats. */
export function rhythmVariety({ bars }: MeasuredPiece): number {
  const rhythms = bars
    .filter(({ notes }) => notes.length > 0)
    .map((bar) => `${bar.lengthTicks}: ${[...onsetsOf(bar)].join(" ")}`)
  return new Set(rhythms).size / rhythms.length
}

/** Positions on the grid where anything starts, ascending. */
function onsetsOf({ notes, startTicks }: MeasuredBar): Set<number> {
  return new Set(notes.map((note) => (note.startTicks - startTicks) / GRID_TICKS))
}
