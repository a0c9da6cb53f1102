import type { Part } from "#shared/contract/index.ts"
import type { PlayPiece } from "./player-protocol.ts"
import type { OpenSound } from "./sound.ts"

/** Parts of a song, together from one second on to their ends. */
export function songPieces(
  { line, feeder }: OpenSound,
  parts: readonly Part[],
  startSeconds: number,
): PlayPiece[] {
  return parts.map((part) => {
    const endSeconds = Math.max(startSeconds, part.durationSeconds)
    const frames = Math.max(1, Math.round((endSeconds - startSeconds) * line.rateHz))
    return { source: feeder.sourceOf(part), startSeconds, endSeconds, offsetFrames: 0, frames }
  })
}
