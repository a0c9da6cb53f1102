/** How high a tempo stands in its lane. Pure. */
import type { TempoEvent } from "#shared/project/index.ts"

/** Free above and below, px. */
const MARGIN_PX = 9
/** A lane of one tempo shows so much on either side. */
const LEAST_SPREAD_BPM = 20

export interface TempoScale {
  readonly low: number
  readonly high: number
}

export function tempoScale(tempo: readonly TempoEvent[]): TempoScale {
  const all = tempo.map(({ bpm }) => bpm)
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const spread = Math.max(LEAST_SPREAD_BPM, (high - low) / 4)
  return { low: low - spread, high: high + spread }
}

export const tempoY = ({ low, high }: TempoScale, bpm: number, heightPx: number): number =>
  MARGIN_PX + (1 - (bpm - low) / (high - low)) * (heightPx - 2 * MARGIN_PX)

/** Quarters a minute that a px of the lane is. */
export const bpmPerPx = ({ low, high }: TempoScale, heightPx: number): number =>
  (high - low) / (heightPx - 2 * MARGIN_PX)
