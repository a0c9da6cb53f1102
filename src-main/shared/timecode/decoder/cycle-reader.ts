/**
 * Reads the dip of each cycle that the needle passes from end to end, in either direction: by least squares of the magnitude on
 * the phase's cosine, which needs no envelope, as a cycle's edges have no dip.
 */
import { exactCos } from "../../dsp/exact-math.ts"
import type { CycleMoments } from "./ellipse.ts"

/** Cosines of 1,024 steps of a turn, and one more: fine enough for a depth to 1e-5. */
const STEPS = 1024
const LEAST_EVENNESS = 0.5
const cosines = Float64Array.from({ length: STEPS + 1 }, (_, i) =>
  exactCos((2 * Math.PI * (i + 0.5)) / STEPS),
)

export class CycleReader {
  /** What the last whole cycle was. */
  cycle = 0
  depth = 0
  /** Sums of that cycle as it came in, before any correction. */
  readonly moments: CycleMoments = { weight: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
  readonly #sums: CycleMoments = { weight: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
  #current = NaN
  /** Side from which the current cycle was entered: -1 from below, 1 from above, 0 in its middle. */
  #enteredFrom = 0
  #magnitude = 0
  #cosine = 0
  #cosineSquare = 0
  #harmonic = 0
  /** Magnitudes at the edges of the cycle, where no dip is. */
  #firstMagnitude = 0
  #lastMagnitude = 0
  #lostFrames = 0
  #frames = 0

  /**
   * Moves to a place, in cycles.
   * @returns whether a cycle has been read: `cycle`, `depth` and `moments` tell it
   */
  moveTo(cycles: number): boolean {
    const next = Math.floor(cycles)
    if (next === this.#current) return false
    const isNeighbour = Math.abs(next - this.#current) === 1
    const side = next > this.#current ? -1 : 1
    const isWhole = isNeighbour && this.#enteredFrom === side && this.#isEven()
    if (isWhole) this.#finish()
    this.#begin(next, isNeighbour ? side : 0)
    return isWhole
  }

  /** Whether enough of it was heard, about as loud at its end as at its beginning: at a reversal it is not. */
  #isEven(): boolean {
    const low = Math.min(this.#firstMagnitude, this.#lastMagnitude)
    const high = Math.max(this.#firstMagnitude, this.#lastMagnitude)
    return low > LEAST_EVENNESS * high && 3 * this.#lostFrames < this.#frames
  }

  /** Adds a sample of the current cycle: where in it, the phasor's magnitude, and x and y as they came in. */
  add(cycles: number, weight: number, magnitude: number, x: number, y: number): void {
    const cosine = cosines[Math.trunc((cycles - this.#current) * STEPS)]!
    this.#magnitude += weight * magnitude
    this.#harmonic += weight * magnitude * cosine
    this.#cosine += weight * cosine
    this.#cosineSquare += weight * cosine * cosine
    this.#frames += 1
    if (this.#firstMagnitude === 0) this.#firstMagnitude = magnitude
    this.#lastMagnitude = magnitude
    const sums = this.#sums
    sums.weight += weight
    sums.x += weight * x
    sums.y += weight * y
    sums.xx += weight * x * x
    sums.yy += weight * y * y
    sums.xy += weight * x * y
  }

  /** A sample of the current cycle that says nothing. */
  miss(): void {
    this.#frames += 1
    this.#lostFrames += 1
  }

  /** The needle jumped: the cycle that it is in now will not be whole. */
  interrupt(): void {
    this.#current = NaN
  }

  #begin(cycle: number, enteredFrom: number): void {
    this.#current = cycle
    this.#enteredFrom = enteredFrom
    this.#magnitude = 0
    this.#harmonic = 0
    this.#cosine = 0
    this.#cosineSquare = 0
    this.#frames = 0
    this.#lostFrames = 0
    this.#firstMagnitude = 0
    this.#lastMagnitude = 0
    const sums = this.#sums
    sums.weight = sums.x = sums.y = sums.xx = sums.yy = sums.xy = 0
  }

  /** m = (1 - d) + d cos(phi): a constant 1 - d, a slope d. */
  #finish(): void {
    this.cycle = this.#current
    const { weight } = this.#sums
    const variance = weight * this.#cosineSquare - this.#cosine * this.#cosine
    const slope = (weight * this.#harmonic - this.#cosine * this.#magnitude) / variance
    const mean = (this.#magnitude - slope * this.#cosine) / weight
    this.depth = variance > 0 && mean + slope > 0 ? slope / (mean + slope) : 0
    const { moments } = this
    const sums = this.#sums
    moments.weight = sums.weight
    moments.x = sums.x
    moments.y = sums.y
    moments.xx = sums.xx
    moments.yy = sums.yy
    moments.xy = sums.xy
  }
}
