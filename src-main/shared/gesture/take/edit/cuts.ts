/** Cuts of the fader: stretches in which it is closed. */
import { faderAt } from "../gesture-at.ts"
import type { FaderPoint, Gesture } from "../gesture.ts"

export const OPEN = 1
const CLOSED = 0

/** Closes the fader between two times; before and after it is what it was. */
export function cut(gesture: Gesture, startSeconds: number, endSeconds: number): Gesture {
  return paint(gesture, startSeconds, endSeconds, CLOSED)
}

/** Opens the fader between two times: takes cuts away, wholly or in part. */
export function uncut(gesture: Gesture, startSeconds: number, endSeconds: number): Gesture {
  return paint(gesture, startSeconds, endSeconds, OPEN)
}

function paint(gesture: Gesture, start: number, end: number, value: number): Gesture {
  if (end <= start) return gesture
  const before = gesture.fader.filter(({ timeSeconds }) => timeSeconds < start)
  const after = gesture.fader.filter(({ timeSeconds }) => timeSeconds > end)
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
