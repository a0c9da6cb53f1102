/**
 * All that is shown of the master: loudness, true peak, correlation and spectrum of a stereo sum. It runs on the audio thread;
 * neither `process` nor `write` allocates.
 */
import { dbOfGain, dbOfPower, exactExp } from "../exact-math.ts"
import { CorrelationMeter } from "./level.ts"
import { LoudnessMeter } from "./loudness.ts"
import { PowerSpectrum, SPECTRUM_FRAMES } from "./power-spectrum.ts"
import { TruePeakMeter } from "./true-peak-meter.ts"

/** Bands at equal distances in pitch, twelve an octave, the first around 20 Hz. */
export const MASTER_BANDS = 120
const LOWEST_HZ = 20
const BANDS_AN_OCTAVE = 12
const FLOOR_DB = -120
const HEAD = 6
/** Numbers in one report. */
export const MASTER_READING_LENGTH = HEAD + MASTER_BANDS

/** A report with names. */
export interface MasterValues {
  /** LUFS; -Infinity in silence, and before the first 400 ms or 3 s. */
  momentary: number
  shortTerm: number
  integrated: number
  /** LU */
  range: number
  /** dBTP, the highest since `reset`. */
  truePeak: number
  /** -1 to 1 */
  correlation: number
  /** dB, -120 and above: the strongest sine in each band. */
  spectrum: Float32Array
}

export class MasterMeter {
  #loudness: LoudnessMeter
  #truePeak: TruePeakMeter
  #correlation: CorrelationMeter
  #spectrum = new PowerSpectrum()
  #channels: Float32Array[] = [new Float32Array(0), new Float32Array(0)]
  /** First bin of each band, and the end of the last. */
  #bins: Float64Array

  constructor(rateHz: number) {
    this.#loudness = new LoudnessMeter({ rateHz, channels: 2 })
    this.#truePeak = new TruePeakMeter({ rateHz, channels: 2 })
    this.#correlation = new CorrelationMeter(rateHz)
    const binHz = rateHz / SPECTRUM_FRAMES
    this.#bins = Float64Array.from({ length: MASTER_BANDS + 1 }, (_, band) => {
      const octaves = (band - 0.5) / BANDS_AN_OCTAVE
      return (LOWEST_HZ * exactExp(octaves * Math.LN2)) / binHz
    })
  }

  /** Takes the first `frames` samples of both sides. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    this.#channels[0] = left
    this.#channels[1] = right
    this.#loudness.process(this.#channels, frames)
    this.#truePeak.process(this.#channels, frames)
    this.#correlation.process(left, right, frames)
    this.#spectrum.process(left, right, frames)
  }

  /**
   * Writes a report, as `masterValues` reads it.
   * @param out MASTER_READING_LENGTH numbers
   */
  write(out: Float32Array): void {
    out[0] = this.#loudness.momentary
    out[1] = this.#loudness.shortTerm
    out[2] = this.#loudness.integrated
    out[3] = this.#loudness.range
    out[4] = dbOfGain(this.#truePeak.truePeak)
    out[5] = this.#correlation.correlation
    this.#spectrum.read()
    for (let band = 0; band < MASTER_BANDS; band++)
      out[HEAD + band] = Math.max(FLOOR_DB, dbOfPower(this.#powerOf(band)))
  }

  /** Begins anew: nothing was heard yet. */
  reset(): void {
    this.#loudness.reset()
    this.#truePeak.reset()
    this.#correlation.reset()
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

/** Reads a report of `MasterMeter.write`; its spectrum stays a part of it. */
export const masterValues = (report: Float32Array): MasterValues => ({
  momentary: report[0]!,
  shortTerm: report[1]!,
  integrated: report[2]!,
  range: report[3]!,
  truePeak: report[4]!,
  correlation: report[5]!,
  spectrum: report.subarray(HEAD, HEAD + MASTER_BANDS),
})
