/** One round of practice: what was played against its target, every cut and stroke with its error. */
import type { Gesture } from "#shared/gesture/index.ts"
import { align } from "./align.ts"
import { marksOf, marksOfLoop, type Mark } from "./marks.ts"

export interface TimedMark extends Mark {
  /** Played later is positive; null: missed. */
  errorMs: number | null
}

export interface PracticeGroup {
  /** The target's, in the order of time. */
  marks: readonly TimedMark[]
  /** Of those that were hit; null where none was. */
  meanMs: number | null
  /** Standard deviation. */
  spreadMs: number | null
  missed: number
  /** Played where the target has none. */
  extra: readonly Mark[]
}

export interface PracticeRound {
  strokes: PracticeGroup
  cuts: PracticeGroup
  /** Taken off every error; 0 unless that was asked for. */
  offsetMs: number
}

export interface PracticeOptions {
  /** Marks farther apart are not the same. */
  windowSeconds?: number
  /** Judge the rhythm in itself: by how much all of it is late, in the middle, is taken off. */
  isOffsetRemoved?: boolean
}

const WINDOW_SECONDS = 0.15
/** Of the target's usual stroke: what goes less far is a tremor. */
const LEAST_SHARE = 0.15

/**
 * @param target goes round: what lies over its ends is compared with the round before and after
 * @param played in the target's time: its second 0 is the round's. It may begin before, and end after
 */
export function practiceRound(
  target: Gesture,
  played: Gesture,
  { windowSeconds = WINDOW_SECONDS, isOffsetRemoved = false }: PracticeOptions = {},
): PracticeRound {
  const wanted = marksOfLoop(target)
  const heard = marksOf(played, leastExtent(target))
  const round = target.durationSeconds
  const group = (of: "strokes" | "cuts", offsetSeconds: number): PracticeGroup =>
    groupOf(wanted[of], heard[of], { round, windowSeconds, offsetSeconds })
  const found = { strokes: group("strokes", 0), cuts: group("cuts", 0) }
  if (!isOffsetRemoved) return { ...found, offsetMs: 0 }
  const errors = [...found.strokes.marks, ...found.cuts.marks].flatMap(
    ({ errorMs }) => errorMs ?? [],
  )
  const offsetMs = median(errors)
  return {
    strokes: group("strokes", offsetMs / 1000),
    cuts: group("cuts", offsetMs / 1000),
    offsetMs,
  }
}

function leastExtent(target: Gesture): number {
  const { points } = target
  let [low, high] = [0, 0]
  for (const { positionTurns } of points) {
    low = Math.min(low, positionTurns - points[0]!.positionTurns)
    high = Math.max(high, positionTurns - points[0]!.positionTurns)
  }
  return (high - low) * 1.8 * LEAST_SHARE
}

interface Placing {
  round: number
  windowSeconds: number
  offsetSeconds: number
}

function groupOf(
  target: readonly Mark[],
  played: readonly Mark[],
  { round, windowSeconds, offsetSeconds }: Placing,
): PracticeGroup {
  // Its neighbours of the rounds before and after take what was meant for them.
  const shifted = (by: number): Mark[] =>
    target.map((mark) => ({ ...mark, timeSeconds: mark.timeSeconds + by }))
  const isNear = ({ timeSeconds }: Mark): boolean =>
    timeSeconds >= -windowSeconds && timeSeconds < round + windowSeconds
  const before = shifted(-round).filter(isNear)
  const all = [...before, ...target, ...shifted(round).filter(isNear)]
  const heard = played
    .map((mark) => ({ ...mark, timeSeconds: mark.timeSeconds - offsetSeconds }))
    .filter(isNear)
  const partners = align(all, heard, windowSeconds)
  const marks = target.map((mark, i) => {
    const partner = heard[partners[before.length + i]!]
    return { ...mark, errorMs: partner ? (partner.timeSeconds - mark.timeSeconds) * 1000 : null }
  })
  const taken = new Set(partners)
  const errors = marks.flatMap(({ errorMs }) => errorMs ?? [])
  const meanMs = errors.length > 0 ? mean(errors) : null
  return {
    ...{ marks, meanMs, missed: marks.length - errors.length },
    spreadMs: meanMs === null ? null : Math.sqrt(mean(errors.map((each) => (each - meanMs) ** 2))),
    extra: heard.filter(
      ({ timeSeconds }, i) => !taken.has(i) && timeSeconds >= 0 && timeSeconds < round,
    ),
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
