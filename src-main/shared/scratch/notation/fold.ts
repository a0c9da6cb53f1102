/**
 * The record's way within the height of a staff. A record that goes on and on would leave it: it is set back where it turns
 * round, and a way that is longer than the staff goes on from its other edge. Slopes stay what they are.
 */
/** Of the staff, that a stroke's beginning keeps from its edges. */
const MARGIN = 0.08
/** Of the last stroke: it may reach so much farther than it did. */
const LONGER = 1.15

export class StaffFold {
  /** Height of the staff, seconds of record. May change as it goes. */
  reachSeconds: number
  #offset = 0
  #last: number | null = null
  #direction = 0
  /** Where the stroke began, and how far the last one went. */
  #from = 0
  #extent: number
  #isSetBack = false

  constructor(reachSeconds: number) {
    this.reachSeconds = reachSeconds
    this.#extent = reachSeconds / 2
  }

  /** @returns seconds of record above the staff's lower edge, 0..reach, and whether the pen is lifted before it */
  push(recordSeconds: number): { height: number; isLifted: boolean } {
    if (this.#last === null) {
      this.#from = recordSeconds
      this.#offset = recordSeconds - (this.reachSeconds - this.#extent) / 2
    } else this.#follow(recordSeconds, this.#last)
    this.#last = recordSeconds
    const isWrapped = this.#wrap(recordSeconds)
    const isLifted = isWrapped || this.#isSetBack
    this.#isSetBack = false
    return { height: recordSeconds - this.#offset, isLifted }
  }

  #follow(now: number, last: number): void {
    const direction = Math.sign(now - last)
    if (direction === 0 || direction === this.#direction) return
    if (this.#direction !== 0) this.#extent = Math.abs(last - this.#from)
    this.#direction = direction
    this.#from = last
    const height = last - this.#offset
    const wanted = Math.min(this.reachSeconds * (1 - 2 * MARGIN), this.#extent * LONGER)
    const end = height + direction * wanted
    if (end >= 0 && end <= this.reachSeconds) return
    this.#offset = last - (this.reachSeconds - direction * wanted) / 2
    this.#isSetBack = true
  }

  /** Over an edge it goes on from the other. */
  #wrap(recordSeconds: number): boolean {
    const height = recordSeconds - this.#offset
    if (height >= 0 && height <= this.reachSeconds) return false
    this.#offset += Math.floor(height / this.reachSeconds) * this.reachSeconds
    return true
  }
}
