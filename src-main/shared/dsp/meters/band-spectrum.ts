/**
 * What sounds, in bands at equal distances in pitch, for the eye: twelve an octave, the first around 20 Hz, the last around
 * 20 kHz. Neither `process` nor `read` allocates.
 */
import { dbOfPower, exactExp } from "../exact-math.ts"
import { PowerSpectrum, SPECTRUM_FRAMES } from "./power-spectrum.ts"

export const SPECTRUM_BANDS = 120
const LOWEST_HZ = 20
const BANDS_AN_OCTAVE = 12
const FLOOR_DB = -120

export class BandSpectrum {
  #spectrum = new PowerSpectrum()
  /** First bin of each band, and the end of the last. */
  #bins: Float64Array

  constructor(rateHz: number) {
    const binHz = rateHz / SPECTRUM_FRAMES
    this.#bins = Float64Array.from({ length: SPECTRUM_BANDS + 1 }, (_, band) => {
      const octaves = (band - 0.5) / BANDS_AN_OCTAVE
      return (LOWEST_HZ * exactExp(octaves * Math.LN2)) / binHz
    })
  }

  /** Takes the first `frames` samples of both sides. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    this.#spectrum.process(left, right, frames)
  }

  /** @param out takes SPECTRUM_BANDS levels in dB, -120 and above: the strongest sine in each band */
  read(out: Float32Array): void {
    this.#spectrum.read()
    for (let band = 0; band < SPECTRUM_BANDS; band++)
      out[band] = Math.max(FLOOR_DB, dbOfPower(this.#powerOf(band)))
  }

  reset(): void {
    this.#spectrum.reset()
  }

  /** The strongest bin of a band; between two bins where a low band is narrower than one. */
  #powerOf(band: number): number {
    const { powers } = this.#spectrum
    const from = this.#bins[band]!
    const to = this.#bins[band + 1]!
    const first = Math.ceil(from)
    const last = Math.min(powers.length - 1, Math.ceil(to) - 1)
    if (last < first) {
      const below = Math.min(powers.length - 2, Math.floor(from))
      const share = Math.min(1, (from + to) / 2 - below)
      return powers[below]! * (1 - share) + powers[below + 1]! * share
    }
    let strongest = 0
    for (let bin = first; bin <= last; bin++) strongest = Math.max(strongest, powers[bin]!)
    return strongest
  }
}
