/** Cuts of the fader: stretches in which it is closed. */
import { cutEdges, type CutSettings } from "../fader-cuts.ts"
import { faderAt } from "../gesture-at.ts"
import type { FaderPoint, Gesture } from "../gesture.ts"
import { countBefore, countUntil } from "../in-time.ts"
import type { Range } from "./splice.ts"

export const OPEN = 1
const CLOSED = 0

/** All cuts, in the order of time. */
export function cutsOf({ fader, durationSeconds }: Gesture, settings: CutSettings = {}): Range[] {
  const edges = cutEdges(fader, settings)
  return edges.flatMap(({ timeSeconds, isOpen }, i) => {
    const startSeconds = i === 0 ? Math.min(0, timeSeconds) : timeSeconds
    const endSeconds = edges[i + 1]?.timeSeconds ?? durationSeconds
    return isOpen || endSeconds <= startSeconds ? [] : [{ startSeconds, endSeconds }]
  })
}

/** Closes the fader between two times; before and after it is what it was. */
export function cut(gesture: Gesture, startSeconds: number, endSeconds: number): Gesture {
  return paint(gesture, startSeconds, endSeconds, CLOSED)
}

/** Opens the fader between two times: takes cuts away, wholly or in part. */
export function uncut(gesture: Gesture, startSeconds: number, endSeconds: number): Gesture {
  return paint(gesture, startSeconds, endSeconds, OPEN)
}

/** A cut elsewhere, or of another length: open where it was, closed where it is. */
export function moveCut(gesture: Gesture, from: Range, to: Range): Gesture {
  if (from.startSeconds === to.startSeconds && from.endSeconds === to.endSeconds) return gesture
  const opened = uncut(gesture, from.startSeconds, from.endSeconds)
  return cut(opened, to.startSeconds, to.endSeconds)
}

function paint(gesture: Gesture, start: number, end: number, value: number): Gesture {
  if (end <= start) return gesture
  const before = gesture.fader.slice(0, countBefore(gesture.fader, start))
  const after = gesture.fader.slice(countUntil(gesture.fader, end))
  const atEnd = faderAt(gesture, end) ?? OPEN
  const atStart = faderAt(gesture, start) ?? OPEN
  const fader: FaderPoint[] = [
    // The first point says what is before it, too.
    ...(before.length === 0 ? [{ timeSeconds: Math.min(0, start), value: atStart }] : before),
    { timeSeconds: start, value },
    { timeSeconds: end, value: atEnd },
    ...after,
  ]
  return { ...gesture, fader: withoutRepeats(fader) }
}

/** Only the points that change something. */
export const withoutRepeats = (fader: readonly FaderPoint[]): FaderPoint[] =>
  fader.filter(({ value }, i) => i === 0 || value !== fader[i - 1]!.value)
