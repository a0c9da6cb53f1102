/** A bar of one voice as note values: cut at beats, tied where one note takes several, triplets in groups. */
import type { Bar } from "#shared/music/index.ts"
import {
  cutsIn,
  metreOf,
  tripletMetre,
  valueOf,
  type Metre,
  type NoteValue,
} from "./note-values.ts"
import { tripletsIn, type Triplet } from "./triplets.ts"
import { chordsBetween, type Voice, type WrittenChord } from "./voices.ts"

export interface Piece {
  /** Of the time line. */
  readonly startTicks: number
  readonly endTicks: number
  readonly value: NoteValue
  /** Null for a rest. */
  readonly chord: WrittenChord | null
  readonly triplet: { readonly isFirst: boolean; readonly isLast: boolean; type: string } | null
}

interface Stretch {
  /** From the bar's start. */
  readonly from: number
  readonly to: number
  readonly chord: WrittenChord | null
}

/** All of the bar, silence as rests. */
export function piecesOf(voice: Voice, bar: Bar): Piece[] {
  const stretches = stretchesIn(voice, bar)
  const edges = stretches.map(({ from }) => from).slice(1)
  const triplets = tripletsIn(edges, bar.endTicks - bar.startTicks)
  const metre = metreOf(bar.meter)
  return cutAt(stretches, triplets).flatMap((stretch) => {
    const triplet = triplets.find(({ from, to }) => stretch.from >= from && stretch.to <= to)
    return triplet ? inTriplet(stretch, triplet, bar) : straight(stretch, metre, bar)
  })
}

function stretchesIn(voice: Voice, { startTicks, endTicks }: Bar): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  const addRestTo = (to: number): void => {
    if (to > at) stretches.push({ from: at, to, chord: null })
  }
  for (const chord of chordsBetween(voice, startTicks, endTicks)) {
    const from = Math.max(chord.startTicks, startTicks) - startTicks
    const to = Math.min(chord.endTicks, endTicks) - startTicks
    addRestTo(from)
    stretches.push({ from, to, chord })
    at = to
  }
  addRestTo(endTicks - startTicks)
  return stretches
}

/** Nothing goes over the edge of a triplet. */
function cutAt(stretches: readonly Stretch[], triplets: readonly Triplet[]): Stretch[] {
  const edges = [...new Set(triplets.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  return stretches.flatMap(({ from, to, chord }) => {
    const cuts = edges.filter((edge) => edge > from && edge < to)
    return pairsOf([from, ...cuts, to]).map(([start, end]) => ({ from: start, to: end, chord }))
  })
}

function straight({ from, to, chord }: Stretch, metre: Metre, bar: Bar): Piece[] {
  const cuts = cutsIn(from, to, metre, chord === null)
  return pairsOf([from, ...cuts, to]).map(([start, end]) => ({
    startTicks: bar.startTicks + start,
    endTicks: bar.startTicks + end,
    value: valueOf(end - start) ?? SHORTEST,
    ...{ chord, triplet: null },
  }))
}

/** What the grid does not know cannot be here: the shortest value stands for it all the same. */
const SHORTEST: NoteValue = { type: "128th", dots: 0 }

/** Three in the time of two: told as if each lasted half as long again. */
function inTriplet({ from, to, chord }: Stretch, triplet: Triplet, bar: Bar): Piece[] {
  const told = (tick: number): number => ((tick - triplet.from) * 3) / 2
  const oneOfThree = told(triplet.to) / 3
  const cuts = cutsIn(told(from), told(to), tripletMetre(oneOfThree), chord === null)
  const type = valueOf(oneOfThree)!.type
  return pairsOf([told(from), ...cuts, told(to)]).map(([start, end]) => ({
    startTicks: bar.startTicks + triplet.from + (start * 2) / 3,
    endTicks: bar.startTicks + triplet.from + (end * 2) / 3,
    value: valueOf(end - start) ?? SHORTEST,
    chord,
    triplet: { isFirst: start === 0, isLast: end === told(triplet.to), type },
  }))
}

function pairsOf(ticks: readonly number[]): [number, number][] {
  return ticks.slice(1).map((tick, i) => [ticks[i]!, tick])
}
