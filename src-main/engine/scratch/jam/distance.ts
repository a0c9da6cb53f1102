/** How unlike two phrases are: when they sound on the circle of the bar, how often, and how hand and fader go (scratch.md 5). */
import { BINS_PER_BAR, type Heard } from "./sounds.ts"

/** Of the bar: rhythms that have nothing to do with each other are about so far apart. */
const FAR_BARS = 0.1
/** A path's mean difference at which nothing is alike any more. */
const FAR_PATH = 0.4
/** Of the frames, Sakoe and Chiba's band. */
const BAND = 0.1
const SHARES = { rhythm: 0.35, count: 0.25 } as const
/** The most that paths add to a distance. */
export const PATH_SHARE = 0.4

/** 0 the same to 1. */
export function distanceOf(one: Heard, other: Heard): number {
  return rhythmDistance(one, other) + PATH_SHARE * Math.min(1, warped(one, other) / FAR_PATH)
}

/** Without the paths: what is quickly known. @returns 0 to .6 */
export function rhythmDistance(one: Heard, other: Heard): number {
  const bars = circleDistance(one.histogram, other.histogram)
  const most = Math.max(one.onsets.length, other.onsets.length)
  const counts = most === 0 ? 0 : Math.abs(one.onsets.length - other.onsets.length) / most
  return SHARES.rhythm * Math.min(1, bars / FAR_BARS) + SHARES.count * counts
}

/** Wasserstein's first distance of two masses on a circle, in rounds of it: 0 to .5. Nothing is far from anything. */
export function circleDistance(one: Float64Array, other: Float64Array): number {
  const has = (mass: Float64Array): boolean => mass.some((value) => value > 0)
  if (!has(one) || !has(other)) return has(one) === has(other) ? 0 : 0.5
  let sum = 0
  for (let bin = 0; bin < BINS_PER_BAR; bin++) {
    sum += one[bin]! - other[bin]!
    differences[bin] = sum
  }
  // Where the circle is cut open is free: the median costs least.
  sorted.set(differences)
  sorted.sort()
  const cut = sorted[BINS_PER_BAR / 2]!
  let all = 0
  for (let bin = 0; bin < BINS_PER_BAR; bin++) all += Math.abs(differences[bin]! - cut)
  return all / BINS_PER_BAR
}

const differences = new Float64Array(BINS_PER_BAR)
const sorted = new Float64Array(BINS_PER_BAR)

/** Mean difference along the best way through both paths, within the band. */
function warped(one: Heard, other: Heard): number {
  const [rows, columns] = [one.frames, other.frames]
  const band = Math.max(1, Math.ceil(BAND * Math.max(rows, columns)))
  let before = new Float64Array(columns + 1).fill(Infinity)
  let now = new Float64Array(columns + 1)
  before[0] = 0
  for (let row = 1; row <= rows; row++) {
    now.fill(Infinity)
    const middle = Math.round((row * columns) / rows)
    const from = Math.max(1, middle - band)
    const to = Math.min(columns, middle + band)
    for (let column = from; column <= to; column++) {
      const step = Math.min(before[column - 1]!, before[column]!, now[column - 1]!)
      now[column] = step + difference(one, row - 1, other, column - 1)
    }
    ;[before, now] = [now, before]
  }
  return before[columns]! / Math.max(rows, columns)
}

function difference(one: Heard, i: number, other: Heard, j: number): number {
  const [a, b] = [one.frames, other.frames]
  const place = Math.abs(one.path[i]! - other.path[j]!)
  const speed = Math.abs(one.path[a + i]! - other.path[b + j]!)
  const open = Math.abs(one.path[2 * a + i]! - other.path[2 * b + j]!)
  return (Math.min(1, place) + Math.min(1, speed) + open) / 3
}
