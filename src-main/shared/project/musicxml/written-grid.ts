/**
 * Times as notation can tell them. What begins and ends on 64ths, thirds of a 16th or in a tuplet of five or seven stays;
 * else each beat chooses the coarsest grid that is near enough to all that begins in it. The notes themselves are not touched:
 * this is a copy.
 */
import { TICKS_PER_QUARTER, type Bar, type MeterMap } from "#shared/music/index.ts"
import type { HeardNote } from "./heard-notes.ts"
import { areTold, divisionAt, halfBeatOf } from "./tuplets.ts"

interface Grid {
  readonly ticks: number
  /** So much nearer, on average, must a grid be than coarser ones. */
  readonly mustGainTicks: number
  /** So many times must begin in the beat: few are near to fifths and sevenths by chance. */
  readonly leastStarts: number
}

/** Sixteenths, triplet eighths, 32nds, triplet sixteenths, fifths and sevenths of a beat. */
const GRIDS: readonly Grid[] = [
  { ticks: 240, mustGainTicks: 0, leastStarts: 1 },
  { ticks: 320, mustGainTicks: 12, leastStarts: 1 },
  { ticks: 120, mustGainTicks: 30, leastStarts: 1 },
  { ticks: 160, mustGainTicks: 36, leastStarts: 1 },
  { ticks: 192, mustGainTicks: 40, leastStarts: 4 },
  { ticks: TICKS_PER_QUARTER / 7, mustGainTicks: 45, leastStarts: 6 },
]
/** An end so near to the next beginning was meant to reach it. */
const LEGATO_TICKS = 200

/** Notes with their times on the grid; one that would be of no length lasts a step. */
export function onWrittenGrid(notes: readonly HeardNote[], meters: MeterMap): HeardNote[] {
  const bars = barFinder(meters)
  const isWritable = writableTimes(notes, bars)
  // Of what is played by hand a few times are exact by chance: a note counts as a whole.
  const isLoose = (note: HeardNote): boolean =>
    !isWritable(note.startTicks) || !isWritable(note.endTicks)
  const loose = notes.filter(isLoose)
  if (loose.length === 0) return [...notes]
  const grids = gridsOfBeats(
    loose.map(({ startTicks }) => startTicks),
    bars,
  )
  const gridAt = (tick: number): number => grids.get(beatOf(tick, bars(tick))) ?? GRIDS[0]!.ticks
  const snap = (tick: number): number => {
    const { startTicks, endTicks } = bars(tick)
    const grid = gridAt(tick)
    const steps = Math.round((tick - startTicks) / grid)
    return Math.min(startTicks + Math.round(steps * grid), endTicks)
  }
  const startOf = (note: HeardNote): number =>
    isLoose(note) ? snap(note.startTicks) : note.startTicks
  const starts = [...new Set(notes.map(startOf))].sort((a, b) => a - b)
  return notes.map((note) => {
    if (!isLoose(note)) return note
    const startTicks = snap(note.startTicks)
    const endTicks = endOf(snap(note.endTicks), note.endTicks, starts)
    const shortest = startTicks + Math.round(gridAt(startTicks))
    return { ...note, startTicks, endTicks: endTicks > startTicks ? endTicks : shortest }
  })
}

/** A note whose ends are divided differently within half a beat ends with the half beat: no value tells it. */
export function withToldEnd(note: HeardNote, { barAt }: MeterMap): HeardNote {
  const { startTicks: from, endTicks: to } = barAt(note.startTicks)
  const start = note.startTicks - from
  if (note.endTicks >= to || areTold(start, note.endTicks - from)) return note
  return { ...note, endTicks: Math.min(from + halfBeatOf(start) + TICKS_PER_QUARTER / 2, to) }
}

/**
 * Which times are written as they are: those of the plain grid, and those of a tuplet where a note begins in it, another begins
 * or ends in it, and none begins beside it.
 */
function writableTimes(
  notes: readonly HeardNote[],
  bars: (tick: number) => Bar,
): (tick: number) => boolean {
  const [begun, touched, broken] = [new Set<string>(), new Map<string, number>(), new Set<number>()]
  const placeOf = (tick: number): { half: number; division: ReturnType<typeof divisionAt> } => {
    const { startTicks } = bars(tick)
    return {
      half: startTicks + halfBeatOf(tick - startTicks),
      division: divisionAt(tick - startTicks),
    }
  }
  const touch = (tick: number, isStart: boolean): void => {
    const { half, division } = placeOf(tick)
    const key = `${half}:${division}`
    touched.set(key, (touched.get(key) ?? 0) + 1)
    if (isStart) begun.add(key)
  }
  for (const { startTicks, endTicks } of notes) {
    const [start, end] = [placeOf(startTicks), placeOf(endTicks)]
    if (start.division === undefined || end.division === undefined) broken.add(start.half)
    else {
      touch(startTicks, true)
      touch(endTicks, false)
    }
  }
  return (tick) => {
    const { half, division } = placeOf(tick)
    if (division === undefined) return false
    if (division === null || division === "plain") return true
    const key = `${half}:${division}`
    return begun.has(key) && touched.get(key)! > 1 && !broken.has(half)
  }
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
  const starts = new Set(ticks).size
  const costOf = ({ ticks: grid, mustGainTicks }: Grid): number => {
    const misses = ticks.map((tick) => Math.abs(tick - Math.round(tick / grid) * grid))
    return misses.reduce((sum, miss) => sum + miss, 0) / ticks.length + mustGainTicks
  }
  return GRIDS.filter(({ leastStarts }) => starts >= leastStarts).reduce((best, grid) =>
    costOf(grid) < costOf(best) ? grid : best,
  ).ticks
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
