/** The metronome's sound: a short sine, an octave higher and louder on the first beat of a bar. */
import { decayPerFrame } from "../exact-math.ts"
import type { Instrument } from "./instrument.ts"
import { sineAt } from "./poly/oscillator.ts"

/** Keys that a score plays it by. */
export const ACCENT_KEY = 76
export const BEAT_KEY = 77

const BEAT_HZ = 1000
const LOUDNESS = 0.3
const DECAY_SECONDS = 0.012
const SILENT = 1e-5

export class Click implements Instrument {
  #rateHz: number
  #fall: number
  #level = 0
  #phase = 0
  #step = 0

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#fall = decayPerFrame(DECAY_SECONDS, rateHz)
  }

  send(message: number): void {
    const isBeat = message >> 20 === 9 && (message & 0x7f) > 0
    if (!isBeat) return
    const isAccent = ((message >> 8) & 0x7f) === ACCENT_KEY
    this.#step = (isAccent ? 2 * BEAT_HZ : BEAT_HZ) / this.#rateHz
    this.#level = isAccent ? LOUDNESS : LOUDNESS / 2
    this.#phase = 0
  }

  setParameter(): void {}

  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    for (let i = from; i < from + count; i++) {
      let value = 0
      if (this.#level > SILENT) {
        value = sineAt(this.#phase) * this.#level
        this.#level *= this.#fall
        this.#phase += this.#step
        if (this.#phase >= 1) this.#phase -= 1
      }
      left[i] = value
      right[i] = value
    }
  }

  reset(): void {
    this.#level = 0
  }
}
