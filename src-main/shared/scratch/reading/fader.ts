/**
 * A fader's way as edges, whichever end of it is open and however little of it a hand uses: it goes there and back between
 * extremes, and passes where sound begins somewhere between two of them.
 */
import type { FaderPoint } from "#shared/gesture/index.ts"
import { turnsOf, withoutSmall, type Turn } from "./turns.ts"

export interface FaderEdge {
  timeSeconds: number
  /** Towards which end it goes. */
  isUp: boolean
  /** How far it goes, 1 as far as the furthest around it. */
  depth: number
}

export interface ReadFader {
  edges: FaderEdge[]
  /** Between which it was moved, 0..1; null where there is no fader. */
  low: number | null
  high: number | null
}

/** Of seven bits two steps are noise: less than these is no movement. */
const LEAST_WAY = 4.5 / 127
const SMALL = 0.3
const SMALL_END = 0.15
/** So many ways before and after are around one. */
const AROUND = 4

export function readFader(all: readonly FaderPoint[]): ReadFader {
  const points = all.filter(
    ({ timeSeconds, value }) => Number.isFinite(timeSeconds) && Number.isFinite(value),
  )
  if (points.length === 0) return { edges: [], low: null, high: null }
  const values = Float64Array.from(points, ({ value }) => value)
  const turns = withoutSmall(turnsOf(values, LEAST_WAY), SMALL, SMALL_END)
  const edges: FaderEdge[] = []
  for (let i = 1; i < turns.length; i++) {
    const [from, to] = [turns[i - 1]!, turns[i]!]
    const isUp = to.value > from.value
    const middle = (from.value + to.value) / 2
    let at = from.index + 1
    while (at < to.index && (isUp ? values[at]! < middle : values[at]! > middle)) at++
    edges.push({ timeSeconds: points[at]!.timeSeconds, isUp, depth: depthOf(turns, i) })
  }
  const [low, high] = [smallest(values), -smallest(values.map((value) => -value))]
  return { edges, low, high }
}

function depthOf(turns: readonly Turn[], i: number): number {
  const way = (k: number): number => Math.abs(turns[k]!.value - turns[k - 1]!.value)
  let furthest = 0
  for (let k = Math.max(1, i - AROUND); k <= Math.min(turns.length - 1, i + AROUND); k++)
    furthest = Math.max(furthest, way(k))
  return way(i) / furthest
}

const smallest = (values: Float64Array): number =>
  values.reduce((least, value) => Math.min(least, value), Infinity)
