/** Measurements as columns of a chart, and where its labels find room. */
import type { Measurement, Run } from "#shared/contract/index.ts"

/** Steps, then per curve a value or null at each: as uPlot takes it. */
export interface Columns {
  readonly steps: number[]
  readonly train: (number | null)[]
  readonly valid: (number | null)[]
  readonly other: (number | null)[]
}

export function columnsOf(
  own: readonly Measurement[],
  other: readonly Measurement[],
  totalSteps: number,
): Columns {
  const ofOwn = new Map(own.map((each) => [each.step, each]))
  const ofOther = new Map(other.map((each) => [each.step, each]))
  // Both ends of the time that it may take are there from the start: the picture does not jump.
  const steps = [...new Set([0, totalSteps, ...ofOwn.keys(), ...ofOther.keys()])].sort(
    (a, b) => a - b,
  )
  return {
    steps,
    train: steps.map((step) => ofOwn.get(step)?.train ?? null),
    valid: steps.map((step) => ofOwn.get(step)?.valid ?? null),
    other: steps.map((step) => ofOther.get(step)?.valid ?? null),
  }
}

/** Room above and below, as a share of what is shown. */
const MARGIN = 0.06
const LEAST_SPAN = 0.2

/**
 * The values to be shown: all that is measured and all baselines, but of a steep beginning only so much that the rest can be
 * told apart.
 */
export function rangeOf(
  curves: readonly (readonly Measurement[])[],
  baselines: Run["baselines"],
): [low: number, high: number] {
  const valid = curves.flatMap((curve) => curve.map((each) => each.valid)).filter(Number.isFinite)
  const marks = baselines.map((each) => each.valid).filter(Number.isFinite)
  const all = [...valid, ...marks]
  if (all.length === 0) return [0, 1]
  const low = Math.min(...all)
  const reach = marks.length > 0 ? Math.max(...marks) : Math.max(...valid)
  const most = Math.max(...all)
  const high = Math.min(most, reach + Math.max(LEAST_SPAN, (reach - low) * 0.35))
  const span = Math.max(LEAST_SPAN, high - low)
  return [low - span * MARGIN, low + span * (1 + MARGIN)]
}

/** Heights moved down as little as keeps them apart, in the order in which they come; px. */
export function spread(heights: readonly number[], apartPx: number, mostPx: number): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a]! - heights[b]!)
  const placed = [...heights]
  let last = -Infinity
  for (const index of order) {
    placed[index] = Math.max(heights[index]!, last + apartPx)
    last = placed[index]
  }
  // What ran out at the foot is pushed up again.
  let limit = mostPx
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index]!, limit)
    limit = placed[index] - apartPx
  }
  return placed
}
