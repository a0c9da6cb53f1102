/**
 * A gesture as strokes: stretches in one direction, with what a classifier asks of each (scratch.md 4.3). A short halt within
 * a direction belongs to the stroke (a tear has some); a longer one ends it.
 */
import { firstIndexWhere } from "#shared/sorted.ts"
import { cutEdges, isOpenAt, type CutEdge, type CutSettings } from "./fader-cuts.ts"
import type { Gesture } from "./gesture.ts"
import { spansOf, spansAfter, type Span } from "./stroke-spans.ts"

export interface Stroke {
  startSeconds: number
  endSeconds: number
  durationSeconds: number
  /** 1 as a record plays, -1 back. */
  direction: 1 | -1
  /** How far, in seconds of record at 33 1/3 rpm; never negative. */
  extentSeconds: number
  /** Record speed, never negative. */
  peakVelocity: number
  /** Where in the stroke it is fastest, 0..1: .5 for an even hand. */
  peakPhase: number
  /** Halts within it. */
  dips: number
  isOpenAtStart: boolean
  isOpenAtEnd: boolean
  opens: number
  closes: number
  /** Where in the stroke the fader opened or closed, 0..1. */
  clickPhases: number[]
  /** How long it was open, one by one. */
  openSeconds: number[]
}

const LEAST_EXTENT_SECONDS = 0.008

export function strokesOf(gesture: Gesture, settings: CutSettings = {}): Stroke[] {
  const edges = cutEdges(gesture.fader, settings)
  return spansOf(gesture.points)
    .filter(isStroke)
    .map((span) => strokeOf(span, edges))
}

const isStroke = ({ extent }: Span): boolean => Math.abs(extent) >= LEAST_EXTENT_SECONDS

/** `strokesOf` for one gesture after the other: of an edit only the strokes it changed are read again. */
export class StrokeReader {
  #last: { gesture: Gesture; spans: Span[] } | null = null
  /** Under the last fader. */
  #strokes = new WeakMap<Span, Stroke>()

  read(gesture: Gesture): Stroke[] {
    const last = this.#last
    const isSameWay = last?.gesture.points === gesture.points
    const spans = isSameWay ? last.spans : this.#spans(gesture)
    if (last?.gesture.fader !== gesture.fader) this.#strokes = new WeakMap()
    this.#last = { gesture, spans }
    const edges = cutEdges(gesture.fader)
    return spans.filter(isStroke).map((span) => {
      const known = this.#strokes.get(span)
      if (known) return known
      const stroke = strokeOf(span, edges)
      this.#strokes.set(span, stroke)
      return stroke
    })
  }

  #spans({ points }: Gesture): Span[] {
    const last = this.#last
    return (last && spansAfter(last.gesture.points, last.spans, points)) ?? spansOf(points)
  }
}

function strokeOf(
  { start, end, sign, extent, peak, peakAt, dips }: Span,
  all: readonly CutEdge[],
): Stroke {
  const durationSeconds = end - start
  const phase = (at: number): number => (durationSeconds > 0 ? (at - start) / durationSeconds : 0)
  // Halved for, since an hour has thousands of both.
  const first = Math.max(
    1,
    firstIndexWhere(all.length, (i) => all[i]!.timeSeconds > start),
  )
  const behind = firstIndexWhere(all.length, (i) => all[i]!.timeSeconds >= end)
  const within = all.slice(first, Math.max(first, behind))
  const isOpenAtStart = isOpenAt(all, start)
  const openSeconds: number[] = []
  let openSince = isOpenAtStart ? start : undefined
  for (const { timeSeconds, isOpen } of within) {
    if (isOpen) openSince = timeSeconds
    else if (openSince !== undefined) {
      openSeconds.push(timeSeconds - openSince)
      openSince = undefined
    }
  }
  if (openSince !== undefined) openSeconds.push(end - openSince)
  return {
    ...{ startSeconds: start, endSeconds: end, durationSeconds, dips, isOpenAtStart, openSeconds },
    direction: sign > 0 ? 1 : -1,
    extentSeconds: Math.abs(extent),
    peakVelocity: peak,
    peakPhase: phase(peakAt),
    isOpenAtEnd: isOpenAt(all, end),
    opens: within.filter(({ isOpen }) => isOpen).length,
    closes: within.filter(({ isOpen }) => !isOpen).length,
    clickPhases: within.map(({ timeSeconds }) => phase(timeSeconds)),
  }
}
