/** Tiles of decoded sound, as players take them. */
import { TILE_FRAMES } from "#shared/dsp/index.ts"
import type { PcmReader } from "./pcm-cache-io.ts"

/** Planar samples of one tile, shorter at the end of the part. */
export function readTile(reader: PcmReader, tile: number): Float32Array {
  const start = tile * TILE_FRAMES
  const channels = reader.read(start, Math.min(TILE_FRAMES, reader.frames - start))
  const length = channels[0]?.length ?? 0
  const samples = new Float32Array(length * channels.length)
  for (const [at, channel] of channels.entries()) samples.set(channel, at * length)
  return samples
}
