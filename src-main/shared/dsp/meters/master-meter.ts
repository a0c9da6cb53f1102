/**
 * All that is shown of the master: loudness, true peak, correlation and spectrum of a stereo sum. It runs on the audio thread;
 * neither `process` nor `write` allocates.
 */
import { dbOfGain } from "../exact-math.ts"
import { BandSpectrum, SPECTRUM_BANDS } from "./band-spectrum.ts"
import { CorrelationMeter } from "./level.ts"
import { LoudnessMeter } from "./loudness.ts"
import { TruePeakMeter } from "./true-peak-meter.ts"

const HEAD = 6
/** Numbers in one report. */
export const MASTER_READING_LENGTH = HEAD + SPECTRUM_BANDS

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
  #spectrum: BandSpectrum
  #bands = new Float32Array(SPECTRUM_BANDS)
  #channels: Float32Array[] = [new Float32Array(0), new Float32Array(0)]

  constructor(rateHz: number) {
    this.#loudness = new LoudnessMeter({ rateHz, channels: 2 })
    this.#truePeak = new TruePeakMeter({ rateHz, channels: 2 })
    this.#correlation = new CorrelationMeter(rateHz)
    this.#spectrum = new BandSpectrum(rateHz)
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
    this.#spectrum.read(this.#bands)
    out.set(this.#bands, HEAD)
  }

  /** Begins anew: nothing was heard yet. */
  reset(): void {
    this.#loudness.reset()
    this.#truePeak.reset()
    this.#correlation.reset()
    this.#spectrum.reset()
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
  spectrum: report.subarray(HEAD, HEAD + SPECTRUM_BANDS),
})
