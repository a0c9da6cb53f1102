/** Which frame of its recording a clip plays where. */
import { MARK_SECONDS } from "../deck/index.ts"
import type { ClipPiece, GesturePiece } from "./plan.ts"
import { firstAtOrAfter } from "../../sorted.ts"

/** @returns the source's frame at a song frame, maybe between two; before and after the piece as if it went on */
export function sourceFrameAt(
  { startFrame, sourceFrame, step, stretch }: ClipPiece,
  songFrame: number,
): number {
  const warp = stretch?.warp
  if (!warp) return sourceFrame + (songFrame - startFrame) * step
  const { songFrames, sourceFrames } = warp
  const next = Math.min(songFrames.length - 1, Math.max(1, firstAtOrAfter(songFrames, songFrame)))
  const from = songFrames[next - 1]!
  const share = (songFrame - from) / (songFrames[next]! - from)
  return sourceFrames[next - 1]! + share * (sourceFrames[next]! - sourceFrames[next - 1]!)
}

/** Of the source, before and after a place, that a stretched piece may read: a block of its stretcher and what that is late by. */
const STRETCH_SECONDS = 0.16

/** Source frames from..to that song frames from..to of a piece are made of; null where it does not sound there. */
export function sourceRange(
  piece: ClipPiece | GesturePiece,
  from: number,
  to: number,
  rateHz: number,
): { from: number; to: number } | null {
  if ("program" in piece) return recordRange(piece, from, to, rateHz)
  const around = piece.stretch ? STRETCH_SECONDS * rateHz : 0
  // A stretcher begins before its piece.
  const first = Math.max(from, piece.startFrame - around)
  const last = Math.min(to, piece.endFrame)
  if (last <= first) return null
  const margin = piece.stretch ? around * piece.stretch.resample : 0
  return {
    from: sourceFrameAt(piece, first - around) - margin,
    to: sourceFrameAt(piece, last + around) + margin,
  }
}

/** Around a place: what the kernel reads at the highest speed, and where a needle was before it was lifted. */
const NEEDLE_SECONDS = 0.02

/** Where the needle is meanwhile, between marks. */
function recordRange(
  { startFrame, endFrame, programFrame, program, sourceRateHz }: GesturePiece,
  from: number,
  to: number,
  rateHz: number,
): { from: number; to: number } | null {
  if (Math.min(to, endFrame) <= Math.max(from, startFrame)) return null
  const first = programFrame + Math.max(from, startFrame) - startFrame
  const last = programFrame + Math.min(to, endFrame) - startFrame
  const span = MARK_SECONDS * rateHz
  let [least, most] = [Infinity, -Infinity]
  for (const { frame, leastSeconds, mostSeconds } of program.marks) {
    // The one before, too: from there a deck begins.
    if (frame >= last || frame + 2 * span <= first) continue
    least = Math.min(least, leastSeconds)
    most = Math.max(most, mostSeconds)
  }
  if (most < least) return null
  return {
    from: (least - NEEDLE_SECONDS) * sourceRateHz,
    to: (most + NEEDLE_SECONDS) * sourceRateHz,
  }
}
