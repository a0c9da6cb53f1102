/** Sound as the power of 40 mel bands over time, and bands as filters that go smoothly from frame to frame. */
import { melEdgesHz } from "#shared/music/mel.ts"
import { Frames, pairOfSpectra, type PairOfSpectra } from "./frames.ts"

export const BANDS = 40
export const BAND_SIZE = 1024
/** 187.5 frames a second at 48 kHz. */
export const BAND_HOP = 256
const [LOW_HZ, HIGH_HZ, RATE_HZ] = [30, 18_000, 48_000]
/** Added to powers before their logarithm: -100 dB of a band at full scale, about. */
export const LEAST_POWER = 1e-6

const EDGES = melEdgesHz(BANDS, LOW_HZ, HIGH_HZ).map((hz) => (hz / RATE_HZ) * BAND_SIZE)
const BINS = BAND_SIZE / 2 + 1

/** Of each bin: the band below or at it, and how far it is on its way to the next one, 0..1. */
const PLACES = Array.from({ length: BINS }, (_, bin) => {
  const centres = EDGES.slice(1, -1)
  const above = centres.findIndex((centre) => centre > bin)
  if (above <= 0) return { band: above === 0 ? 0 : BANDS - 1, part: 0 }
  const [from, to] = [centres[above - 1]!, centres[above]!]
  return { band: above - 1, part: (bin - from) / (to - from) }
})
const BAND_OF = Int32Array.from(PLACES, ({ band }) => band)
const PART_OF = Float64Array.from(PLACES, ({ part }) => part)

/** Frames x bands, natural logarithms of powers. @param hop at 48 kHz */
export function logBands(sound: ArrayLike<number>, hop = BAND_HOP): Float32Array {
  const frames = new Frames(BAND_SIZE, hop)
  const magnitudes = frames.magnitudes(sound)
  const bands = new Float32Array((magnitudes.length / BINS) * BANDS).fill(LEAST_POWER)
  for (let frame = 0; frame * BINS < magnitudes.length; frame++)
    for (let bin = 0; bin < BINS; bin++) {
      const power = magnitudes[frame * BINS + bin]! ** 2
      const at = frame * BANDS + BAND_OF[bin]!
      const part = PART_OF[bin]!
      bands[at]! += (1 - part) * power
      if (part > 0) bands[at + 1]! += part * power
    }
  return bands.map((power) => Math.log(power))
}

/**
 * A sound through a filter that changes from frame to frame. Frame f of the gains is about sample f x BAND_HOP.
 * @param logGains frames x bands: natural logarithms of amplitudes
 */
export function shaped(sound: ArrayLike<number>, logGains: ArrayLike<number>): Float64Array {
  const frames = new Frames(BAND_SIZE, BAND_HOP)
  const count = Math.min(frames.countOf(sound.length), logGains.length / BANDS)
  const out = new Float64Array(sound.length)
  const pair = pairOfSpectra(BINS)
  for (let frame = 0; frame < count; frame += 2) {
    frames.pair(sound, frame, pair)
    scale(pair, 0, logGains, frame)
    scale(pair, 1, logGains, Math.min(count - 1, frame + 1))
    const { one, other } = frames.pairBack(pair)
    addWindowed(one, frames, frame, out)
    if (frame + 1 < count) addWindowed(other, frames, frame + 1, out)
  }
  return out
}

function scale(
  pair: PairOfSpectra,
  which: 0 | 1,
  logGains: ArrayLike<number>,
  frame: number,
): void {
  const { real, imaginary } = pair[which]
  for (let bin = 0; bin < BINS; bin++) {
    const at = frame * BANDS + BAND_OF[bin]!
    const part = PART_OF[bin]!
    const low = logGains[at]!
    const gain = Math.exp(part > 0 ? low + part * (logGains[at + 1]! - low) : low)
    real[bin]! *= gain
    imaginary[bin]! *= gain
  }
}

/** Squares of Hann's window, four at a place, add up to 1.5. */
const OVERLAP = 1.5

function addWindowed(part: Float64Array, frames: Frames, frame: number, out: Float64Array): void {
  const start = frame * BAND_HOP - BAND_SIZE / 2
  const from = Math.max(0, -start)
  const to = Math.min(BAND_SIZE, out.length - start)
  const scaleBy = 1 / (BAND_SIZE * OVERLAP)
  for (let i = from; i < to; i++) out[start + i]! += part[i]! * frames.window[i]! * scaleBy
}
