/** Which tiles of which recordings a stretch of the song needs. Pure. */
import { TILE_FRAMES } from "#shared/dsp/index.ts"
import { sourceRange, type ClipPiece, type GesturePiece } from "#shared/dsp/graph/index.ts"

/** Frames around a place that interpolation reads. */
const MARGIN_FRAMES = 512

/** @returns tile numbers by source, for what sounds in song frames from..to. @param rateHz of the graph */
export function tilesFor(
  pieces: readonly (ClipPiece | GesturePiece)[],
  from: number,
  to: number,
  rateHz: number,
): Map<number, Set<number>> {
  const needed = new Map<number, Set<number>>()
  for (const piece of pieces) {
    const { source } = piece
    const range = sourceRange(piece, from, to, rateHz)
    if (!range) continue
    const tiles = needed.get(source) ?? new Set()
    for (const tile of tilesBetween(range.from, range.to)) tiles.add(tile)
    needed.set(source, tiles)
  }
  return needed
}

/** The tiles that frames begin..end sound from. */
export function tilesBetween(begin: number, end: number): number[] {
  const first = tileOf(begin - MARGIN_FRAMES)
  return Array.from({ length: tileOf(end + MARGIN_FRAMES) - first + 1 }, (_, i) => first + i)
}

const tileOf = (frame: number): number => Math.max(0, Math.floor(frame / TILE_FRAMES))
