/** What each decision of a bar earned: sounds on the beat when they begin, and at the end what the whole bar is worth. */
import type { ScratchReward } from "#shared/contract/index.ts"
import { SUBSTEPS } from "../environment/index.ts"
import { LEAD_BEATS, type Performance } from "../gestures/index.ts"
import { gridScore, worthOf } from "../reward/index.ts"

const SOUND = 0.2
/** What a sound costs, so that only those near the beat pay. */
const BESIDE = 0.4
const BAR = 5

/** @param into of as many as there are decisions @returns the bar's quality, 0..1 */
export function earnedIn(
  performance: Performance,
  weights: ScratchReward,
  into: Float32Array,
): number {
  const { quality, sounds } = worthOf(performance, weights)
  const { beats, peaks } = sounds
  into.fill(0)
  for (const [i, beat] of beats.entries()) {
    const ms = (beat + LEAD_BEATS) * performance.beatMs
    const step = Math.min(into.length - 1, Math.floor(ms / SUBSTEPS))
    const near = gridScore({ beats: [beat], peaks: [peaks[i]!] }, performance.beatMs / 1000)
    into[step]! += SOUND * (near - BESIDE)
  }
  into[into.length - 1]! += BAR * quality
  return quality
}
