/**
 * Counters that start again from 0 when they are full (a position modulo 128 in a control change, a position or a timer in a
 * report), unrolled to differences.
 */
export class WrappedCounter {
  readonly #modulus: number
  #last: number | undefined

  /** @param modulus how many values the counter has */
  constructor(modulus: number) {
    this.#modulus = modulus
  }

  /**
   * The steps since the last value, 0 for the first. A counter cannot say how often it went round: of all that are possible,
   * the difference nearest to `expected` is taken, so that the wheel may move further than half the counter in a message.
   */
  push(value: number, expected = 0): number {
    const last = this.#last
    this.#last = value
    if (last === undefined) return 0
    const raw = value - last
    const rounds = Math.round((expected - raw) / this.#modulus)
    return raw + rounds * this.#modulus
  }

  /** After an interruption the next value says nothing about the way. */
  forget(): void {
    this.#last = undefined
  }
}
