import { TILE_FRAMES, TileSource } from "#shared/dsp/index.ts"

export interface SoundOptions {
  rateHz?: number
  channels?: number
  frames?: number
  /** Value of a channel at a frame. */
  at(frame: number, channel: number): number
}

/** A part with all its tiles in place. */
export function aSource({
  rateHz = 48_000,
  channels = 1,
  frames = 100_000,
  at,
}: SoundOptions): TileSource {
  const source = new TileSource({ rateHz, channels, frames })
  for (let tile = 0; tile < source.tileCount; tile++)
    source.put(tile, tileOf({ channels, frames, at }, tile))
  return source
}

export function tileOf(
  { channels = 1, frames = 100_000, at }: SoundOptions,
  tile: number,
): Float32Array {
  const first = tile * TILE_FRAMES
  const length = Math.min(TILE_FRAMES, frames - first)
  return Float32Array.from({ length: length * channels }, (_, i) =>
    at(first + (i % length), Math.floor(i / length)),
  )
}

export const sine = (frequencyHz: number, rateHz: number) => (frame: number) =>
  0.5 * Math.sin((2 * Math.PI * frequencyHz * frame) / rateHz)

/** The largest jump between neighbouring samples. */
export function largestStep(samples: Float32Array): number {
  let largest = 0
  for (let i = 1; i < samples.length; i++)
    largest = Math.max(largest, Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0)))
  return largest
}
