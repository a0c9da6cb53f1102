/** The way of a hand over a lane, as values over time. Pure. */

/** @property share of the lane's height, 0..1 from its bottom */
export interface PathPoint {
  readonly tick: number
  readonly share: number
}

/** A tick and a share that count as no distance at all. */
export interface Tolerance {
  readonly ticks: number
  readonly share: number
}

/**
 * The path with the hand's next place: where the hand goes back over what it drew, the new way counts. The last point is
 * where the hand is, wherever it lies in time.
 * @param path ascending, one point a tick
 * @param from where the hand was; a point of the path
 */
export function swept(
  path: readonly PathPoint[],
  from: PathPoint,
  to: PathPoint,
): readonly PathPoint[] {
  const low = Math.min(from.tick, to.tick)
  const high = Math.max(from.tick, to.tick)
  const isKept = ({ tick }: PathPoint): boolean =>
    tick < low || tick > high || (tick === from.tick && tick !== to.tick)
  return [...path.filter(isKept), to].sort((a, b) => a.tick - b.tick)
}

/**
 * The fewest points that this method finds whose lines leave none of the path farther off than the tolerance; first and
 * last stay. By Ramer (1972), Douglas and Peucker (1973), with the distance to the piece of the line rather than to the
 * line without ends, and without recursion: a path may be long.
 */
export function thinned<T extends PathPoint>(path: readonly T[], tolerance: Tolerance): T[] {
  if (path.length < 3) return [...path]
  const isKept = new Uint8Array(path.length)
  isKept[0] = isKept[path.length - 1] = 1
  const open: [number, number][] = [[0, path.length - 1]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span
    const farthest = farthestBetween(path, first, last, tolerance)
    if (farthest < 0) continue
    isKept[farthest] = 1
    open.push([first, farthest], [farthest, last])
  }
  return path.filter((_, i) => isKept[i] === 1)
}

/** @returns -1 where all are within the tolerance */
function farthestBetween(
  path: readonly PathPoint[],
  first: number,
  last: number,
  tolerance: Tolerance,
): number {
  let found = -1
  let most = 1
  for (let i = first + 1; i < last; i++) {
    const distance = distanceTo(path[first]!, path[last]!, path[i]!, tolerance)
    if (distance <= most) continue
    found = i
    most = distance
  }
  return found
}

/** From a point to the piece between two others; 1 is the tolerance. */
export function distanceTo(
  from: PathPoint,
  to: PathPoint,
  point: PathPoint,
  tolerance: Tolerance,
): number {
  const wide = (to.tick - from.tick) / tolerance.ticks
  const high = (to.share - from.share) / tolerance.share
  const x = (point.tick - from.tick) / tolerance.ticks
  const y = (point.share - from.share) / tolerance.share
  const square = wide * wide + high * high
  const along = square > 0 ? Math.min(1, Math.max(0, (x * wide + y * high) / square)) : 0
  return Math.hypot(x - along * wide, y - along * high)
}

/** Where a path is at a tick; its ends go on for ever. @param path at least one point */
export function shareAt(path: readonly PathPoint[], tick: number): number {
  const next = path.findIndex((point) => point.tick >= tick)
  if (next < 0) return path.at(-1)!.share
  const [before, after] = [path[next - 1], path[next]!]
  if (!before) return after.share
  const way = (tick - before.tick) / (after.tick - before.tick)
  return before.share + (after.share - before.share) * way
}
