/** Decoded channels as a gesture to draw and edit, in seconds from its beginning. */
import type { GestureChannels } from "../decode/decode-raw.ts"
import type { FaderPoint, Gesture, PositionPoint } from "./gesture.ts"

type Platter = Pick<GestureChannels, "timeSeconds" | "estimatedTurns" | "touch">
type Faders = Pick<GestureChannels, "timeSeconds" | "fader">

/** @param startSeconds of the channels' clock: the gesture's 0 */
export function gestureOfChannels(platter: Platter, faders: Faders, startSeconds: number): Gesture {
  const points: PositionPoint[] = []
  const fader: FaderPoint[] = []
  const touches: { startSeconds: number; endSeconds: number }[] = []
  const { timeSeconds, estimatedTurns, touch } = platter
  const base = estimatedTurns[0] ?? 0
  let touchedSince: number | undefined
  for (let i = 0; i < timeSeconds.length; i++) {
    const at = timeSeconds[i]! - startSeconds
    if (timeSeconds[i + 1] !== timeSeconds[i])
      points.push({ timeSeconds: at, positionTurns: estimatedTurns[i]! - base })
    if (touch[i] === 1) touchedSince ??= at
    else if (touchedSince !== undefined) {
      touches.push({ startSeconds: touchedSince, endSeconds: at })
      touchedSince = undefined
    }
  }
  for (let i = 0; i < faders.timeSeconds.length; i++) {
    const value = faders.fader[i]!
    if (Number.isNaN(value) || fader.at(-1)?.value === value) continue
    fader.push({ timeSeconds: faders.timeSeconds[i]! - startSeconds, value })
  }
  const last = Math.max(timeSeconds.at(-1) ?? 0, faders.timeSeconds.at(-1) ?? 0)
  const durationSeconds = Math.max(0, last - startSeconds)
  if (touchedSince !== undefined)
    touches.push({ startSeconds: touchedSince, endSeconds: durationSeconds })
  return { durationSeconds, points, fader, touches }
}
