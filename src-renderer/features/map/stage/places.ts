/** Where the points of a cloud are and whither they glide. */
import { Points } from "../../../graphics/index.ts"

export type Place = readonly [x: number, y: number, z: number, radius: number]

/** What is on the way stops where it is: the next glide starts there. */
export function settle({ from, to }: Points, glide: number): void {
  if (glide >= 1) from.set(to)
  else for (let i = 0; i < from.length; i++) from[i] = from[i]! + (to[i]! - from[i]!) * glide
}

/** Sets where they glide to: `positions` is count x stride. */
export function aim(
  { count, to }: Points,
  positions: Float32Array,
  stride: 2 | 3,
  radiusOf: (index: number) => number,
): void {
  for (let i = 0; i < count; i++) {
    const at = Points.place(i)
    const from = i * stride
    to[at] = positions[from]!
    to[at + 1] = positions[from + 1]!
    to[at + 2] = stride === 3 ? positions[from + 2]! : 0
    to[at + 3] = radiusOf(i)
  }
}

/** New points begin at old ones. */
export function inherit(
  points: Points,
  before: { places: Float32Array; colours: Uint8Array },
  originOf: (index: number) => number,
): void {
  for (let i = 0; i < points.count; i++) {
    const origin = originOf(i)
    const from = Points.place(origin)
    points.to.set(before.places.subarray(from, from + 4), Points.place(i))
    points.colourTo.set(before.colours.subarray(origin * 4, origin * 4 + 4), i * 4)
  }
  points.from.set(points.to)
}

export function placeAt({ from, to }: Points, index: number, glide: number): Place {
  const at = Points.place(index)
  const mix = (k: number): number => from[at + k]! + (to[at + k]! - from[at + k]!) * glide
  return [mix(0), mix(1), mix(2), mix(3)]
}
