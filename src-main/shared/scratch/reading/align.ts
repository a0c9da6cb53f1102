/** How far the clicks that were heard are from those of a technique: the cheapest way to make one of the other. */
import type { PhasedEdge } from "./phrase.ts"

/** In strokes: what a hand is off by. */
const OFF = 0.13
/** Beyond so many deviations it costs no more than evenly. */
const FAR = 1.5
/** A movement of the fader too many or too few; less where the take begins or ends, and may be cut. */
export const LEFT_OUT = 2.2
const MISSING_AT_END = 0.5
const MORE_AT_END = 1.2
const END = 0.3

/** Half the square, evenly beyond `FAR`. */
export function off(deviations: number): number {
  const far = Math.abs(deviations)
  return far <= FAR ? (far * far) / 2 : FAR * far - (FAR * FAR) / 2
}

/**
 * @param heard edges, of which `opens` says whether going up opens
 * @param wanted edges of a technique, of which up opens, in order
 * @param strokes how many there are: edges near their beginning and end may be missing
 */
export function distance(
  heard: readonly PhasedEdge[],
  wanted: readonly PhasedEdge[],
  { strokes, lag, opens }: { strokes: number; lag: number; opens: boolean },
): number {
  const columns = wanted.length + 1
  const leaving = (phase: number, atEnd: number): number =>
    phase < END || phase > strokes - END ? atEnd : LEFT_OUT
  let row = new Float64Array(columns)
  for (let j = 1; j < columns; j++)
    row[j] = row[j - 1]! + leaving(wanted[j - 1]!.phase, MISSING_AT_END)
  for (const { phase, isUp } of heard) {
    const place = phase - lag
    const cost = leaving(place, MORE_AT_END)
    const next = new Float64Array(columns)
    next[0] = row[0]! + cost
    for (let j = 1; j < columns; j++) {
      const edge = wanted[j - 1]!
      let best = Math.min(row[j]! + cost, next[j - 1]! + leaving(edge.phase, MISSING_AT_END))
      if (isUp === (edge.isUp === opens))
        best = Math.min(best, row[j - 1]! + off((place - edge.phase) / OFF))
      next[j] = best
    }
    row = next
  }
  return row[columns - 1]!
}
