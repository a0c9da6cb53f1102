/** What the two channels are like, whatever they carry: how loud, how alike, how often at full scale. Makes no objects. */
import { decayPerFrame } from "../../dsp/exact-math.ts"

const MEMORY_SECONDS = 0.25
/** Samples from here on are taken to be cut off. */
const FULL = 0.985
/** RMS of a channel below which nothing is said of it: -66 dBFS. */
const AUDIBLE = 5e-4

export class SignalCheck {
  /** RMS of each channel about its mean, full scale being 1. */
  leftRms = 0
  rightRms = 0
  /** Of the channels: 0 where one is a quarter of a cycle off the other, 1 where they are the same, -1 turned over. */
  correlation = 0
  /** Share of the samples at full scale. */
  clippedShare = 0
  readonly #rateHz: number
  #decay = 0
  #decayFrames = 0
  readonly #means = new Float64Array(6)
  readonly #sums = new Float64Array(6)

  constructor(rateHz: number) {
    this.#rateHz = rateHz
  }

  /** Takes frames from..to; as they are, before any correction. */
  push(left: Float32Array, right: Float32Array, from: number, to: number): void {
    const sums = this.#sums
    sums.fill(0)
    for (let i = from; i < to; i++) {
      const l = left[i]!
      const r = right[i]!
      sums[0]! += l
      sums[1]! += r
      sums[2]! += l * l
      sums[3]! += r * r
      sums[4]! += l * r
      if (l > FULL || l < -FULL || r > FULL || r < -FULL) sums[5]! += 1
    }
    this.#mix(to - from)
  }

  #mix(frames: number): void {
    if (frames !== this.#decayFrames) {
      this.#decayFrames = frames
      this.#decay = decayPerFrame(MEMORY_SECONDS, this.#rateHz / frames)
    }
    const means = this.#means
    for (let i = 0; i < means.length; i++)
      means[i] = this.#decay * means[i]! + ((1 - this.#decay) * this.#sums[i]!) / frames
    const left = Math.max(0, means[2]! - means[0]! * means[0]!)
    const right = Math.max(0, means[3]! - means[1]! * means[1]!)
    this.leftRms = Math.sqrt(left)
    this.rightRms = Math.sqrt(right)
    const isHeard = this.leftRms > AUDIBLE && this.rightRms > AUDIBLE
    const both = means[4]! - means[0]! * means[1]!
    this.correlation = isHeard ? both / Math.sqrt(left * right) : 0
    this.clippedShare = means[5]!
  }
}
