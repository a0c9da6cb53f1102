/**
 * A gain that reaches every dip in time and without corners: the minimum over a window, an exponential release, and the mean
 * over the window (two boxes, a triangle). A mean of values none of which is above the dip is not above the dip.
 */
export class SmoothMinimum {
  /** Frames from a dip's arrival until the gain has reached it, where it stays for GUARD_FRAMES before and after. */
  readonly delayFrames: number
  /** What is left of the way back to 1 after a frame. */
  release = 0
  #size: number
  /** Candidates for the minimum, rising, with the frames at which they came. */
  #values: Float64Array
  #frames: Float64Array
  #first = 0
  #count = 0
  #frame = 0
  #released = 1
  #boxes: [Box, Box]

  /** @param windowFrames length of the triangle, >= 2 */
  constructor(windowFrames: number) {
    const half = Math.max(1, Math.round(windowFrames / 2))
    this.#boxes = [new Box(half), new Box(half)]
    this.delayFrames = 2 * half - 2 + GUARD_FRAMES
    this.#size = this.delayFrames + GUARD_FRAMES + 1
    this.#values = new Float64Array(this.#size)
    this.#frames = new Float64Array(this.#size)
  }

  push(gain: number): number {
    const minimum = this.#minimum(gain)
    this.#released = Math.min(minimum, 1 + (this.#released - 1) * this.release)
    return this.#boxes[1].push(this.#boxes[0].push(this.#released))
  }

  reset(): void {
    this.#first = this.#count = this.#frame = 0
    this.#released = 1
    for (const box of this.#boxes) box.reset()
  }

  #minimum(gain: number): number {
    const size = this.#size
    const values = this.#values
    const frames = this.#frames
    let { first, count } = { first: this.#first, count: this.#count }
    if (count > 0 && frames[first]! <= this.#frame - size) {
      first = first + 1 === size ? 0 : first + 1
      count -= 1
    }
    while (count > 0 && values[(first + count - 1) % size]! >= gain) count -= 1
    const at = (first + count) % size
    values[at] = gain
    frames[at] = this.#frame
    this.#frame += 1
    this.#first = first
    this.#count = count + 1
    return values[first]!
  }
}

/** A peak between two samples is theirs and their neighbours'. */
export const GUARD_FRAMES = 2

/** Mean of the last values; begins with ones. */
class Box {
  #ring: Float64Array
  #at = 0
  #sum: number

  constructor(frames: number) {
    this.#ring = new Float64Array(frames).fill(1)
    this.#sum = frames
  }

  push(value: number): number {
    const ring = this.#ring
    this.#sum += value - ring[this.#at]!
    ring[this.#at] = value
    this.#at += 1
    if (this.#at === ring.length) this.#turn()
    return Math.min(1, this.#sum / ring.length)
  }

  reset(): void {
    this.#ring.fill(1)
    this.#at = 0
    this.#sum = this.#ring.length
  }

  /** Adds up anew once a turn, so that rounding does not gather over hours. */
  #turn(): void {
    this.#at = 0
    let sum = 0
    for (const value of this.#ring) sum += value
    this.#sum = sum
  }
}
