/**
 * Knows from inside of the audio thread when sound was late. Frames are made as the device takes them, so that the wall clock
 * runs ahead of them by the same time always; what the device had to leave out is missing in the frames from then on, and
 * the clock is ahead by that much more.
 */

/** Of half a second the earliest call counts: calls come late often, and never early. */
const WINDOW_SECONDS = 0.5
/** The clock has whole milliseconds, and a device's own clock differs by a part in ten thousand. */
const LEAST_GAP_MS = 3
/** Longer ones are no gaps: the computer slept, or its clock was set. */
const MOST_GAP_MS = 2000

export class GapCounter {
  #rateHz: number
  /** By how much the clock was ahead in the last window; null at first, and after a leap of the clock. */
  #before: number | null = null
  #least = Infinity
  #windowEnd = -Infinity

  constructor(rateHz: number) {
    this.#rateHz = rateHz
  }

  /** Nothing sounds, and nothing is missed: what comes next begins anew. */
  rest(): void {
    this.#before = null
    this.#least = Infinity
    this.#windowEnd = -Infinity
  }

  /**
   * Call with every block.
   * @param frame of the block, on the context's clock
   * @param nowMs wall clock
   * @returns milliseconds that were lost in the window that has ended now, 0 where none
   */
  take(frame: number, nowMs: number): number {
    const ahead = nowMs - (1000 * frame) / this.#rateHz
    this.#least = Math.min(this.#least, ahead)
    if (this.#windowEnd === -Infinity) this.#windowEnd = frame + WINDOW_SECONDS * this.#rateHz
    if (frame < this.#windowEnd) return 0
    const lost = this.#before === null ? 0 : this.#least - this.#before
    const isLeap = Math.abs(lost) > MOST_GAP_MS
    this.#before = isLeap ? null : this.#least
    this.#least = Infinity
    this.#windowEnd = frame + WINDOW_SECONDS * this.#rateHz
    return lost >= LEAST_GAP_MS && !isLeap ? lost : 0
  }
}
