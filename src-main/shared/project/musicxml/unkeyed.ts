/**
 * Names of pitches where a piece has no key: those that lie nearest to each other on the line of fifths, of the notes of a
 * bar and, half as much, of the whole part, so that F#, A# and C# are a triad and no F#, Bb, C#. Temperley, The Cognition of
 * Basic Musical Structures, 2001, chapter 5 (pitch variance).
 */
import type { Key, MeterMap } from "#shared/music/index.ts"
import type { ScorePart } from "./score.ts"
import { fifthsOf, spelled, spelledFrom, type SpelledPitch } from "./spelling.ts"

/** The name of a pitch that begins at a tick. */
export type Speller = (pitch: number, tick: number) => SpelledPitch

/** Windows from Fb to B#. */
const [FIRST, LAST] = [-8, 1]
const PART_WEIGHT = 0.5
/** Of two that are as near, the one nearer to D, round which the naturals lie; little beside the nearness. */
const [CENTRE, PULL] = [2, 0.05]

export function spellerOf(
  part: Pick<ScorePart, "staves">,
  { barAt }: Pick<MeterMap, "barAt">,
  keyAt: (tick: number) => Key | undefined,
): Speller {
  const windows = new Map<number, number>()
  const windowAt = (tick: number): number => {
    const { bar } = barAt(tick)
    const known = windows.get(bar)
    if (known !== undefined) return known
    const { all, bars } = classesOf(part, barAt)
    const first = bestWindow(bars.get(bar) ?? all, all)
    windows.set(bar, first)
    return first
  }
  return (pitch, tick) => {
    const key = keyAt(tick)
    return key ? spelled(pitch, key) : spelledFrom(pitch, windowAt(tick))
  }
}

interface Classes {
  readonly all: Float64Array
  readonly bars: ReadonlyMap<number, Float64Array>
}

/** Counted once: a score on screen is written a system at a time. */
const counted = new WeakMap<object, Classes>()

/** How often each of the twelve classes begins, in all and in each bar. */
function classesOf(part: Pick<ScorePart, "staves">, barAt: MeterMap["barAt"]): Classes {
  const known = counted.get(part)
  if (known) return known
  const all = new Float64Array(12)
  const bars = new Map<number, Float64Array>()
  for (const { voices } of part.staves)
    for (const { startTicks, notes } of voices.flat()) {
      const { bar } = barAt(startTicks)
      const own = bars.get(bar) ?? new Float64Array(12)
      bars.set(bar, own)
      for (const { pitch } of notes) {
        own[pitch % 12]!++
        all[pitch % 12]!++
      }
    }
  const classes = { all, bars }
  counted.set(part, classes)
  return classes
}

/** The first of the twelve fifths in which notes lie nearest to each other. @param bar @param part counts by class */
export function bestWindow(bar: Float64Array, part: Float64Array): number {
  const [inBar, inPart] = [sum(bar), sum(part)]
  const weights = bar.map(
    (count, at) => count / (inBar || 1) + (PART_WEIGHT * part[at]!) / (inPart || 1),
  )
  let best = { first: FIRST, cost: Infinity }
  for (let first = FIRST; first <= LAST; first++) {
    const cost = costOf(weights, first)
    if (cost < best.cost - 1e-9) best = { first, cost }
  }
  return best.first
}

function costOf(weights: Float64Array, first: number): number {
  const total = sum(weights) || 1
  let [mean, square] = [0, 0]
  weights.forEach((weight, pitch) => {
    const fifths = fifthsOf(pitch, first)
    mean += (weight * fifths) / total
    square += (weight * fifths * fifths) / total
  })
  return square - mean * mean + PULL * (mean - CENTRE) ** 2
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)
