/** What a calibration view draws: the latest points of the phasor as it came in, evenly apart in time, in a ring. */

/** Points that are kept: 85 ms at 48 kHz. */
const POINTS = 1024
const POINTS_PER_SECOND = 12_000

export class Scope {
  /** Minus the secondary across and the primary up, in full scales: a circle, if all is well. */
  readonly x = new Float32Array(POINTS)
  readonly y = new Float32Array(POINTS)
  /** Where in the ring the next point goes: there is the oldest. */
  next = 0
  readonly #every: number
  #frames = 0

  constructor(rateHz: number) {
    this.#every = Math.max(1, Math.round(rateHz / POINTS_PER_SECOND))
  }

  push(x: number, y: number): void {
    if (++this.#frames < this.#every) return
    this.#frames = 0
    this.x[this.next] = x
    this.y[this.next] = y
    this.next = (this.next + 1) % POINTS
  }
}
