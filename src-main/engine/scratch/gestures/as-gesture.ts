/** What a hand did in a world as a gesture that every other part of the studio reads. */
import { type Gesture, SECONDS_PER_TURN } from "#shared/gesture/index.ts"
import type { Performance } from "./perform.ts"

const POINT_MS = 2

/** Its second 0 is the bar's beginning, or, with `hasLead`, the beginning of the beat before. */
export function gestureOfPerformance(
  { places, faders, barFrom }: Performance,
  { hasLead = false } = {},
): Gesture {
  const first = hasLead ? 0 : Math.round(barFrom)
  const base = places[first] ?? 0
  const points = []
  const fader = []
  for (let ms = first; ms < places.length; ms += POINT_MS) {
    const positionTurns = (places[ms]! - base) / SECONDS_PER_TURN
    points.push({ timeSeconds: (ms - first) / 1000, positionTurns })
  }
  let last = NaN
  for (let ms = first; ms < faders.length; ms++) {
    const value = faders[ms]!
    if (value !== last) fader.push({ timeSeconds: (ms - first) / 1000, value })
    last = value
  }
  const durationSeconds = Math.max(0, (places.length - first) / 1000)
  const touches = [{ startSeconds: 0, endSeconds: durationSeconds }]
  return { durationSeconds, points, fader, touches }
}
