/** A fader's messages as a fraction of its way: seven bits, two halves of fourteen, or a pitch bend. */
import { Control14, fractionOf14 } from "../encodings/control14.ts"
import type { ControlProfile } from "../profile/profile.ts"
import { keyOfMessage } from "./platter-reader.ts"

export class FaderReader {
  readonly #high: number
  readonly #low: number | undefined
  readonly #isBend: boolean
  readonly #isReversed: boolean
  readonly #pair = new Control14()
  #fraction: number | undefined

  constructor({ message, low, isReversed = false }: ControlProfile) {
    this.#high = keyOfMessage(message)
    this.#low = low === undefined ? undefined : keyOfMessage(low)
    this.#isBend = message.toUpperCase().startsWith("E")
    this.#isReversed = isReversed
  }

  /** Whether the message was the fader's; what it says is seen `at` a time. */
  message(status: number, first: number, second: number, atMicros: number): boolean {
    if (this.#isBend) {
      if (status * 128 !== this.#high) return false
      this.#fraction = fractionOf14(second * 128 + first)
      return true
    }
    const key = status * 128 + first
    if (key === this.#high && this.#low === undefined) this.#fraction = second / 127
    else if (key === this.#high) this.#take(this.#pair.pushHigh(second, atMicros))
    else if (key === this.#low) this.#take(this.#pair.pushLow(second))
    else return false
    return true
  }

  /** 0..1; undefined while nothing was heard. */
  at(micros: number): number | undefined {
    this.#take(this.#pair.settle(micros))
    if (this.#fraction === undefined) return undefined
    return this.#isReversed ? 1 - this.#fraction : this.#fraction
  }

  #take(value: number | undefined): void {
    if (value !== undefined) this.#fraction = fractionOf14(value)
  }
}
