/** From the world to the stage, for the few points that lie over it. Pure. */
export interface ScreenPoint {
  /** CSS px. */
  x: number
  y: number
  radius: number
  depth: number
}

export interface Projector {
  view: ArrayLike<number>
  projection: ArrayLike<number>
  widthPx: number
  heightPx: number
  /** World radius to px at depth 1. */
  pixels: number
}

/** Null where the point lies behind the eye. */
export function project(
  { view, projection, widthPx, heightPx, pixels }: Projector,
  [x, y, z, radius]: readonly [number, number, number, number],
): ScreenPoint | null {
  const row = (k: number): number =>
    view[k]! * x + view[4 + k]! * y + view[8 + k]! * z + view[12 + k]!
  const depth = -row(2)
  if (depth < 1e-4) return null
  return {
    x: widthPx / 2 + (row(0) * projection[0]! * widthPx) / (2 * depth),
    y: heightPx / 2 - (row(1) * projection[5]! * heightPx) / (2 * depth),
    radius: (radius * pixels) / depth,
    depth,
  }
}
