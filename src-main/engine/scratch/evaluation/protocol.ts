/**
 * How many techniques a machine found that was shown none (scratch.md 6.6). The rules that name them are frozen and never asked
 * while it searches. From every seed 200 bars are drawn at each of three tempi; a technique counts where a bar is named with a
 * margin, for three rounds at least, is heard, and is named the same when the hands are off by chance and by 5 ms.
 */
import { seededRandom, type Random } from "#shared/music/random.ts"
import type { Gesture } from "#shared/gesture/index.ts"
import type { Technique } from "#shared/contract/index.ts"
import { readScratch } from "#shared/scratch/index.ts"
import { firstStrokes, gestureOfPerformance, type Performance } from "../gestures/index.ts"
import { soundsOf } from "../reward/index.ts"

export const TARGETS: readonly Technique[] = [
  ...(["baby", "scribble", "tear", "forward", "chirp"] as const),
  ...(["transformer", "stab", "flare1", "flare2", "crab"] as const),
]
export const TEMPI = [75, 95, 115] as const
export const BARS = 200
const READ_STROKES = 8
/** Two strokes are a round. */
const LEAST_STROKES = 6
const MARGIN = 0.2
const LEAST_SOUNDING = 0.08
const OFF_SECONDS = 0.005
/** Of the hand, which drifts by as much. */
const KNOT_SECONDS = 0.1
/** How often it has to be named the same, with other chance. */
const AGAIN = 2

/** Who is measured: bars by number, played with the chance of a seed. */
export interface Musician {
  /** So many there are to draw from. */
  count: number
  play(bars: readonly number[], bpm: number, seed: number): Performance[]
}

export interface Found {
  technique: Technique
  /** Bars in which it counts. */
  bars: number
}

/** The techniques that count, of all tempi together, in the order of TARGETS. */
export function techniquesOf(musician: Musician, seed: number, bars = BARS): Found[] {
  const found = new Map<Technique, number>()
  for (const bpm of TEMPI) {
    const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ bpm)
    const drawn = Array.from({ length: bars }, () => Math.floor(random() * musician.count))
    for (const technique of countedIn(musician, drawn, bpm, random))
      found.set(technique, (found.get(technique) ?? 0) + 1)
  }
  return TARGETS.flatMap((technique) => {
    const count = found.get(technique)
    return count === undefined ? [] : [{ technique, bars: count }]
  })
}

/** One for each bar that counts. */
function countedIn(
  musician: Musician,
  drawn: readonly number[],
  bpm: number,
  random: Random,
): Technique[] {
  let left = drawn.map((bar) => ({ bar, name: null as Technique | null }))
  for (let time = 0; time <= AGAIN && left.length > 0; time++) {
    const seed = Math.floor(random() * 2 ** 31)
    const performances = musician.play(
      left.map(({ bar }) => bar),
      bpm,
      seed,
    )
    left = performances.flatMap((performance, at) => {
      const { bar, name } = left[at]!
      const heard = nameOf(performance, time === 0 ? null : random)
      return heard !== null && (time === 0 || heard === name) ? [{ bar, name: heard }] : []
    })
  }
  return left.map(({ name }) => name!)
}

/** Null where it does not count. @param random moves it by up to 5 ms */
function nameOf(performance: Performance, random: Random | null): Technique | null {
  if (soundsOf(performance).sounding < LEAST_SOUNDING) return null
  const bar = firstStrokes(gestureOfPerformance(performance), READ_STROKES)
  const gesture = random ? movedByChance(bar, random) : bar
  const { technique, confidence, alternatives, strokes } = readScratch(gesture, { openEnd: "high" })
  const margin = confidence - (alternatives[0]?.confidence ?? 0)
  const counts = margin >= MARGIN && strokes >= LEAST_STROKES
  return counts && technique !== null && TARGETS.includes(technique) ? technique : null
}

/** Every move of the fader up to 5 ms early or late; the record's way up to 5 ms, which drifts. */
export function movedByChance(gesture: Gesture, random: Random): Gesture {
  const knots = Array.from(
    { length: Math.ceil(gesture.durationSeconds / KNOT_SECONDS) + 2 },
    () => OFF_SECONDS * (2 * random() - 1),
  )
  const drift = (seconds: number): number => {
    const at = seconds / KNOT_SECONDS
    const [one, other] = [knots[Math.floor(at)] ?? 0, knots[Math.floor(at) + 1] ?? 0]
    return one + (other - one) * (at - Math.floor(at))
  }
  const points = gesture.points.map(({ timeSeconds, positionTurns }) => ({
    ...{ timeSeconds: timeSeconds + drift(timeSeconds), positionTurns },
  }))
  let [late, way] = [0, 0]
  const fader = gesture.fader.map(({ timeSeconds, value }, i) => {
    const next = Math.sign(value - (gesture.fader[i - 1]?.value ?? value))
    if (next !== way) late = OFF_SECONDS * (2 * random() - 1)
    way = next
    return { timeSeconds: timeSeconds + late, value }
  })
  const rising = fader.toSorted((one, other) => one.timeSeconds - other.timeSeconds)
  return { ...gesture, points, fader: rising }
}
