/** When sound passes the fader: its way as edges of open and closed. */
import { firstIndexWhere } from "#shared/sorted.ts"
import type { FaderPoint } from "./gesture.ts"

export interface CutSettings {
  /** Of the way, where the fader begins to open, and how much more it takes to be open (scratch.md 3.2). */
  lag?: number
  cut?: number
  /** Open at the end where it is usually closed (hamster). */
  isReversed?: boolean
}

export interface CutEdge {
  timeSeconds: number
  isOpen: boolean
}

/** The first edge says how the fader is from then on; after it they alternate. None where there is no fader: it is open. */
export function cutEdges(
  fader: readonly FaderPoint[],
  { lag = 0.03, cut = 0.03, isReversed = false }: CutSettings = {},
): CutEdge[] {
  const threshold = lag + cut / 2
  const edges: CutEdge[] = []
  for (const { timeSeconds, value } of fader) {
    const isOpen = (isReversed ? 1 - value : value) > threshold
    if (edges.at(-1)?.isOpen !== isOpen) edges.push({ timeSeconds, isOpen })
  }
  return edges
}

/** Whether it is open at a time. */
export function isOpenAt(edges: readonly CutEdge[], seconds: number): boolean {
  const next = firstIndexWhere(edges.length, (i) => edges[i]!.timeSeconds > seconds)
  return edges[Math.max(0, next - 1)]?.isOpen ?? true
}
