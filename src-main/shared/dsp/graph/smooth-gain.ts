/** A gain that goes to its target within about ten milliseconds, a straight line in every quantum. */
import { QUANTUM } from "./plan.ts"

const SMOOTHING_SECONDS = 0.01

export class SmoothGain {
  value: number
  target: number
  /** What each frame of the present quantum adds. */
  step = 0
  #share: number

  constructor(rateHz: number, value = 1) {
    this.value = value
    this.target = value
    this.#share = Math.min(1, QUANTUM / (SMOOTHING_SECONDS * rateHz))
  }

  /** Jumps, where nothing sounds yet. */
  set(value: number): void {
    this.value = value
    this.target = value
  }

  /** Call before a quantum: sets `step`. The caller's line begins at `value`. */
  begin(): void {
    const way = this.target - this.value
    // The last thousandth at once, or the line would never end.
    const next = Math.abs(way) < 1e-4 ? this.target : this.value + way * this.#share
    this.step = (next - this.value) / QUANTUM
    this.#next = next
  }

  /** Call after it. */
  end(): void {
    this.value = this.#next
  }

  #next = 0
}
