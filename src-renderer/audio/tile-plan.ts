/** Which tiles of a part must be with the audio thread, and which may go. Pure. */
import { TILE_FRAMES } from "#shared/dsp/index.ts"

export interface Stretch {
  startSeconds: number
  endSeconds: number
}

/** Frames on each side that the interpolation between rates may read. */
const MARGIN_FRAMES = 512

/** The numbers of the tiles that a stretch of time sounds from, in order. */
export function tilesOf(
  { rateHz, frames }: { rateHz: number; frames: number },
  { startSeconds, endSeconds }: Stretch,
): number[] {
  const last = Math.ceil(frames / TILE_FRAMES) - 1
  const from = Math.max(0, Math.floor((startSeconds * rateHz - MARGIN_FRAMES) / TILE_FRAMES))
  const to = Math.min(last, Math.floor((endSeconds * rateHz + MARGIN_FRAMES) / TILE_FRAMES))
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
}

/**
 * The least recently used tiles above the number that may stay; never one of `needed`.
 * @param used keys, the least recently used first
 */
export function tilesToDrop(
  used: Iterable<string>,
  needed: ReadonlySet<string>,
  most: number,
): string[] {
  const all = [...used]
  const surplus = all.length - most
  return surplus <= 0 ? [] : all.filter((key) => !needed.has(key)).slice(0, surplus)
}
