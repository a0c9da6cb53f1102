/** The waveform of one chunk, as fine as its picture needs. */
import type { Client, Part, StudioContract } from "#shared/contract/index.ts"
import type { PeaksTile } from "../../../engine/peaks-tiles.ts"

export interface ChunkPeaks {
  tile: PeaksTile
  startFrame: number
  endFrame: number
  /** The largest value in it, never 0: pictures of single chunks are drawn to full height. */
  loudest: number
}

const QUIETEST = 0.02

export async function chunkPeaks(
  engine: Client<StudioContract>,
  part: Part,
  { startSeconds, endSeconds }: { startSeconds: number; endSeconds: number },
  bars: number,
): Promise<ChunkPeaks> {
  const startFrame = Math.floor(startSeconds * part.sampleRateHz)
  const endFrame = Math.max(startFrame + 1, Math.floor(endSeconds * part.sampleRateHz))
  const framesPerPeak = Math.max(1, (endFrame - startFrame) / bars / 2)
  const peaks = Math.min(
    65_536,
    Math.ceil((endFrame - startFrame) / Math.min(64, framesPerPeak)) + 2,
  )
  const tile = await engine["audio.peaks"]({ partId: part.id, framesPerPeak, startFrame, peaks })
  const inside = Math.ceil((endFrame - tile.startFrame) / tile.framesPerPeak) * 2
  const loudest = tile.peaks
    .subarray(0, inside)
    .reduce((most, value) => Math.max(most, Math.abs(value)), QUIETEST)
  return { tile, startFrame, endFrame, loudest }
}
