/**
 * The points of a gesture as columns of numbers with the extremes of every 64 of them, so that an hour is drawn in as many
 * steps as it has pixels.
 */
import type { PositionPoint } from "#shared/gesture/index.ts"
import { firstAtOrAfter, firstIndexWhere } from "#shared/sorted.ts"

const BLOCK = 64
export const SECONDS_PER_TURN = 1.8

export interface Extremes {
  /** Turns. */
  low: number
  high: number
  /** Record speed: the fastest back, never above 0, and forward, never below. */
  back: number
  forward: number
}

export class Curve {
  readonly length: number
  readonly times: Float64Array
  readonly turns: Float64Array
  /** Record speed from each point to the next. */
  readonly speeds: Float32Array
  #low: Float64Array
  #high: Float64Array
  #back: Float32Array
  #forward: Float32Array

  constructor(points: readonly PositionPoint[]) {
    const { length } = points
    this.length = length
    this.times = new Float64Array(length)
    this.turns = new Float64Array(length)
    this.speeds = new Float32Array(length)
    const blocks = Math.ceil(length / BLOCK)
    this.#low = new Float64Array(blocks).fill(Infinity)
    this.#high = new Float64Array(blocks).fill(-Infinity)
    this.#back = new Float32Array(blocks)
    this.#forward = new Float32Array(blocks)
    for (let i = 0; i < length; i++) {
      const { timeSeconds, positionTurns } = points[i]!
      this.times[i] = timeSeconds
      this.turns[i] = positionTurns
      const next = points[i + 1]
      const seconds = next ? next.timeSeconds - timeSeconds : 0
      const speed =
        next && seconds > 0
          ? ((next.positionTurns - positionTurns) * SECONDS_PER_TURN) / seconds
          : 0
      this.speeds[i] = speed
      const block = (i / BLOCK) | 0
      if (positionTurns < this.#low[block]!) this.#low[block] = positionTurns
      if (positionTurns > this.#high[block]!) this.#high[block] = positionTurns
      if (speed < this.#back[block]!) this.#back[block] = speed
      if (speed > this.#forward[block]!) this.#forward[block] = speed
    }
  }

  /** The first point at or after a time. */
  indexAt(seconds: number): number {
    return firstAtOrAfter(this.times, seconds)
  }

  turnsAt(seconds: number): number {
    const next = this.indexAt(seconds)
    if (next === 0) return this.turns[0] ?? 0
    if (next === this.length) return this.turns[next - 1]!
    const [from, to] = [this.times[next - 1]!, this.times[next]!]
    const part = to > from ? (seconds - from) / (to - from) : 1
    return this.turns[next - 1]! + (this.turns[next]! - this.turns[next - 1]!) * part
  }

  /** Over points `from` to `to`, without the last; `into` is filled. */
  extremes(from: number, to: number, into: Extremes): Extremes {
    into.low = Infinity
    into.high = -Infinity
    into.back = 0
    into.forward = 0
    let i = from
    while (i < to) {
      const block = (i / BLOCK) | 0
      if (i % BLOCK === 0 && i + BLOCK <= to) {
        into.low = Math.min(into.low, this.#low[block]!)
        into.high = Math.max(into.high, this.#high[block]!)
        into.back = Math.min(into.back, this.#back[block]!)
        into.forward = Math.max(into.forward, this.#forward[block]!)
        i += BLOCK
        continue
      }
      const [turns, speed] = [this.turns[i]!, this.speeds[i]!]
      if (turns < into.low) into.low = turns
      if (turns > into.high) into.high = turns
      if (speed < into.back) into.back = speed
      if (speed > into.forward) into.forward = speed
      i++
    }
    return into
  }
}

/** What is seen of points that change at every frame, with what leads to it: a whole hour of them would take too long. */
export function curveBetween(points: readonly PositionPoint[], from: number, to: number): Curve {
  const first = firstIndexWhere(points.length, (i) => points[i]!.timeSeconds >= from)
  const last = firstIndexWhere(points.length, (i) => points[i]!.timeSeconds > to)
  return new Curve(points.slice(Math.max(0, first - 2), last + 2))
}

const kept = new WeakMap<readonly PositionPoint[], Curve>()

/** Made once for the same points. */
export function curveOf(points: readonly PositionPoint[]): Curve {
  const known = kept.get(points)
  if (known) return known
  const curve = new Curve(points)
  kept.set(points, curve)
  return curve
}
