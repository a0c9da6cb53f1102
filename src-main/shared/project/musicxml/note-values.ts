/** Note values as notation has them, and how a stretch of a bar is told in them so that its beats can be seen. */
import { barTicks, beatTicks, type MeterPoint } from "#shared/music/index.ts"

export interface NoteValue {
  /** As MusicXML names it. */
  readonly type: string
  readonly dots: 0 | 1
}

const TYPES: readonly (readonly [type: string, ticks: number])[] = [
  ["breve", 7680],
  ["whole", 3840],
  ["half", 1920],
  ["quarter", 960],
  ["eighth", 480],
  ["16th", 240],
  ["32nd", 120],
  ["64th", 60],
  ["128th", 30],
]
export const SHORTEST_TICKS = 30

const VALUES = new Map<number, NoteValue>([
  ...TYPES.map(([type, ticks]) => [ticks * 1.5, { type, dots: 1 }] as const),
  ...TYPES.map(([type, ticks]) => [ticks, { type, dots: 0 }] as const),
])

export function valueOf(ticks: number): NoteValue | undefined {
  return VALUES.get(ticks)
}

/** The length of a value by its name; undefined for names that there are not. */
export function valueTicks(type: string, dots: 0 | 1): number | undefined {
  const ticks = TYPES.find(([name]) => name === type)?.[1]
  return ticks === undefined || dots === 0 ? ticks : ticks * 1.5
}

/** Lengths whose multiples are ever weaker places of a bar: the bar, its half, the beat, its half … */
export interface Metre {
  readonly levels: readonly number[]
}

/** The beat as it is counted: three eighths in 6/8. */
export function pulseTicks(meter: MeterPoint): number {
  return beatTicks(meter) * (isCompound(meter) ? 3 : 1)
}

/** Whether its beats have three parts. */
export function isCompound({ numerator, denominator }: MeterPoint): boolean {
  return numerator > 3 && numerator % 3 === 0 && denominator >= 8
}

export function metreOf(meter: MeterPoint): Metre {
  const beat = beatTicks(meter)
  const pulse = pulseTicks(meter)
  const levels = [barTicks(meter)]
  for (let half = levels[0]! / 2; half > pulse && half % pulse === 0; half /= 2) levels.push(half)
  if (pulse > beat) levels.push(pulse)
  return withHalves(levels, beat)
}

/** The inside of a tuplet, told as so many straight notes of a length. */
export function tupletMetre(count: number, oneTicks: number): Metre {
  return withHalves([count * oneTicks], count === 4 ? 2 * oneTicks : oneTicks)
}

function withHalves(levels: number[], from: number): Metre {
  for (let each = from; each >= SHORTEST_TICKS; each /= 2)
    if (each < levels.at(-1)!) levels.push(each)
  return { levels }
}

/**
 * Where a stretch is cut so that each piece is one note value that hides no stronger beat than notation may hide: ticks
 * between `from` and `to`. All count from the bar's (or tuplet's) start, and are multiples of a 128th.
 */
export function cutsIn(from: number, to: number, metre: Metre, isRest: boolean): number[] {
  if (isOneValue(from, to, metre, isRest)) return []
  const inside = strongestInside(from, to, metre)
  const first = inside.ticks.findLast((cut) => isOneValue(from, cut, metre, isRest))
  const cut = first ?? inside.ticks[0]
  if (cut === undefined) return []
  return [...cutsIn(from, cut, metre, isRest), cut, ...cutsIn(cut, to, metre, isRest)]
}

function isOneValue(from: number, to: number, metre: Metre, isRest: boolean): boolean {
  const value = valueOf(to - from)
  if (!value) return false
  const { level } = strongestInside(from, to, metre)
  const { levels } = metre
  if (level >= levels.length) return true
  const [start, end] = [strengthOf(from, metre), strengthOf(to, metre)]
  const crossed = levels[level] ?? 0
  const hidesPulse = crossed === 3 * (levels[level + 1] ?? 0)
  if (isRest) return isOneRest(value, to - from, { start, end, level, levels })
  // Where a beat has three parts, only values that begin and end on beats may go over one.
  if (hidesPulse) return start <= level && end <= level
  if (start <= level || end <= level) return true
  const isSyncope = start - 1 <= level && end - 1 <= level && to - from <= crossed
  return value.dots === 0 && isSyncope
}

interface Place {
  /** Strengths of its start, its end and the strongest place inside. */
  readonly start: number
  readonly end: number
  readonly level: number
  readonly levels: readonly number[]
}

/** Rests show every beat: a dotted one stands only for a whole beat of three parts. */
function isOneRest(
  { dots }: NoteValue,
  ticks: number,
  { start, end, level, levels }: Place,
): boolean {
  const crossed = levels[level] ?? 0
  const isTernary = level > 0 && levels[level - 1] === 3 * crossed
  if (dots === 1) return isTernary && start < level && end < level
  return start <= level && !(isTernary && ticks > crossed)
}

/** 0 is strongest; beyond the last level where no level has it. */
function strengthOf(tick: number, { levels }: Metre): number {
  const found = levels.findIndex((length) => tick % length === 0)
  return found < 0 ? levels.length : found
}

function strongestInside(
  from: number,
  to: number,
  { levels }: Metre,
): { level: number; ticks: number[] } {
  for (const [level, length] of levels.entries()) {
    const ticks: number[] = []
    for (let tick = (Math.floor(from / length) + 1) * length; tick < to; tick += length)
      ticks.push(tick)
    if (ticks.length > 0) return { level, ticks }
  }
  return { level: levels.length, ticks: [] }
}
