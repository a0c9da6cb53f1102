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

  /** Replaces the first `count` gains. */
  run(gains: Float64Array, count: number): void {
    this.#minima(gains, count)
    const release = this.release
    let released = this.#released
    for (let i = 0; i < count; i++) {
      released = Math.min(gains[i]!, 1 + (released - 1) * release)
      gains[i] = released
    }
    this.#released = released
    this.#boxes[0].run(gains, count)
    this.#boxes[1].run(gains, count)
  }

  reset(): void {
    this.#first = this.#count = this.#frame = 0
    this.#released = 1
    for (const box of this.#boxes) box.reset()
  }

  /** The least of the last gains for each, by a queue of candidates that rise. */
  #minima(gains: Float64Array, count: number): void {
    const size = this.#size
    const values = this.#values
    const frames = this.#frames
    let first = this.#first
    let waiting = this.#count
    for (let i = 0; i < count; i++) {
      const gain = gains[i]!
      const frame = this.#frame + i
      if (waiting > 0 && frames[first]! <= frame - size) {
        first = first + 1 === size ? 0 : first + 1
        waiting -= 1
      }
      while (waiting > 0 && values[wrapped(first + waiting - 1, size)]! >= gain) waiting -= 1
      const at = wrapped(first + waiting, size)
      values[at] = gain
      frames[at] = frame
      waiting += 1
      gains[i] = values[first]!
    }
    this.#frame += count
    this.#first = first
    this.#count = waiting
  }
}

const wrapped = (place: number, size: number): number => (place < size ? place : place - size)

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

  /** Replaces the first `count` values. */
  run(values: Float64Array, count: number): void {
    const ring = this.#ring
    const length = ring.length
    let sum = this.#sum
    let at = this.#at
    for (let i = 0; i < count; i++) {
      sum += values[i]! - ring[at]!
      ring[at] = values[i]!
      at += 1
      if (at === length) {
        // Added up anew once a turn, so that rounding does not gather over hours.
        at = 0
        sum = 0
        for (let place = 0; place < length; place++) sum += ring[place]!
      }
      values[i] = Math.min(1, sum / length)
    }
    this.#sum = sum
    this.#at = at
  }

  reset(): void {
    this.#ring.fill(1)
    this.#at = 0
    this.#sum = this.#ring.length
  }
}
