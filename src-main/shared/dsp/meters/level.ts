/** Meters for the mixer: peak with a fall (IEC 60268-10, type I: 20 dB in 1.7 s) and a hold, RMS, and correlation. */
import { decayPerFrame, exactExp } from "../exact-math.ts"
import { finite } from "./finite.ts"

const FALL_DB_PER_SECOND = 20 / 1.7
const HOLD_SECONDS = 1.5
const RMS_SECONDS = 0.3
/** Below -120 dBFS there is no sound whose sides could agree. */
const SILENT_POWER = 1e-12

/** Reads one channel. All values are linear. */
export class LevelMeter {
  /** Rises at once, falls slowly. */
  peak = 0
  /** The highest peak of the last while. */
  held = 0
  #meanSquare = 0
  #fall: number
  #keep: number
  #holdFrames: number
  #heldFrames = 0

  constructor(rateHz: number) {
    this.#fall = exactExp((-FALL_DB_PER_SECOND * Math.LN10) / 20 / rateHz)
    this.#keep = decayPerFrame(RMS_SECONDS, rateHz)
    this.#holdFrames = Math.round(HOLD_SECONDS * rateHz)
  }

  /** Of the last 300 ms (time constant): a sine of amplitude 1 reads 0.707. */
  get rms(): number {
    return Math.sqrt(this.#meanSquare)
  }

  process(samples: Float32Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const value = finite(samples[i]!)
      this.peak = Math.max(Math.abs(value), this.peak * this.#fall)
      this.#heldFrames += 1
      if (this.peak >= this.held || this.#heldFrames > this.#holdFrames) {
        this.held = this.peak
        this.#heldFrames = 0
      }
      const square = value * value
      this.#meanSquare = square + (this.#meanSquare - square) * this.#keep
    }
    if (this.peak < 1e-15) this.peak = 0
    if (this.#meanSquare < 1e-30) this.#meanSquare = 0
  }

  reset(): void {
    this.peak = this.held = this.#meanSquare = this.#heldFrames = 0
  }
}

/** How alike two sides are: 1 the same, 0 nothing in common, -1 the one the other turned over. */
export class CorrelationMeter {
  #keep: number
  #both = 0
  #left = 0
  #right = 0

  constructor(rateHz: number) {
    this.#keep = decayPerFrame(RMS_SECONDS, rateHz)
  }

  /** 0 in silence. */
  get correlation(): number {
    if (this.#left < SILENT_POWER || this.#right < SILENT_POWER) return 0
    return Math.max(-1, Math.min(1, this.#both / Math.sqrt(this.#left * this.#right)))
  }

  process(left: Float32Array, right: Float32Array, frames: number): void {
    const keep = this.#keep
    for (let i = 0; i < frames; i++) {
      const l = finite(left[i]!)
      const r = finite(right[i]!)
      this.#both = l * r + (this.#both - l * r) * keep
      this.#left = l * l + (this.#left - l * l) * keep
      this.#right = r * r + (this.#right - r * r) * keep
    }
    if (this.#left < 1e-30) this.#left = 0
    if (this.#right < 1e-30) this.#right = 0
    if (Math.abs(this.#both) < 1e-30) this.#both = 0
  }

  reset(): void {
    this.#both = this.#left = this.#right = 0
  }
}
