/** A ring of samples, and the place in it from which an effect reads: which moves by crossfade, as jumps would click. */
import { TINY } from "./kernel.ts"
import { Ramp } from "./ramp.ts"

export class DelayLine {
  #samples: Float32Array
  #mask: number
  #at = 0

  constructor(maxFrames: number) {
    let size = 2
    while (size < maxFrames + 2) size *= 2
    this.#samples = new Float32Array(size)
    this.#mask = size - 1
  }

  /** Takes the present frame's sample; nothing below -300 dBFS, which a loop would turn into denormal numbers. */
  write(value: number): void {
    this.#at = (this.#at + 1) & this.#mask
    this.#samples[this.#at] = value < TINY && value > -TINY ? 0 : value
  }

  /** The sample written `frames` before the last one. */
  read(frames: number): number {
    return this.#samples[(this.#at - frames) & this.#mask]!
  }

  /** Takes frames from..to. */
  writeAll(samples: Float32Array, from: number, to: number): void {
    for (let i = from; i < to; i++) this.write(samples[i]!)
  }

  clear(): void {
    this.#samples.fill(0)
  }
}

/** Where a delay is read: in one place, or while it moves in two. */
export class Tap {
  frames: number
  #next: number
  #wished: number
  #fade: Ramp

  constructor(rateHz: number, frames = 0, fadeSeconds = 0.03) {
    this.frames = frames
    this.#next = frames
    this.#wished = frames
    this.#fade = new Ramp(rateHz, 0, fadeSeconds)
  }

  /** A move that is under way ends first. */
  set(frames: number, isInstant: boolean): void {
    this.#wished = frames
    if (isInstant) this.finish()
    else if (this.#fade.left === 0) this.#begin()
  }

  /** Goes one frame on. @returns how much of the sound comes from the new place, `next` */
  advance(): number {
    const fade = this.#fade
    if (fade.left === 0) return 0
    const share = fade.next()
    if (fade.left > 0) return share
    this.frames = this.#next
    if (this.#wished !== this.frames) this.#begin()
    return 0
  }

  /** What the line holds at this tap, for the share that `advance` gave. */
  read(line: DelayLine, share: number): number {
    const here = line.read(this.frames)
    return share === 0 ? here : here + share * (line.read(this.#next) - here)
  }

  finish(): void {
    this.frames = this.#wished
    this.#next = this.#wished
    this.#fade.set(0, true)
  }

  #begin(): void {
    this.#next = this.#wished
    this.#fade.set(0, true)
    this.#fade.set(1, false)
  }
}
