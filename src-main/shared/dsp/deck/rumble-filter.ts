/** Takes away what is below hearing: a record held still is a constant, which would push the loudspeaker. */
import { exactExp } from "../exact-math.ts"

const CUTOFF_HZ = 20
/** Below it the memory is silence, and denormal numbers never come to be. */
const NOTHING = 1e-20

export class RumbleFilter {
  #keep: number
  #before = new Float64Array(2)
  #after = new Float64Array(2)

  constructor(rateHz: number) {
    this.#keep = exactExp((-2 * Math.PI * CUTOFF_HZ) / rateHz)
  }

  get memory(): number[] {
    return [...this.#before, ...this.#after]
  }

  set memory(values: number[]) {
    for (let side = 0; side < 2; side++) {
      this.#before[side] = values[side]!
      this.#after[side] = values[side + 2]!
    }
  }

  process(left: Float32Array, right: Float32Array, count: number): void {
    this.#side(0, left, count)
    this.#side(1, right, count)
  }

  #side(side: number, values: Float32Array, count: number): void {
    let before = this.#before[side]!
    let after = this.#after[side]!
    for (let i = 0; i < count; i++) {
      const value = values[i]!
      after = value - before + this.#keep * after
      if (after < NOTHING && after > -NOTHING) after = 0
      before = value
      values[i] = after
    }
    this.#before[side] = before
    this.#after[side] = after
  }
}
