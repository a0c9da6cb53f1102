/** What a hand adds to the grid: timing that is the same each time, swing, and sounds that differ in strength. */
import { offGrid } from "./rhythm.ts"
import type { Sounds } from "./sounds.ts"

const CONSISTENT_SECONDS = 0.012
/** Of the peaks' speeds: standard deviation over mean, in which accents are heard. */
const [LEAST_ACCENT, MOST_ACCENT] = [0.12, 0.6]

/** 0..1. */
export function expressionOf(sounds: Sounds, beatSeconds: number): number {
  if (sounds.beats.length < 2) return 0
  const timing = consistency(sounds.beats, beatSeconds)
  return (timing + swingScore(sounds.beats) + accents(sounds.peaks)) / 3
}

/** 1 where what lies beside the grid lies so in every beat; 0 where it is chance. */
function consistency(beats: readonly number[], beatSeconds: number): number {
  const bySlot = new Map<number, number[]>()
  for (const beat of beats) {
    const off = offGrid(beat)
    const slot = Math.round(12 * (beat - off)) % 12
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), off * beatSeconds])
  }
  let [sum, count] = [0, 0]
  for (const offs of bySlot.values()) {
    if (offs.length < 2) continue
    const mean = offs.reduce((total, off) => total + off, 0) / offs.length
    for (const off of offs) sum += (off - mean) ** 2
    count += offs.length
  }
  if (count === 0) return 0
  return Math.exp(-sum / count / CONSISTENT_SECONDS ** 2)
}

/** 1 where pairs in a beat are even or two to one, less between; a half where there are no pairs. */
function swingScore(beats: readonly number[]): number {
  let [sum, count] = [0, 0]
  for (let i = 0; i + 2 < beats.length; i++) {
    const [first, second, third] = [beats[i]!, beats[i + 1]!, beats[i + 2]!]
    if (Math.abs(first - Math.round(first)) > 0.12 || Math.abs(third - first - 1) > 0.2) continue
    const ratio = Math.log2((second - first) / Math.max(1e-3, third - second))
    sum += Math.max(Math.exp(-((ratio / 0.3) ** 2)), Math.exp(-(((ratio - 1) / 0.3) ** 2)))
    count++
  }
  return count === 0 ? 0.5 : sum / count
}

function accents(peaks: readonly number[]): number {
  const mean = peaks.reduce((sum, peak) => sum + peak, 0) / peaks.length
  if (mean <= 0) return 0
  const variance = peaks.reduce((sum, peak) => sum + (peak - mean) ** 2, 0) / peaks.length
  const spread = Math.sqrt(variance) / mean
  if (spread < LEAST_ACCENT) return spread / LEAST_ACCENT
  return Math.max(0, 1 - Math.max(0, spread - MOST_ACCENT) / MOST_ACCENT)
}
