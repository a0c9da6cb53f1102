/** What loops are like, on the scale of those that a model learns from. */
import type { Hearing } from "../heard/hearing.ts"

/** Of an attribute over all loops. */
export interface Scale {
  mean: number
  deviation: number
}

export function scalesOf(contents: readonly Uint8Array[], hearing: Hearing): Scale[] {
  const rows = contents.map((content) => hearing.measure(content))
  return hearing.attributes.map((_, at) => {
    const mean = rows.reduce((sum, row) => sum + row[at]!, 0) / rows.length
    const square = rows.reduce((sum, row) => sum + (row[at]! - mean) ** 2, 0) / rows.length
    return { mean, deviation: Math.sqrt(square) || 1 }
  })
}

/** In standard deviations. */
export const scaled = (measured: readonly number[], scales: readonly Scale[]): number[] =>
  measured.map((value, at) => (value - scales[at]!.mean) / scales[at]!.deviation)
