/**
 * Which way up the signal is. A pickup answers to speed itself, so that its signal is turned over while the record runs
 * backwards; a CD's is not. Which of the two it is, is read from the dips: they are half way through a cycle if it is the right
 * way up, at its edges if it is not. While the record is slow the phase is followed whichever way up it is, by half cycles, as a
 * Costas loop does; the direction then says which.
 */
import { withoutTurns } from "./phase.ts"

/** Share of a cycle's dip in the mean of its direction's, cycles before it is believed, and a mean that is upside down. */
const TAKEN = 0.125
const LEAST_CYCLES = 10
const UPSIDE_DOWN = -0.04
/** Slower than this the direction is not yet certain, and a change of it may be near. Record seconds a second. */
const SLOW = 0.3
const CERTAIN = 0.05
/** Longer than speed lags, so that a hand that turns back is not taken for a mistake. */
const CERTAIN_SECONDS = 0.0012

export class Polarity {
  /** Turns to add to the phase as it is measured: 0 or a half. */
  turned = 0
  readonly #certainFrames: number
  #frames = 0
  /** Of the record running forwards, and backwards. */
  readonly #turned = new Float64Array(2)
  readonly #means = new Float64Array(2)
  readonly #counts = new Float64Array(2)

  constructor(rateHz: number) {
    this.#certainFrames = CERTAIN_SECONDS * rateHz
  }

  /** Whether the signal is the wrong way up though the record runs forwards: both channels are turned over. */
  get isUpsideDown(): boolean {
    return this.#turned[0] !== 0
  }

  get #differs(): boolean {
    return this.#turned[0] !== this.#turned[1]
  }

  /** Takes the depth of a cycle that was read. @returns whether that direction was read the wrong way up until now */
  learn(depth: number, speed: number): boolean {
    const way = speed < 0 ? 1 : 0
    if (this.turned !== this.#turned[way]) return false
    this.#means[way]! += TAKEN * (depth - this.#means[way]!)
    this.#counts[way]! += 1
    if (this.#counts[way]! < LEAST_CYCLES || this.#means[way]! > UPSIDE_DOWN) return false
    this.#turned[way] = 0.5 - this.#turned[way]
    this.#means[way] = 0
    this.#counts[way] = 0
    return true
  }

  /** Before a phase is followed. @param offset of the measured phase from the one expected, in turns */
  follow(offset: number, speed: number, isQuiet: boolean): void {
    const isSlow = isQuiet || (speed < SLOW && speed > -SLOW)
    if (!isSlow || !this.#differs) return
    const seen = withoutTurns(offset + this.turned)
    if (seen > 0.25 || seen < -0.25) this.turned = 0.5 - this.turned
  }

  /** After it was followed. @returns whether the other way up is right, so that the record is half a cycle further on */
  settle(speed: number): boolean {
    const isCertain = speed > CERTAIN || speed < -CERTAIN
    this.#frames =
      isCertain && this.turned !== this.#turned[speed < 0 ? 1 : 0] ? this.#frames + 1 : 0
    if (this.#frames <= this.#certainFrames) return false
    this.#frames = 0
    this.turned = 0.5 - this.turned
    return true
  }
}
