/** A bar of one voice as note values: cut at beats, tied where one note takes several, tuplets in groups. */
import type { Bar } from "#shared/music/index.ts"
import {
  cutsIn,
  isCompound,
  metreOf,
  pulseTicks,
  SHORTEST_TICKS,
  tupletMetre,
  valueOf,
  type Metre,
  type NoteValue,
} from "./note-values.ts"
import { tupletsIn, type Tuplet } from "./tuplets.ts"
import { chordsBetween, type Voice, type WrittenChord } from "./voices.ts"

export interface Piece {
  /** Of the time line. */
  readonly startTicks: number
  readonly endTicks: number
  readonly value: NoteValue
  /** Null for a rest. */
  readonly chord: WrittenChord | null
  readonly tuplet: PieceOfTuplet | null
}

export interface PieceOfTuplet extends Pick<Tuplet, "count" | "normal"> {
  readonly isFirst: boolean
  readonly isLast: boolean
  /** Of one of its notes. */
  readonly type: string
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
  const pulse = { ticks: pulseTicks(bar.meter), isTernary: isCompound(bar.meter) }
  const tuplets = tupletsIn(edges, bar.endTicks - bar.startTicks, pulse)
  const metre = metreOf(bar.meter)
  return cutAt(stretches, tuplets).flatMap((stretch) => {
    const tuplet = tuplets.find(({ from, to }) => stretch.from >= from && stretch.to <= to)
    return tuplet ? inTuplet(stretch, tuplet, bar) : straight(stretch, metre, bar)
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

/** Nothing goes over the edge of a tuplet. */
function cutAt(stretches: readonly Stretch[], tuplets: readonly Tuplet[]): Stretch[] {
  const edges = [...new Set(tuplets.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
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
    ...{ chord, tuplet: null },
  }))
}

/** What the grid does not know cannot be here: the shortest value stands for it all the same. */
const SHORTEST: NoteValue = { type: "128th", dots: 0 }

/** Three in the time of two are told as if each lasted half as long again. */
function inTuplet({ from, to, chord }: Stretch, tuplet: Tuplet, bar: Bar): Piece[] {
  const { count, normal } = tuplet
  const exact = (tick: number): number => ((tick - tuplet.from) * count) / normal
  const told = (tick: number): number => Math.round(exact(tick) / SHORTEST_TICKS) * SHORTEST_TICKS
  const one = exact(tuplet.to) / count
  const cuts = cutsIn(told(from), told(to), tupletMetre(count, one), chord === null)
  const places = [
    { tick: from, told: told(from) },
    ...cuts.map((cut) => ({ tick: Math.round(tuplet.from + (cut * normal) / count), told: cut })),
    { tick: to, told: told(to) },
  ]
  return places.slice(1).map((end, i) => {
    const start = places[i]!
    return {
      startTicks: bar.startTicks + start.tick,
      endTicks: bar.startTicks + end.tick,
      value: valueOf(end.told - start.told) ?? SHORTEST,
      chord,
      tuplet: {
        ...{ count, normal, type: valueOf(one)!.type },
        ...{ isFirst: start.tick === tuplet.from, isLast: end.tick === tuplet.to },
      },
    }
  })
}

function pairsOf(ticks: readonly number[]): [number, number][] {
  return ticks.slice(1).map((tick, i) => [ticks[i]!, tick])
}
