/**
 * Times as notation can tell them. What begins and ends on 64ths or thirds of a 16th stays; else each beat chooses the
 * coarsest grid that is near enough to all that begins in it. The notes themselves are not touched: this is a copy.
 */
import { TICKS_PER_QUARTER, type Bar, type MeterMap } from "#shared/music/index.ts"
import type { HeardNote } from "./heard-notes.ts"

/** A 64th, and a third of a 16th: the finest that are written. */
export const FINEST_STRAIGHT_TICKS = 60
export const FINEST_TRIPLET_TICKS = 80

/** Sixteenths, triplet eighths, 32nds, triplet sixteenths. */
const GRIDS = [240, 320, 120, 160]
/** So much nearer, on average, must a finer grid be. */
const FINER_MUST_GAIN_TICKS = [0, 12, 30, 36]
/** An end so near to the next beginning was meant to reach it. */
const LEGATO_TICKS = 200

/** Notes with their times on the grid; one that would be of no length lasts a step. */
export function onWrittenGrid(notes: readonly HeardNote[], meters: MeterMap): HeardNote[] {
  const bars = barFinder(meters)
  const isExact = (tick: number): boolean => isWritable(tick - bars(tick).startTicks)
  // Of what is played by hand a few times are exact by chance: a note counts as a whole.
  const isLoose = (note: HeardNote): boolean => !isExact(note.startTicks) || !isExact(note.endTicks)
  const loose = notes.filter(isLoose)
  if (loose.length === 0) return [...notes]
  const grids = gridsOfBeats(
    loose.map(({ startTicks }) => startTicks),
    bars,
  )
  const gridAt = (tick: number): number => grids.get(beatOf(tick, bars(tick))) ?? GRIDS[0]!
  const snap = (tick: number): number => {
    const { startTicks, endTicks } = bars(tick)
    const grid = gridAt(tick)
    return Math.min(startTicks + Math.round((tick - startTicks) / grid) * grid, endTicks)
  }
  const startOf = (note: HeardNote): number =>
    isLoose(note) ? snap(note.startTicks) : note.startTicks
  const starts = [...new Set(notes.map(startOf))].sort((a, b) => a - b)
  return notes.map((note) => {
    if (!isLoose(note)) return note
    const startTicks = snap(note.startTicks)
    const endTicks = endOf(snap(note.endTicks), note.endTicks, starts)
    const shortest = startTicks + gridAt(startTicks)
    return { ...note, startTicks, endTicks: endTicks > startTicks ? endTicks : shortest }
  })
}

export function isWritable(ticksInBar: number): boolean {
  return ticksInBar % FINEST_STRAIGHT_TICKS === 0 || ticksInBar % FINEST_TRIPLET_TICKS === 0
}

function endOf(snapped: number, played: number, starts: readonly number[]): number {
  const next = starts[firstAtOrAfter(starts, snapped)] ?? Infinity
  return next - played <= LEGATO_TICKS ? next : snapped
}

/** The grid of each beat in which something begins by hand, by the tick where the beat begins. */
function gridsOfBeats(loose: readonly number[], bars: (tick: number) => Bar): Map<number, number> {
  const byBeat = new Map<number, number[]>()
  for (const tick of loose) {
    const beat = beatOf(tick, bars(tick))
    byBeat.set(beat, [...(byBeat.get(beat) ?? []), tick - beat])
  }
  return new Map([...byBeat].map(([beat, ticks]) => [beat, bestGrid(ticks)]))
}

function bestGrid(ticks: readonly number[]): number {
  const misses = GRIDS.map((grid, i) => {
    const sum = ticks.reduce(
      (all, tick) => all + Math.abs(tick - Math.round(tick / grid) * grid),
      0,
    )
    return sum / ticks.length + FINER_MUST_GAIN_TICKS[i]!
  })
  return GRIDS[misses.indexOf(Math.min(...misses))]!
}

function beatOf(tick: number, { startTicks }: Bar): number {
  return tick - ((tick - startTicks) % TICKS_PER_QUARTER)
}

/** Times of one bar are asked for one after another. */
function barFinder(meters: MeterMap): (tick: number) => Bar {
  let last: Bar | undefined
  return (tick) => {
    if (!last || tick < last.startTicks || tick >= last.endTicks) last = meters.barAt(tick)
    return last
  }
}

/** Where in ascending ticks the first one stands that is not earlier. */
export function firstAtOrAfter(ticks: readonly number[], tick: number): number {
  let low = 0
  let high = ticks.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ticks[middle]! < tick) low = middle + 1
    else high = middle
  }
  return low
}
