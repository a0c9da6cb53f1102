/** What a stroke over a lane means for velocities and controllers. Shares are 0 at the bottom, 1 at the top. */
import type { Note } from "#shared/project/index.ts"

export interface Point {
  readonly tick: number
  readonly share: number
}

/** The height of a stroke at a tick; that of its nearer end beyond it. @param points ascending, one or more */
export function shareAt(points: readonly Point[], tick: number): number {
  const first = points[0]!
  if (tick <= first.tick) return first.share
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!]
    if (tick > to.tick) continue
    const span = to.tick - from.tick
    const amount = span > 0 ? (tick - from.tick) / span : 1
    return from.share + (to.share - from.share) * amount
  }
  return points.at(-1)!.share
}

/** A stroke with one more place: what it passed over again is replaced. */
export function withPoint(points: readonly Point[], from: Point, to: Point): Point[] {
  const [low, high] = from.tick <= to.tick ? [from, to] : [to, from]
  const others = points.filter(({ tick }) => tick < low.tick || tick > high.tick)
  const fresh = low.tick === high.tick ? [to] : [low, high]
  return [...others, ...fresh].sort((a, b) => a.tick - b.tick)
}

/** Both ends of a straight line, in time. */
export function lineOf(from: Point, to: Point): Point[] {
  return from.tick <= to.tick ? [from, to] : [to, from]
}

/** Velocities 1..127 of the notes that a stroke passes over, by their starts. */
export function velocitiesUnder(
  notes: readonly Note[],
  points: readonly Point[],
  slackTicks: number,
): { noteIds: string[]; velocities: number[] } {
  const [from, to] = [points[0]!.tick - slackTicks, points.at(-1)!.tick + slackTicks]
  const touched = notes.filter(({ startTicks }) => startTicks >= from && startTicks <= to)
  return {
    noteIds: touched.map(({ id }) => id),
    velocities: touched.map(({ startTicks }) => velocityOf(shareAt(points, startTicks))),
  }
}

export function velocityOf(share: number): number {
  return Math.min(127, Math.max(1, Math.round(share * 127)))
}

/**
 * Ticks at which a stroke becomes points of a curve: its own ends, and every `stepTicks` between where the value changes.
 * @param stepTicks 1 or more
 */
export function curveTicks(points: readonly Point[], stepTicks: number): number[] {
  const [from, to] = [Math.round(points[0]!.tick), Math.round(points.at(-1)!.tick)]
  const ticks = [from]
  for (let at = Math.floor(from / stepTicks) * stepTicks + stepTicks; at < to; at += stepTicks)
    ticks.push(at)
  if (to > from) ticks.push(to)
  return ticks
}
