/**
 * A control that stands elsewhere than the value it moves must not make it leap: the value follows from when the control
 * passes it, until something else moves it away. Pure.
 */

/** So near is as good as there: two and a half of 127 steps. */
const NEAR = 0.02

export class Pickup {
  /** Where the control was last; null before it moved. */
  #last: number | null = null
  /** Where it put the value; null while the value does not follow. */
  #put: number | null = null

  /** Whether the value follows. @param place of the control now @param at where the value stands; both 0 to 1 */
  takes(place: number, at: number): boolean {
    const isHeld = this.#put !== null && Math.abs(this.#put - at) <= NEAR
    const isNear = Math.abs(place - at) <= NEAR
    const isPassed = this.#last !== null && (this.#last - at) * (place - at) <= 0
    this.#last = place
    const isTaken = isHeld || isNear || isPassed
    this.#put = isTaken ? place : null
    return isTaken
  }
}
