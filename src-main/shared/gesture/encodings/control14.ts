/**
 * Two control changes that carry the halves of one number of 14 bits. The high half comes first and waits for the low one,
 * so that no value between two numbers is ever seen: shown alone, it would make steps of 128. A low half belongs to the high
 * one that came last, however late it is: clocks may be stretched.
 */
export const PAIR_MICROS = 2000
/** A high half whose low one was lost counts after all where nothing follows. */
const LOST_MICROS = 50_000
const FULL = 16_383
/** So many high halves and never a low one: the device has seven bits only. */
const SEVEN_BIT_AFTER = 4

export class Control14 {
  readonly #mayHaveSevenBits: boolean
  #high: number | undefined
  #low = 0
  #waiting: { high: number; atMicros: number } | undefined
  #lonelyHighs = 0
  #hasLow = false
  #value: number | undefined

  /** @param options.mayHaveSevenBits whether high halves alone are a fader that has no low ones: not so where they are differences */
  constructor({ mayHaveSevenBits = true }: { mayHaveSevenBits?: boolean } = {}) {
    this.#mayHaveSevenBits = mayHaveSevenBits
  }

  /** The last number that was whole, 0..16383; undefined before the first. */
  get value(): number | undefined {
    return this.#value
  }

  /** A high half, 0..127. Returns the number where it is known by that: on devices that send no low halves. */
  pushHigh(high: number, atMicros: number): number | undefined {
    this.settle(atMicros)
    this.#waiting = { high, atMicros }
    if (!this.#mayHaveSevenBits || this.#hasLow || ++this.#lonelyHighs < SEVEN_BIT_AFTER)
      return undefined
    this.#waiting = undefined
    this.#high = high
    return (this.#value = Math.round((high / 127) * FULL))
  }

  /** A low half, 0..127. Alone it changes the low bits; undefined where no high half was ever heard. */
  pushLow(low: number): number | undefined {
    this.#hasLow = true
    this.#lonelyHighs = 0
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting) this.#high = waiting.high
    this.#low = low
    if (this.#high === undefined) return undefined
    return (this.#value = this.#high * 128 + this.#low)
  }

  /** Gives up on a low half that must have been lost: the edge of what the high one allows that is nearest to where it was. */
  settle(atMicros: number): number | undefined {
    const waiting = this.#waiting
    if (!waiting || atMicros - waiting.atMicros < LOST_MICROS) return undefined
    this.#waiting = undefined
    const lowest = waiting.high * 128
    const before = this.#value ?? lowest
    this.#high = waiting.high
    this.#value = Math.min(Math.max(before, lowest), lowest + 127)
    this.#low = this.#value - lowest
    return this.#value
  }
}

/** As a fraction of the way, 0..1. */
export const fractionOf14 = (value: number): number => value / FULL
