/** Where a bar of one voice needs tuplets: spans in which something begins or ends off every straight grid. */
import { TICKS_PER_QUARTER as BEAT } from "#shared/music/index.ts"

/** A 64th, and a third of a 16th: the finest that are written of these. */
export const FINEST_STRAIGHT_TICKS = 60
const FINEST_TRIPLET_TICKS = 80

export interface Tuplet {
  /** From the bar's start. */
  readonly from: number
  readonly to: number
  /** So many in the time of so many. */
  readonly count: Count
  readonly normal: 2 | 3 | 4 | 6
}

export interface Pulse {
  readonly ticks: number
  readonly isTernary: boolean
}

type Count = 2 | 3 | 4 | 5 | 6 | 7

/** What notation divides half a beat by: "plain" is halves and thirds, of which one voice may have both. */
export type Division = "plain" | 5 | 7

/** Within half a beat a voice has one division; its edges belong to all. */
const HALF_BEAT = BEAT / 2

/** @param ticks from the bar's start @returns undefined for what is never written, null for a place of every division */
export function divisionAt(ticks: number): Division | null | undefined {
  const within = ticks % HALF_BEAT
  if (within === 0) return null
  if (within % FINEST_STRAIGHT_TICKS === 0 || within % FINEST_TRIPLET_TICKS === 0) return "plain"
  return ([5, 7] as const).find((count) => isOn(within, HALF_BEAT / count))
}

/** Whether one voice can tell both. @param ticks of one bar, from its start */
export function areTold(ticks: number, others: number): boolean {
  const [one, other] = [divisionAt(ticks), divisionAt(others)]
  return one === null || other === null || one === other || halfBeatOf(ticks) !== halfBeatOf(others)
}

export function halfBeatOf(ticks: number): number {
  return Math.floor(ticks / HALF_BEAT) * HALF_BEAT
}

/**
 * @param edges inside of the bar, ascending, from its start
 * @param pulse of the meter: where it has three parts, halves and quarters of it are duplets and quadruplets
 */
export function tupletsIn(edges: readonly number[], barTicks: number, pulse: Pulse): Tuplet[] {
  const even = pulse.isTernary ? evenIn(edges, barTicks, pulse.ticks) : []
  if (edges.every(isStraight)) return even
  const found: Tuplet[] = []
  for (let at = 0; at < barTicks;) {
    const next = even.find(({ from }) => from >= at)
    const end = next?.from ?? barTicks
    const wide = next?.from === at ? next : wideAt(edges, at, end)
    const to = wide?.to ?? at + spanFrom(at, end)
    found.push(...(wide ? [wide] : inSpan(edges, at, to)))
    at = to
  }
  return found
}

/** Beats of three parts that are divided by two or four: two eighths in the time of three, four 16ths in that of six. */
function evenIn(edges: readonly number[], barTicks: number, pulseTicks: number): Tuplet[] {
  const found: Tuplet[] = []
  for (let from = 0; from + pulseTicks <= barTicks; from += pulseTicks) {
    const to = from + pulseTicks
    const within = inside(edges, from, to).map((edge) => edge - from)
    const areOn = (parts: number): boolean =>
      within.every((edge) => (edge * parts) % pulseTicks === 0)
    if (within.length === 0 || !areOn(4)) continue
    found.push(areOn(2) ? { from, to, count: 2, normal: 3 } : { from, to, count: 4, normal: 6 })
  }
  return found
}

/** Over four beats, or two: only of whole notes of the tuplet. */
function wideAt(edges: readonly number[], at: number, barTicks: number): Tuplet | undefined {
  for (const span of [4 * BEAT, 2 * BEAT]) {
    const within = inside(edges, at, at + span)
    if (at % span > 0 || at + span > barTicks || within.every(isStraight)) continue
    const count = ([3, 5, 7] as const).find((each) =>
      within.every((edge) => isOn(edge - at, span / each)),
    )
    if (count) return tupletOf(at, at + span, count)
  }
  return undefined
}

/** A beat; less where the bar ends before. */
function spanFrom(at: number, barTicks: number): number {
  return [BEAT, BEAT / 2, BEAT / 4].find((ticks) => at + ticks <= barTicks) ?? barTicks - at
}

/** The whole span, or its halves where something begins or ends in its middle, or where they are divided differently. */
function inSpan(edges: readonly number[], from: number, to: number): Tuplet[] {
  const middle = (from + to) / 2
  const count = countOf(edges, from, to)
  const isSplit = inside(edges, from, to).includes(middle) || count === undefined
  if (!isSplit) return count === 0 ? [] : [tupletOf(from, to, count)]
  const halves = [
    { from, to: middle },
    { from: middle, to },
  ].flatMap((half) => {
    const each = countOf(edges, half.from, half.to) ?? 3
    return each === 0 ? [] : [tupletOf(half.from, half.to, each)]
  })
  const isSextuplet =
    halves.length === 2 &&
    inside(edges, from, to).every((edge) => isOn(edge - from, (to - from) / 6))
  return isSextuplet ? [tupletOf(from, to, 6)] : halves
}

/** What divides all that is in a span; 0 where halves do, undefined where nothing does. */
function countOf(edges: readonly number[], from: number, to: number): 0 | 3 | 5 | 7 | undefined {
  const within = inside(edges, from, to)
  if (within.every(isStraight)) return 0
  if (within.every((edge) => divisionAt(edge) === null || divisionAt(edge) === "plain")) return 3
  return ([5, 7] as const).find((count) =>
    within.every((edge) => isOn(edge - from, (to - from) / count / 2)),
  )
}

function tupletOf(from: number, to: number, count: Count): Tuplet {
  return { from, to, count, normal: count === 3 ? 2 : 4 }
}

const isStraight = (tick: number): boolean => tick % FINEST_STRAIGHT_TICKS === 0

/** Ticks are whole and sevenths are not: the nearest ones count, and those of a file with half as many ticks. */
function isOn(ticks: number, step: number): boolean {
  return Math.abs(ticks - Math.round(ticks / step) * step) < 1
}

function inside(edges: readonly number[], from: number, to: number): number[] {
  return edges.filter((edge) => edge > from && edge < to)
}
