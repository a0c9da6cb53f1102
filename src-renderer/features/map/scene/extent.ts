/** Measures of a layout: what to frame, where the floor lies, where the names of groups go. Pure. */
import { quantile, type MapLayout } from "../model/map-model.ts"
import type { Ball } from "./view.ts"

/** Outliers beyond this share do not push the camera away. */
const FRAMED_SHARE = 0.965

/** The ball round most of the points. `at(i, axis)` reads a coordinate. */
export function ballOf(count: number, at: (index: number, axis: number) => number): Ball {
  if (count === 0) return { x: 0, y: 0, z: 0, radius: 1 }
  const values = new Float32Array(count)
  const middle = [0, 1, 2].map((axis) => {
    for (let i = 0; i < count; i++) values[i] = at(i, axis)
    values.sort()
    return (quantile(values, 0.01) + quantile(values, 0.99)) / 2
  })
  const [x = 0, y = 0, z = 0] = middle
  for (let i = 0; i < count; i++) values[i] = Math.hypot(at(i, 0) - x, at(i, 1) - y, at(i, 2) - z)
  values.sort()
  return { x, y, z, radius: Math.max(0.06, quantile(values, FRAMED_SHARE) * 1.04) }
}

/** The ball round some of the points: never so small that the eye would stand among them. */
export function ballOfSome(
  indices: readonly number[],
  at: (index: number, axis: number) => number,
  whole: Ball,
): Ball {
  const ball = ballOf(indices.length, (i, axis) => at(indices[i] ?? 0, axis))
  return { ...ball, radius: Math.max(ball.radius * 1.3, whole.radius * 0.18) }
}

/** Just below the lowest points. */
export function floorHeight(count: number, at: (index: number, axis: number) => number): number {
  if (count === 0) return -1
  const values = Float32Array.from({ length: count }, (_, i) => at(i, 1)).sort()
  const low = quantile(values, 0.005)
  return low - 0.1 * Math.max(0.2, quantile(values, 0.995) - low)
}

export interface GroupAnchor {
  group: number
  label: string
  count: number
  /** Its middle chunk by each axis, and how far its chunks spread upwards. */
  x: number
  y: number
  z: number
  rise: number
}

/** Largest first: on overlap the smaller name gives way. */
export function groupAnchors(
  layout: MapLayout,
  at: (index: number, axis: number) => number,
): GroupAnchor[] {
  const members: number[][] = layout.groups.map(() => [])
  layout.groupOf.forEach((group, index) => members[group]?.push(index))
  return members
    .flatMap((indices, group) => {
      if (indices.length === 0) return []
      const sorted = (axis: number): Float32Array =>
        Float32Array.from(indices, (index) => at(index, axis)).sort()
      const [x, y, z] = [sorted(0), sorted(1), sorted(2)]
      // Seen from above, what lies behind stands higher as well.
      const rise =
        quantile(y, 0.92) - quantile(y, 0.5) + 0.2 * (quantile(z, 0.5) - quantile(z, 0.08))
      const label = layout.groups[group]?.label ?? ""
      const middle = { x: quantile(x, 0.5), y: quantile(y, 0.5), z: quantile(z, 0.5) }
      return [{ group, label, count: indices.length, ...middle, rise }]
    })
    .sort((a, b) => b.count - a.count)
}
