/**
 * How different two sounds are at some moments, by their spectra at several resolutions (R. Yamamoto et al., "Parallel
 * WaveGAN", 2020: spectral convergence and logarithmic magnitude). A level or a colour that is the same at all moments is no
 * difference: what a mixer and a room do to a sound is not when it was.
 */
import { exactCos } from "#shared/dsp/exact-math.ts"
import { Fft } from "./fft.ts"

/** At 48 kHz: 11, 21 and 43 ms. */
const WINDOW_SECONDS = [0.0107, 0.0213, 0.0427]
/** Of the loudest bin of a moment: what is quieter is noise. */
const FLOOR = 0.01
const TOP_HZ = 12_000

export class SpectraDistance {
  #resolutions: Resolution[]
  #reference: Float64Array[][]
  #frames: readonly number[]

  /** @param frames where the moments lie in the reference */
  constructor(reference: Float32Array, frames: readonly number[], rateHz: number) {
    this.#frames = frames
    this.#resolutions = WINDOW_SECONDS.map((seconds) => new Resolution(seconds, rateHz))
    this.#reference = this.#resolutions.map((resolution) =>
      frames.map((frame) => resolution.magnitudes(reference, frame)),
    )
  }

  /** @param later frames that the recording is behind the reference, at each moment */
  to(recording: Float32Array, later: (frame: number) => number): number {
    let sum = 0
    for (const [r, resolution] of this.#resolutions.entries()) {
      const theirs = this.#frames.map((frame) =>
        resolution.magnitudes(recording, Math.round(frame + later(frame))),
      )
      sum += differenceOf(this.#reference[r]!, theirs)
    }
    return sum / this.#resolutions.length
  }
}

/** Rows are moments. */
function differenceOf(ours: readonly Float64Array[], theirs: readonly Float64Array[]): number {
  const bins = ours[0]?.length ?? 0
  let [logs, weights, off, all] = [0, 0, 0, 0]
  for (let bin = 0; bin < bins; bin++) {
    let [mean, weight, cross, power] = [0, 0, 0, 0]
    for (let row = 0; row < ours.length; row++) {
      const [x, y] = [ours[row]![bin]!, theirs[row]![bin]!]
      mean += x * Math.log(y / x)
      weight += x
      cross += x * y
      power += y * y
    }
    mean /= weight
    const gain = power > 0 ? cross / power : 0
    for (let row = 0; row < ours.length; row++) {
      const [x, y] = [ours[row]![bin]!, theirs[row]![bin]!]
      logs += x * Math.abs(Math.log(y / x) - mean)
      off += (x - gain * y) ** 2
      all += x * x
    }
    weights += weight
  }
  return weights > 0 ? logs / weights + Math.sqrt(off / all) : 0
}

class Resolution {
  #fft: Fft
  #window: Float64Array
  #real: Float64Array
  #imaginary: Float64Array
  #bins: number

  constructor(seconds: number, rateHz: number) {
    let size = 64
    while (size * 1.5 < seconds * rateHz) size *= 2
    this.#fft = new Fft(size)
    this.#window = Float64Array.from(
      { length: size },
      (_, i) => 0.5 - 0.5 * exactCos((2 * Math.PI * (i + 0.5)) / size),
    )
    this.#real = new Float64Array(size)
    this.#imaginary = new Float64Array(size)
    this.#bins = Math.min(size / 2, Math.ceil((TOP_HZ / rateHz) * size))
  }

  /** With a floor, so that their logarithms are numbers; outside of the sound there is silence. */
  magnitudes(samples: Float32Array, middle: number): Float64Array {
    const { size } = this.#fft
    const first = middle - size / 2
    for (let i = 0; i < size; i++) this.#real[i] = (samples[first + i] ?? 0) * this.#window[i]!
    this.#imaginary.fill(0)
    this.#fft.transform(this.#real, this.#imaginary)
    const magnitudes = new Float64Array(this.#bins)
    let loudest = 1e-9
    for (let bin = 0; bin < this.#bins; bin++) {
      const magnitude = Math.sqrt(this.#real[bin]! ** 2 + this.#imaginary[bin]! ** 2)
      magnitudes[bin] = magnitude
      loudest = Math.max(loudest, magnitude)
    }
    return magnitudes.map((magnitude) => magnitude + FLOOR * loudest)
  }
}
