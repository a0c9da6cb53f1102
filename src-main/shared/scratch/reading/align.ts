/** How far the clicks that were heard are from those of a technique: the cheapest way to make one of the other. */
import type { PhasedEdge, Phrase } from "./phrase.ts"
import type { Template } from "./templates.ts"

/** In strokes: what a hand is off by. */
const OFF = 0.13
/** Beyond so many deviations it costs no more than evenly. */
const FAR = 1.5
/** A movement of the fader too many or too few; less where the take begins or ends, and may be cut. */
export const LEFT_OUT = 2.2
const MISSING_AT_END = 0.5
const MORE_AT_END = 2.2
const END = 0.3
/** A first or last stroke that goes less far than this of the furthest is no whole one. */
const WHOLE = 0.55
/** What the fader moves less than its furthest is as much less of a click, down to this. */
const LEAST_DEPTH = 0.3

/** Half the square, evenly beyond `FAR`. */
export function off(deviations: number): number {
  const far = Math.abs(deviations)
  return far <= FAR ? (far * far) / 2 : FAR * far - (FAR * FAR) / 2
}

/** A neighbour's, in nats; it may come late by as much of a stroke. */
const STRANGE = 0.5
const SEAM = 0.1

/** Between which phases a technique's clicks must all be there: not where a take may have been cut. */
export type Sure = readonly [from: number, to: number]

export function sureOf({ strokes }: Phrase): Sure {
  const furthest = Math.max(...strokes.map(({ extentSeconds }) => extentSeconds))
  const isPart = (i: number): boolean => strokes[i]!.extentSeconds < WHOLE * furthest
  const count = strokes.length
  return [
    count > 1 && isPart(0) ? 1 : END,
    count > 1 && isPart(count - 1) ? count - 1 : count - END,
  ]
}

/**
 * What can be told of a distance without measuring it: it is no less. Most techniques have far too many clicks, or too few.
 */
export function leastDistance(
  heard: readonly PhasedEdge[],
  wanted: Template["edges"],
  [from, to]: Sure,
): number {
  let sure = 0
  for (const { phase } of wanted) if (phase >= from && phase <= to) sure++
  return LEFT_OUT * Math.max(0, sure - heard.length)
}

export interface Alignment {
  sure: Sure
  lag: number
  opens: boolean
  /** Strokes of a part of a take: what lies outside may be its neighbours'. */
  own: number
}

/**
 * @param heard edges, of which `opens` says whether going up opens
 * @param wanted edges of a technique, of which up opens, in order
 */
export function distance(
  heard: readonly PhasedEdge[],
  wanted: Template["edges"],
  { sure, lag, opens, own }: Alignment,
): number {
  const columns = wanted.length + 1
  const leaving = (phase: number, atEnd: number): number =>
    phase < sure[0] || phase > sure[1] ? atEnd : LEFT_OUT
  const missing = wanted.map(({ phase }) => leaving(phase, MISSING_AT_END))
  let row = new Float64Array(columns)
  let next = new Float64Array(columns)
  for (let j = 1; j < columns; j++) row[j] = row[j - 1]! + missing[j - 1]!
  for (const { phase, isUp, depth } of heard) {
    const place = phase - lag
    const isStrange = own < Infinity && (phase < SEAM || phase > own - SEAM)
    const cost = Math.max(LEAST_DEPTH, depth) * (isStrange ? STRANGE : leaving(place, MORE_AT_END))
    next[0] = row[0]! + cost
    for (let j = 1; j < columns; j++) {
      const edge = wanted[j - 1]!
      let best = Math.min(row[j]! + cost, next[j - 1]! + missing[j - 1]!)
      if (isUp === (edge.isUp === opens))
        best = Math.min(best, row[j - 1]! + off((place - edge.phase) / OFF))
      next[j] = best
    }
    ;[row, next] = [next, row]
  }
  return row[columns - 1]!
}
