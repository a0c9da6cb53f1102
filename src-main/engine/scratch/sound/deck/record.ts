/** A record for a deck that is to be learnt: mono, all of it in memory. */
import { TILE_FRAMES, TileSource } from "#shared/dsp/index.ts"

export function recordOf(mono: Float32Array, rateHz: number): TileSource {
  const record = new TileSource({ rateHz, channels: 1, frames: mono.length })
  for (let tile = 0; tile < record.tileCount; tile++)
    record.put(tile, mono.subarray(tile * TILE_FRAMES, (tile + 1) * TILE_FRAMES))
  return record
}
