/** What a technique is told by: strokes, and where in them the fader moves. */
import { firstIndexWhere } from "#shared/sorted.ts"
import type { FaderEdge } from "./fader.ts"
import type { ReadStroke } from "./motion.ts"

/** When, as strokes: 2.5 is the middle of the third stroke. */
export interface PhasedEdge {
  phase: number
  isUp: boolean
  /** See `FaderEdge`. */
  depth: number
}

export interface Phrase {
  strokes: readonly ReadStroke[]
  edges: readonly PhasedEdge[]
  /** Of a longer one: edges before and behind its strokes may be its neighbours'. */
  isPart?: boolean
}

/** What lies further before the first stroke or behind the last is at this distance. */
const OUTSIDE = 0.6
/** Of its time, before and after which a stroke creeps: half of a cosine does a 25th of its way in it. */
const CREEPING = 0.17

/** @param edges in the order of time, as are strokes */
export function phraseOf(strokes: readonly ReadStroke[], edges: readonly FaderEdge[]): Phrase {
  const bounds = boundsOf(strokes)
  return {
    strokes,
    edges: edges.map(({ timeSeconds, isUp, depth }) => ({
      ...{ phase: phaseAt(bounds, timeSeconds), isUp, depth },
    })),
  }
}

export const boundsOf = (strokes: readonly ReadStroke[]): [start: number, end: number][] =>
  strokes.map((_, i) => boundsAt(strokes, i))

/** From turn to turn; rests between strokes belong to none. */
function boundsAt(strokes: readonly ReadStroke[], i: number): [start: number, end: number] {
  const { startSeconds, endSeconds } = strokes[i]!
  const most = CREEPING * (endSeconds - startSeconds)
  const before = (startSeconds - (strokes[i - 1]?.endSeconds ?? -Infinity)) / 2
  const after = ((strokes[i + 1]?.startSeconds ?? Infinity) - endSeconds) / 2
  return [startSeconds - Math.min(before, most), endSeconds + Math.min(after, most)]
}

function phaseAt(bounds: readonly (readonly [number, number])[], seconds: number): number {
  const next = firstIndexWhere(bounds.length, (i) => bounds[i]![0] > seconds)
  const at = Math.max(0, next - 1)
  const [start, end] = bounds[at]!
  const u = (seconds - start) / (end - start)
  const most = at === bounds.length - 1 ? 1 + OUTSIDE : 1
  return at + Math.max(-OUTSIDE, Math.min(most, u))
}

/** Of a stretch what is further outside belongs to its neighbours. */
const ABOUT = 0.3

/** Some of a phrase's strokes, with the edges in and about them. */
export function within({ strokes, edges }: Phrase, from: number, to: number): Phrase {
  const first = firstIndexWhere(edges.length, (i) => edges[i]!.phase > from - ABOUT)
  const behind = firstIndexWhere(edges.length, (i) => edges[i]!.phase >= to + ABOUT)
  return {
    isPart: true,
    strokes: strokes.slice(from, to),
    edges: edges.slice(first, behind).map((edge) => ({ ...edge, phase: edge.phase - from })),
  }
}
