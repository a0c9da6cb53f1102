/** What a gesture is worth: rhythm, expression, variety and ease, each with a person's weight. No technique is asked for. */
import type { ScratchReward } from "#shared/contract/index.ts"
import { BAR_BEATS, type Performance } from "../gestures/index.ts"
import { effortOf } from "./effort.ts"
import { expressionOf } from "./expression.ts"
import { gridScore, inBand, pulseClarity } from "./rhythm.ts"
import { type Sounds, soundsOf } from "./sounds.ts"

export interface Worth {
  /** 0..1. */
  quality: number
  rhythm: number
  expression: number
  variety: number
  effort: number
  sounds: Sounds
}

/** Less of the time than this is silence. */
const LEAST_SOUNDING = 0.08
const LEAST_SOUNDS_A_BEAT = 0.5
/** Of sounds' greatest speeds, a mean: slower ones are a rumble. */
const LEAST_PEAK = 0.25
/** Sounds a second that are still heard one by one. */
const [FEWEST_A_SECOND, MOST_A_SECOND] = [2, 8]
/** Bits of the times between sounds, and of the sounds' strengths. */
const [LEAST_BITS, MOST_BITS] = [0.8, 2.2]

export function worthOf(performance: Performance, weights: ScratchReward): Worth {
  const sounds = soundsOf(performance)
  const beatSeconds = performance.beatMs / 1000
  const barBeats = (performance.speeds.length - performance.barFrom) / performance.beatMs
  const { beats } = sounds
  const grid = gridScore(sounds, beatSeconds)
  const density = inBand(beats.length / (barBeats * beatSeconds), FEWEST_A_SECOND, MOST_A_SECOND, 4)
  const rhythm = 0.5 * grid + 0.3 * pulseClarity(beats, BAR_BEATS, beatSeconds) + 0.2 * density
  const expression = expressionOf(sounds, beatSeconds)
  const variety = varietyOf(beats)
  const effort = effortOf(performance, sounds)
  const parts = { rhythm, expression, variety, effort }
  const quality = isAudible(sounds, barBeats) ? weighed(parts, weights) : 0
  return { quality, ...parts, sounds }
}

/** Nothing is worth anything that cannot be heard, however well it keeps the beat. */
const isAudible = ({ beats, peaks, sounding }: Sounds, barBeats: number): boolean =>
  sounding >= LEAST_SOUNDING &&
  beats.length >= LEAST_SOUNDS_A_BEAT * barBeats &&
  peaks.reduce((sum, peak) => sum + peak, 0) >= LEAST_PEAK * peaks.length

type Parts = Pick<Worth, "rhythm" | "expression" | "variety" | "effort">

function weighed(parts: Parts, weights: ScratchReward): number {
  const sum = weights.rhythm + weights.expression + weights.variety + weights.effort
  if (sum <= 0) return 0
  const { rhythm, expression, variety, effort } = parts
  return (
    (weights.rhythm * rhythm +
      weights.expression * expression +
      weights.variety * variety +
      weights.effort * (1 - effort)) /
    sum
  )
}

/** 0..1: the times between sounds are of some kinds, neither of one alone nor of chance (entropy in a band, four kinds an octave). */
function varietyOf(beats: readonly number[]): number {
  if (beats.length < 3) return 0
  const counts = new Map<number, number>()
  for (let i = 0; i < beats.length; i++) {
    const next = i + 1 < beats.length ? beats[i + 1]! : beats[0]! + BAR_BEATS
    const kind = Math.round(4 * Math.log2(Math.max(1e-3, next - beats[i]!)))
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  let bits = 0
  for (const count of counts.values())
    bits -= (count / beats.length) * Math.log2(count / beats.length)
  // One kind alone is worth half: a steady beat is no fault by itself.
  return inBand(bits, LEAST_BITS, MOST_BITS, 2 * LEAST_BITS)
}
