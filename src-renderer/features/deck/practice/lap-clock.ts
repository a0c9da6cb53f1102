/**
 * Where in the round practice is. Click and deck have outputs of their own: the click's place, as the ear has it, is brought
 * into the deck's clock, and what a single look is off evens out.
 */
const MOST_LOOKS = 60

export class LapClock {
  readonly lapSeconds: number
  /** When the first round began, in the deck's clock. */
  #zero: number | null = null
  #looks = 0

  constructor(lapSeconds: number) {
    this.lapSeconds = lapSeconds
  }

  /** @param heardSeconds of the deck's clock @param intoSeconds the click's place in its round, at the same moment */
  look(heardSeconds: number, intoSeconds: number): void {
    const began = heardSeconds - intoSeconds
    if (this.#zero === null) {
      this.#zero = began
      return
    }
    const off = began - this.#zero
    const rest = off - Math.round(off / this.lapSeconds) * this.lapSeconds
    this.#looks = Math.min(MOST_LOOKS, this.#looks + 1)
    this.#zero += rest / (this.#looks + 1)
  }

  /** Of a round's beginning; null before anything is heard. */
  startOf(lap: number): number | null {
    return this.#zero === null ? null : this.#zero + lap * this.lapSeconds
  }

  /** -1 before anything is heard. */
  lapAt(heardSeconds: number): number {
    return this.#zero === null ? -1 : Math.floor((heardSeconds - this.#zero) / this.lapSeconds)
  }
}
