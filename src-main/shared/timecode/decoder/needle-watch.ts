/**
 * What it means that nothing is heard, be it silence or noise. If the record was fast, it is dust or a jump, for the first
 * 15 ms, then a lifted needle; if it was slow, a hand holds it: a pickup hears only what moves.
 */
import { decayPerFrame } from "../../dsp/exact-math.ts"

const FAST = 0.25
const DUST_SECONDS = 0.015
const LIFTED_DECAY_SECONDS = 0.05
const HELD_DECAY_SECONDS = 0.002

export class NeedleWatch {
  /** Also before there was any signal. */
  isLifted = true
  #goneFrames = 0
  #wasFast = false
  readonly #dustFrames: number
  readonly #liftedDecay: number
  readonly #heldDecay: number

  constructor(rateHz: number) {
    this.#dustFrames = DUST_SECONDS * rateHz
    this.#liftedDecay = decayPerFrame(LIFTED_DECAY_SECONDS, rateHz)
    this.#heldDecay = decayPerFrame(HELD_DECAY_SECONDS, rateHz)
  }

  /**
   * To be called at every frame that says nothing, and when it ends.
   * @param isSilent whether there is no noise either: a hand may hold the record
   * @returns what is left of the speed
   */
  watch(isHeard: boolean, isSilent: boolean, speed: number): number {
    if (isHeard) {
      this.#goneFrames = 0
      this.isLifted = false
      return 1
    }
    if (this.#goneFrames === 0) this.#wasFast = speed > FAST || speed < -FAST
    this.#goneFrames += 1
    if (!this.#wasFast && isSilent) return this.#heldDecay
    if (this.#goneFrames <= this.#dustFrames) return 1
    this.isLifted = true
    return this.#liftedDecay
  }
}
