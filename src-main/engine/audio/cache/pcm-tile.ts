/** Tiles of decoded sound, as players take them. */
import { TILE_FRAMES } from "#shared/dsp/index.ts"
import type { PcmReader } from "./pcm-cache-io.ts"

/** Planar samples of one tile, shorter at the end of the part. @param used of a tile that is not needed any more */
export function readTile(reader: PcmReader, tile: number, used?: Float32Array): Float32Array {
  const start = tile * TILE_FRAMES
  return reader.readPlanar(start, Math.min(TILE_FRAMES, reader.frames - start), used)
}
