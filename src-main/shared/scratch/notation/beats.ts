/** A tempo heard out of onsets, where they have one. Strokes begin on the grid; clicks divide them by any number. */
import type { NotationBeats } from "./model.ts"

const FROM_BPM = 66
const TO_BPM = 132
const STEP_BPM = 0.25
const FINE_BPM = 0.02
/** Fewer say nothing. */
const LEAST_ONSETS = 8
/** A tempo is heard in the first of them; an hour has no one tempo. */
const MOST_ONSETS = 256
/** How evenly chance onsets lie at best, times the root of their number; above it and above what stays they have a tempo. */
const CHANCE = 2.2
const LEAST_EVENNESS = 0.5
const BEATS_PER_BAR = 4
/** How much onsets on beats, eighths and sixteenths speak for a tempo. */
const LEVELS = [
  [1, 0.1],
  [2, 0.2],
  [4, 0.7],
] as const

/** null where there are too few, or they lie anyhow. */
export function beatsIn(onsets: readonly number[]): NotationBeats | null {
  const heard = onsets.slice(0, MOST_ONSETS)
  if (heard.length < LEAST_ONSETS) return null
  const rough = bestOf(heard, FROM_BPM, TO_BPM, STEP_BPM)
  if (rough.score < Math.max(LEAST_EVENNESS, CHANCE / Math.sqrt(heard.length))) return null
  const { tempoBpm } = bestOf(heard, rough.tempoBpm - STEP_BPM, rough.tempoBpm + STEP_BPM, FINE_BPM)
  const beat = 60 / tempoBpm
  const phase = phaseOf(heard, beat)
  const first = heard[0]!
  const firstBeatSeconds = phase + Math.round((first - phase) / beat) * beat
  return { tempoBpm, firstBeatSeconds, beatsPerBar: BEATS_PER_BAR, isEstimated: true }
}

function bestOf(onsets: readonly number[], from: number, to: number, step: number) {
  let best = { score: 0, tempoBpm: from }
  for (let tempoBpm = from; tempoBpm < to; tempoBpm += step) {
    const score = scoreOf(onsets, tempoBpm)
    if (score > best.score) best = { score, tempoBpm }
  }
  return best
}

const scoreOf = (onsets: readonly number[], bpm: number): number =>
  LEVELS.reduce(
    (sum, [parts, weight]) => sum + weight * sumOf(onsets, (bpm / 60) * parts).length,
    0,
  )

/** The mean of onsets as hands of a clock that goes round so many times a second. */
function sumOf(onsets: readonly number[], hertz: number): { length: number; angle: number } {
  let [x, y] = [0, 0]
  for (const onset of onsets) {
    const angle = 2 * Math.PI * hertz * onset
    x += Math.cos(angle)
    y += Math.sin(angle)
  }
  return { length: Math.hypot(x, y) / onsets.length, angle: Math.atan2(y, x) }
}

/** Of the four sixteenths the beat is the one on which most onsets lie. */
function phaseOf(onsets: readonly number[], beat: number): number {
  const sixteenth = beat / 4
  const { angle } = sumOf(onsets, 1 / sixteenth)
  const grid = (angle / (2 * Math.PI)) * sixteenth
  const weights = [0, 0, 0, 0]
  for (const onset of onsets) {
    const step = Math.round((onset - grid) / sixteenth)
    weights[((step % 4) + 4) % 4]! += 1
  }
  return grid + weights.indexOf(Math.max(...weights)) * sixteenth
}
