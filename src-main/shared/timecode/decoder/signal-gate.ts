/** Whether there is a signal, and how far a sample of it can be trusted. */
import { decayPerFrame } from "../../dsp/exact-math.ts"

const RISE_SECONDS = 0.0004
const FALL_SECONDS = 0.00015
const LOUD_SECONDS = 0.003
/** Power over that of the noise at which a signal is believed to begin, and to be there still. */
const BEGINS = 4
const STAYS = 2.5
/** The same in shares of what it is like at speed (-44 dB), and in full scales (-80 dBFS). */
const LEAST_SHARE = 4e-5
const LEAST_POWER = 1e-8
/** Samples so far above what they are like at speed, in power, are clicks, unless they go on for longer. */
const CLICK_POWER = 2.6
const CLICK_SECONDS = 0.0004
/** What follows a click is not heard for so long. */
const TAIL_SECONDS = 0.0004
/** For so long a signal that begins is not taken for a click. */
const FRESH_SECONDS = 0.001
/** Power over that of the noise at which a sample is worth half. */
const HALF_WORTH = 4
/** Noise that the estimate does not hear, as it is low, in shares of what the signal is like at speed (-32 dB). */
const UNHEARD_SHARE = 6e-4
/** Keeps silence without noise from dividing by 0. */
const TINY = 1e-30

export class SignalGate {
  isPresent = false
  /** Mean power of the phasor over a fraction of a millisecond. */
  power = 0
  /** Power of the phasor at speed. */
  loudPower = 0
  readonly #riseTaken: number
  readonly #fallTaken: number
  readonly #loudTaken: number
  readonly #clickFrames: number
  readonly #tailFrames: number
  #highFrames = 0
  #deafFrames = 0
  readonly #freshFrames: number
  #presentFrames = 0

  constructor(rateHz: number) {
    this.#riseTaken = 1 - decayPerFrame(RISE_SECONDS, rateHz)
    this.#fallTaken = 1 - decayPerFrame(FALL_SECONDS, rateHz)
    this.#tailFrames = TAIL_SECONDS * rateHz
    this.#freshFrames = FRESH_SECONDS * rateHz
    this.#loudTaken = 1 - decayPerFrame(LOUD_SECONDS, rateHz)
    this.#clickFrames = CLICK_SECONDS * rateHz
  }

  /**
   * Takes a sample's power; answers its weight, 0 to 1: 0 where there is no signal, or a click.
   * @param isAtSpeed whether the record turns fast enough to learn how loud it is
   */
  push(power: number, noiseVariance: number, isAtSpeed: boolean): number {
    const isClick = this.#isClick(power)
    const believed = isClick ? CLICK_POWER * this.loudPower : power
    const taken = believed > this.power ? this.#riseTaken : this.#fallTaken
    this.power += taken * (believed - this.power)
    const least = Math.max(LEAST_SHARE * this.loudPower, LEAST_POWER)
    const noise = 2 * noiseVariance
    if (!this.isPresent && this.power > Math.max(BEGINS * noise, 2 * least)) {
      this.isPresent = true
      this.loudPower = Math.max(this.loudPower, 2 * this.power)
    } else if (this.isPresent && this.power < Math.max(STAYS * noise, least)) this.isPresent = false
    this.#presentFrames = this.isPresent ? this.#presentFrames + 1 : 0
    if (!this.isPresent) return 0
    if (isAtSpeed || believed > this.loudPower)
      this.loudPower += this.#loudTaken * (believed - this.loudPower)
    if (this.#deafFrames > 0) {
      this.#deafFrames -= 1
      return 0
    }
    const half = HALF_WORTH * noise + UNHEARD_SHARE * this.loudPower
    return (power * power) / (power * power + half * half + TINY)
  }

  #isClick(power: number): boolean {
    const isHigh = this.isPresent && power > CLICK_POWER * this.loudPower
    this.#highFrames = isHigh ? this.#highFrames + 1 : 0
    if (!isHigh) return false
    if (this.#highFrames < this.#clickFrames && this.#presentFrames > this.#freshFrames) {
      this.#deafFrames = this.#tailFrames
      return true
    }
    this.loudPower = power
    this.#deafFrames = 0
    return false
  }
}
