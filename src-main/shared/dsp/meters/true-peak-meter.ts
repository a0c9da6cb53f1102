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
  /** Per channel: the largest sample of the last span. */
  #before: Float64Array

  constructor({ rateHz, channels }: { rateHz: number; channels: number }) {
    this.#interpolators = Array.from({ length: channels }, () => new PeakInterpolator(rateHz))
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
    let largest = 0
    for (let i = from; i < to; i++) largest = Math.max(largest, Math.abs(finite(samples[i]!)))
    this.samplePeak = Math.max(this.samplePeak, largest)
    this.truePeak = Math.max(this.truePeak, this.samplePeak)
    // What is interpolated here reaches back over the span before, if that was a whole one.
    const reach = Math.max(largest, this.#before[channel]!)
    this.#before[channel] = to - from === SPAN_FRAMES ? largest : reach
    if (reach * PEAK_GROWTH <= this.truePeak) {
      for (let i = from; i < to; i++) interpolator.pass(finite(samples[i]!))
      return
    }
    let peak = this.truePeak
    for (let i = from; i < to; i++) peak = Math.max(peak, interpolator.push(finite(samples[i]!)))
    this.truePeak = peak
  }
}
