/**
 * Where a take really begins and ends. Before what is meant a hand is laid on the record, tries a little, or takes it over from
 * the motor; behind it the record creeps back or runs on. None of that is a stroke.
 */
import { withoutSmall, turnsOf, type Turn } from "./turns.ts"

export interface Curve {
  times: Float64Array
  values: Float64Array
}

/** From where to where a stroke goes. */
export interface Span {
  from: Turn
  to: Turn
}

/** What turns back by less of what the hand usually does is noise. */
const NOISE = 0.02
const SMALL = 0.2
const SMALL_END = 0.33
/** Of its way that a stroke creeps before and after. */
export const CREEP = 0.04
/** So many strokes that follow say how far a hand goes that means it. */
const FOLLOWING = 5

/** @param usual how far the record goes within most seconds, in turns */
export function spansOf(curve: Curve, usual: number): Span[] {
  const turns = turnsOf(curve.values, NOISE * usual)
  const byHand = fromBothEnds(curve, turns, withoutRunning)
  const whole = withoutSmall(byHand, SMALL, SMALL_END)
  const meant = fromBothEnds(curve, whole, withoutTries)
  return meant.slice(1).map((to, i) => ({ from: meant[i]!, to }))
}

type Cut = (curve: Curve, turns: readonly Turn[]) => readonly Turn[]

function fromBothEnds(curve: Curve, turns: readonly Turn[], cut: Cut): readonly Turn[] {
  const begun = cut(curve, turns)
  // The cut looks at no more of them.
  const last = begun.slice(-2 * FOLLOWING)
  const end = part(curve, last[0]?.index ?? 0)
  const rest = begun.slice(0, begun.length - last.length)
  return [...rest, ...mirrored(curve, cut(backwards(end), mirrored(curve, last)))]
}

const part = ({ times, values }: Curve, from: number): Curve => ({
  ...{ times: times.subarray(from), values: values.subarray(from) },
})

const backwards = ({ times, values }: Curve): Curve => ({
  times: times.map((seconds) => -seconds).reverse(),
  values: values.toReversed(),
})

const mirrored = ({ times }: Curve, turns: readonly Turn[]): Turn[] =>
  turns.map(({ index, value }) => ({ index: times.length - 1 - index, value })).reverse()

const startingAt = ({ values }: Curve, index: number, turns: readonly Turn[]): Turn[] => [
  ...[{ index, value: values[index]! }, ...turns.slice(1)],
]

const wayAfter = (turns: readonly Turn[], i: number): number =>
  Math.abs((turns[i + 1]?.value ?? NaN) - turns[i]!.value)

/** Without what the motor turned before a hand did; two strokes stay at least. */
function withoutRunning(curve: Curve, turns: readonly Turn[]): readonly Turn[] {
  const [first, second, third] = turns
  if (!first || !second || !third) return turns
  const even = runningUntil(curve, [first, second, third])
  if (even === null) return turns
  const left = startingAt(curve, even, turns)
  if (wayAfter(left, 0) >= SMALL_END * wayAfter(left, 1)) return left
  return turns.length > 3 ? turns.slice(1) : turns
}

/** Of the time of what follows, that a hand rests when it has tried. */
const REST = 0.8

/** Without small strokes before a rest, and without the part of a stroke that is only laid on. */
function withoutTries(curve: Curve, turns: readonly Turn[]): readonly Turn[] {
  let begin = 0
  for (let at = 1; at <= FOLLOWING && at < turns.length - 2; at++) {
    const furthest = Math.max(
      ...turns.slice(at, at + FOLLOWING).map((_, i) => wayAfter(turns, at + i) || 0),
    )
    if (wayAfter(turns, at - 1) >= SMALL_END * furthest) break
    if (restsAt(curve, turns, at) || slowUntil(curve, turns[at]!, turns[at + 1]!) !== null)
      begin = at
  }
  const left = turns.slice(begin)
  const slow = left.length > 1 ? slowUntil(curve, left[0]!, left[1]!) : null
  return slow === null ? left : startingAt(curve, slow, left)
}

function restsAt({ times, values }: Curve, turns: readonly Turn[], at: number): boolean {
  const [before, turn, after] = turns.slice(at - 1, at + 2) as [Turn, Turn, Turn]
  const done = ({ value }: Turn, i: number): number =>
    (values[i]! - turn.value) / (value - turn.value)
  let [last, first] = [turn.index, turn.index]
  while (last > before.index && done(before, last) < CREEP) last--
  while (first < after.index && done(after, first) < CREEP) first++
  return times[first]! - times[last]! > REST * (times[after.index]! - times[first]!)
}

/** Most of a stroke's way that may go before it; how long it takes beside the rest, at least; how much slower that is. */
const MOST_BEFORE = 0.35
const LEAST_TIME = 0.35
const SLOWER = 4

/** Up to where a stroke goes a little and rests, or creeps; null where it begins at once. */
function slowUntil({ times, values }: Curve, from: Turn, to: Turn): number | null {
  const way = to.value - from.value
  const done = (i: number): number => (values[i]! - from.value) / way
  let [first, last] = [from.index, to.index]
  while (first < last && done(first) < CREEP) first++
  while (last > first && done(last) > 1 - CREEP) last--
  const seconds = times[last]! - times[first]!
  let [best, slowest] = [null as number | null, SLOWER]
  for (let i = first + 1; i < last && done(i) <= MOST_BEFORE; i++) {
    const before = times[i]! - times[first]!
    const longer = before / (seconds - before)
    const slower = (longer * (1 - done(i))) / Math.max(1e-9, done(i) - CREEP)
    if (longer < LEAST_TIME || slower < slowest) continue
    best = i
    slowest = slower
  }
  return best
}

/** How straight the way of a record is that its motor turns, of that way; in so many steps it is looked for. */
const STRAIGHT = 0.015
const STEPS = 24
/** What follows is a hand's if it is so much faster, or if the motor turned for so much longer than a stroke takes. */
const FASTER = 1.25
const LONGER = 1.5

/** Up to where it goes evenly, as no hand begins; null where it does not. */
function runningUntil(curve: Curve, [from, to, next]: readonly [Turn, Turn, Turn]): number | null {
  const { times, values } = curve
  const seconds = times[to.index]! - times[from.index]!
  let [even, at] = [from.index, from.index]
  for (let step = 1; step <= STEPS; step++) {
    const until = times[from.index]! + (seconds * step) / STEPS
    while (at < to.index && times[at]! < until) at++
    if (at - from.index > 2 && isStraight(curve, from.index, at)) even = at
  }
  const ran = times[even]! - times[from.index]!
  if (!(ran > LEAST_TIME * (seconds - ran))) return null
  if (ran > LONGER * (times[next.index]! - times[to.index]!)) return even
  const speed = (values[even]! - from.value) / ran
  const after = (to.value - values[even]!) / (seconds - ran)
  return after / speed > FASTER ? even : null
}

function isStraight({ times, values }: Curve, from: number, to: number): boolean {
  const way = values[to]! - values[from]!
  const speed = way / (times[to]! - times[from]!)
  const most = STRAIGHT * Math.abs(way)
  for (let i = from + 1; i < to; i++)
    if (Math.abs(values[from]! + speed * (times[i]! - times[from]!) - values[i]!) > most)
      return false
  return true
}
