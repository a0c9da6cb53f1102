/** The largest peak between samples, and at them, of all channels (ITU-R BS.1770-5, annex 2). */
import { PeakInterpolator, PEAK_GROWTH } from "../true-peak.ts"
import { finite } from "./finite.ts"

/** So many frames are looked at together, to pass over those in which no new peak can be. */
const SPAN_FRAMES = 64

export class TruePeakMeter {
  /** Linear. */
  truePeak = 0
  samplePeak = 0
  #interpolators: PeakInterpolator[]
  #row = new Float32Array(SPAN_FRAMES)
  #peaks = new Float64Array(SPAN_FRAMES)
  /** Per channel: the largest sample of the last span. */
  #before: Float64Array

  constructor({ rateHz, channels }: { rateHz: number; channels: number }) {
    this.#interpolators = Array.from(
      { length: channels },
      () => new PeakInterpolator(rateHz, SPAN_FRAMES),
    )
    this.#before = new Float64Array(channels)
  }

  /** Takes the first `frames` samples of every channel. */
  process(channels: readonly Float32Array[], frames: number): void {
    for (let channel = 0; channel < this.#interpolators.length; channel++) {
      for (let at = 0; at < frames; at += SPAN_FRAMES)
        this.#span(channel, channels[channel]!, at, Math.min(frames, at + SPAN_FRAMES))
    }
  }

  reset(): void {
    this.truePeak = this.samplePeak = 0
    this.#before.fill(0)
    for (const interpolator of this.#interpolators) interpolator.reset()
  }

  #span(channel: number, samples: Float32Array, from: number, to: number): void {
    const interpolator = this.#interpolators[channel]!
    const row = this.#row
    const count = to - from
    let largest = 0
    for (let i = 0; i < count; i++) {
      row[i] = finite(samples[from + i]!)
      largest = Math.max(largest, Math.abs(row[i]!))
    }
    this.samplePeak = Math.max(this.samplePeak, largest)
    this.truePeak = Math.max(this.truePeak, this.samplePeak)
    // What is interpolated here reaches back over the span before, if that was a whole one.
    const reach = Math.max(largest, this.#before[channel]!)
    this.#before[channel] = count === SPAN_FRAMES ? largest : reach
    if (reach * PEAK_GROWTH <= this.truePeak) {
      interpolator.pass(row, 0, count)
      return
    }
    interpolator.run(row, 0, count, this.#peaks)
    for (let i = 0; i < count; i++) this.truePeak = Math.max(this.truePeak, this.#peaks[i]!)
  }
}
