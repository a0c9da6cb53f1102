/** Filter of first order, matched to the analogue one's step response: low-pass as it is, high-pass as the rest. */
import { exactExp } from "../exact-math.ts"
import { TINY } from "./kernel.ts"

export class OnePole {
  #rateHz: number
  #share = 1
  #low = 0

  constructor(rateHz: number) {
    this.#rateHz = rateHz
  }

  /** @param hz where it has lost 3 dB; Infinity lets everything through */
  set(hz: number): void {
    this.#share = hz === Infinity ? 1 : 1 - exactExp((-2 * Math.PI * hz) / this.#rateHz)
  }

  low(sample: number): number {
    this.#low += this.#share * (sample - this.#low)
    return this.#low
  }

  high(sample: number): number {
    return sample - this.low(sample)
  }

  flush(): void {
    const low = this.#low
    if (low < TINY && low > -TINY) this.#low = 0
  }

  reset(): void {
    this.#low = 0
  }
}
