/** Whether there is a signal, and how far a sample of it can be trusted. */
import { decayPerFrame } from "../../dsp/exact-math.ts"

const ENVELOPE_SECONDS = 0.0004
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

export class SignalGate {
  isPresent = false
  /** Mean power of the phasor, 0.4 ms long. */
  power = 0
  /** Power of the phasor at speed. */
  loudPower = 0
  readonly #taken: number
  readonly #loudTaken: number
  readonly #clickFrames: number
  #highFrames = 0

  constructor(rateHz: number) {
    this.#taken = 1 - decayPerFrame(ENVELOPE_SECONDS, rateHz)
    this.#loudTaken = 1 - decayPerFrame(LOUD_SECONDS, rateHz)
    this.#clickFrames = CLICK_SECONDS * rateHz
  }

  /**
   * Takes a sample's power; answers its weight, 0 to 1: 0 where there is no signal, or a click.
   * @param isAtSpeed whether the record turns fast enough to learn how loud it is
   */
  push(power: number, noiseVariance: number, isAtSpeed: boolean): number {
    const isHigh = this.isPresent && power > CLICK_POWER * this.loudPower
    this.#highFrames = isHigh ? this.#highFrames + 1 : 0
    const isClick = isHigh && this.#highFrames < this.#clickFrames
    if (isHigh && !isClick) this.loudPower = power
    const believed = isClick ? CLICK_POWER * this.loudPower : power
    this.power += this.#taken * (believed - this.power)
    const least = Math.max(LEAST_SHARE * this.loudPower, LEAST_POWER)
    const noise = 2 * noiseVariance
    if (!this.isPresent && this.power > Math.max(BEGINS * noise, 2 * least)) {
      this.isPresent = true
      this.loudPower = Math.max(this.loudPower, 2 * this.power)
    } else if (this.isPresent && this.power < Math.max(STAYS * noise, least)) this.isPresent = false
    if (!this.isPresent) return 0
    if (isAtSpeed || believed > this.loudPower)
      this.loudPower += this.#loudTaken * (believed - this.loudPower)
    return isClick ? 0 : power / (power + 2 * noise)
  }
}
