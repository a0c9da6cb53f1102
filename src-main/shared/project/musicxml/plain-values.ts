/** Lengths that are easier to read than those that were played: how early a key was let go is no matter of notation. */
import { TICKS_PER_QUARTER, type MeterMap } from "#shared/music/index.ts"
import { isPlayedByFoot } from "./drum-notation.ts"
import type { HeardNote } from "./heard-notes.ts"
import { firstAtOrAfter } from "./written-grid.ts"

const SIXTEENTH = 240
const TRIPLET_SIXTEENTH = 160
/** Lengths of drums that a file keeps are multiples of a 32nd. */
const SHORTEST_DRUM = 120

/**
 * An end off the sixteenths reaches to the next beginning, or goes to the nearest sixteenth. What is as short as one stays as
 * it is.
 */
export function withPlainEnds(notes: readonly HeardNote[], meters: MeterMap): HeardNote[] {
  const starts = startsOf(notes)
  return notes.map((note) => {
    const { startTicks, endTicks } = note
    const bar = meters.barAt(Math.max(startTicks, endTicks - 1))
    const within = endTicks - bar.startTicks
    const isPlain = within % SIXTEENTH === 0 || within % TRIPLET_SIXTEENTH === 0
    if (isPlain || endTicks - startTicks <= SIXTEENTH) return note
    const nearest = bar.startTicks + Math.round(within / SIXTEENTH) * SIXTEENTH
    const next = starts[firstAtOrAfter(starts, endTicks)] ?? Infinity
    const end = next - endTicks < SIXTEENTH ? next : Math.min(nearest, bar.endTicks)
    return { ...note, endTicks: Math.max(end, startTicks + SHORTEST_DRUM) }
  })
}

/**
 * Strokes of hands, and of feet, last to the next one, at most to the end of the beat.
 * @param keepsLengths those that are values of their own stay
 */
export function withDrumValues(
  notes: readonly HeardNote[],
  meters: MeterMap,
  keepsLengths: boolean,
): HeardNote[] {
  const isFoot = ({ pitch }: HeardNote): boolean => isPlayedByFoot(pitch)
  const starts = {
    hands: startsOf(notes.filter((note) => !isFoot(note))),
    feet: startsOf(notes.filter(isFoot)),
  }
  return notes.map((note) => {
    const { startTicks, endTicks } = note
    if (keepsLengths && (endTicks - startTicks) % SHORTEST_DRUM === 0) return note
    const others = starts[isFoot(note) ? "feet" : "hands"]
    const next = others[firstAtOrAfter(others, startTicks + 1)] ?? Infinity
    const bar = meters.barAt(startTicks)
    const inBeat = (startTicks - bar.startTicks) % TICKS_PER_QUARTER
    const beatEnd = Math.min(startTicks - inBeat + TICKS_PER_QUARTER, bar.endTicks)
    return { ...note, endTicks: Math.min(next, beatEnd) }
  })
}

function startsOf(notes: readonly HeardNote[]): number[] {
  return [...new Set(notes.map(({ startTicks }) => startTicks))].sort((a, b) => a - b)
}
