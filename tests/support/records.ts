/** Records for decks, held in memory. */
import { TILE_FRAMES, TileSource } from "#shared/dsp/tile-source.ts"

/** @param signal value of a channel at a time in seconds */
export function recordOf(
  signal: (seconds: number, channel: number) => number,
  { rateHz = 48_000, seconds = 4, channels = 1 } = {},
): TileSource {
  const frames = Math.round(rateHz * seconds)
  const source = new TileSource({ rateHz, channels, frames })
  for (let tile = 0; tile < source.tileCount; tile++) {
    const length = Math.min(TILE_FRAMES, frames - tile * TILE_FRAMES)
    const samples = new Float32Array(channels * length)
    for (let channel = 0; channel < channels; channel++)
      for (let i = 0; i < length; i++)
        samples[channel * length + i] = signal((tile * TILE_FRAMES + i) / rateHz, channel)
    source.put(tile, samples)
  }
  return source
}

export const tone =
  (hz: number, gain = 0.5) =>
  (seconds: number): number =>
    gain * Math.sin(2 * Math.PI * hz * seconds)

/** Power of what a least-squares tone of `hz` explains, and of the rest, in dB relative to a full-scale sine. */
export function toneAndRest(
  samples: Float32Array,
  hz: number,
  rateHz: number,
): { toneDb: number; restDb: number } {
  const count = samples.length
  let [ss, sc, cc, xs, xc] = [0, 0, 0, 0, 0]
  for (let i = 0; i < count; i++) {
    const [s, c] = waves(hz, i / rateHz)
    ss += s * s
    sc += s * c
    cc += c * c
    xs += samples[i]! * s
    xc += samples[i]! * c
  }
  const determinant = ss * cc - sc * sc
  const [a, b] = [(xs * cc - xc * sc) / determinant, (xc * ss - xs * sc) / determinant]
  let rest = 0
  for (let i = 0; i < count; i++) {
    const [s, c] = waves(hz, i / rateHz)
    rest += (samples[i]! - a * s - b * c) ** 2
  }
  return {
    toneDb: 10 * Math.log10(a * a + b * b),
    restDb: 10 * Math.log10((2 * rest) / count),
  }
}

function waves(hz: number, seconds: number): [number, number] {
  const phase = 2 * Math.PI * hz * seconds
  return [Math.sin(phase), Math.cos(phase)]
}
