/** The edges of what sounds from a clip. */
import { exactSin } from "../exact-math.ts"
import type { Faded, FadeCurve } from "./plan.ts"

const FADE_STEPS = 1024
const shares = (curve: (share: number) => number): Float32Array =>
  Float32Array.from({ length: FADE_STEPS + 1 }, (_, i) => curve(i / FADE_STEPS))
const FADES: Record<FadeCurve, Float32Array> = {
  linear: shares((share) => share),
  // A quarter of a sine: two clips that cross keep their power.
  "equal-power": shares((share) => exactSin((Math.PI / 2) * share)),
  "s-curve": shares((share) => share * share * (3 - 2 * share)),
}

/** Do these frames lie outside of both fades? */
export const isInside = (piece: Faded, first: number, count: number): boolean =>
  first - piece.startFrame >= piece.fadeInFrames &&
  piece.endFrame - first - count >= piece.fadeOutFrames

export function fade(values: Float32Array, piece: Faded, first: number, count: number): void {
  for (let i = 0; i < count; i++) values[i]! *= fadeAt(piece, first + i)
}

export function addTo(
  to: Float32Array,
  at: number,
  values: Float32Array,
  count: number,
  gain: number,
): void {
  if (gain === 0) return
  for (let i = 0; i < count; i++) to[at + i]! += values[i]! * gain
}

function fadeAt(piece: Faded, frame: number): number {
  const { fadeInFrames, fadeOutFrames } = piece
  const since = frame - piece.startFrame
  const until = piece.endFrame - frame
  let value = 1
  if (since < fadeInFrames)
    value = FADES[piece.fadeInCurve][((since * FADE_STEPS) / fadeInFrames) | 0]!
  if (until < fadeOutFrames)
    value *= FADES[piece.fadeOutCurve][((until * FADE_STEPS) / fadeOutFrames) | 0]!
  return value
}
