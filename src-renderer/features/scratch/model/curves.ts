/** Curves of a discovery as columns of a chart: of one kind at a time, the search's seeds and its controls. Pure. */
import type { ScratchCurve } from "#shared/contract/index.ts"
import { capital } from "./words.ts"

/** The kinds there are, in the order in which they come. */
export const kindsOf = (curves: readonly ScratchCurve[]): string[] => [
  ...new Set(curves.map(({ name }) => name)),
]

/** Of the kinds that there are, not of the cells: behind each cell of the map are several. */
const TITLES: Readonly<Record<string, string>> = { coverage: "Share of all kinds" }

export const curveTitle = (name: string): string => TITLES[name] ?? capital(name)

/** As uPlot takes them: places along, then per curve a value or null at each. */
export function columnsOf(curves: readonly ScratchCurve[]): (number | null)[][] {
  const along = [...new Set(curves.flatMap(({ evaluations }) => evaluations))].sort((a, b) => a - b)
  return [
    along,
    ...curves.map(({ evaluations, values }) => {
      const at = new Map(evaluations.map((place, i) => [place, values[i] ?? null]))
      return along.map((place) => at.get(place) ?? null)
    }),
  ]
}

export interface CurveLabel {
  readonly of: string
  readonly isControl: boolean
  readonly value: number
}

/** One a name: where its curves, the seeds, end in the mean. */
export function labelsOf(curves: readonly ScratchCurve[]): CurveLabel[] {
  const ends = new Map<string, { isControl: boolean; values: number[] }>()
  for (const { of, isControl, values } of curves) {
    const last = values.at(-1)
    if (last === undefined) continue
    const known = ends.get(of) ?? { isControl, values: [] }
    known.values.push(last)
    ends.set(of, known)
  }
  return [...ends].map(([of, { isControl, values }]) => ({
    ...{ of, isControl },
    value: values.reduce((sum, value) => sum + value, 0) / values.length,
  }))
}

/** Heights moved as little as keeps them apart, within what there is; px. */
export function apart(heights: readonly number[], apartPx: number, mostPx: number): number[] {
  const order = heights.map((_, i) => i).sort((one, other) => heights[one]! - heights[other]!)
  const placed = [...heights]
  let free = -Infinity
  for (const i of order) {
    placed[i] = Math.max(heights[i]!, free)
    free = placed[i] + apartPx
  }
  let limit = mostPx
  for (const i of order.toReversed()) {
    placed[i] = Math.min(placed[i]!, limit)
    limit = placed[i] - apartPx
  }
  return placed
}
