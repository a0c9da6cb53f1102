/**
 * Follows the phasor's phase, unwrapped into cycles. Position has no lag; speed is a critically damped second-order filter
 * (fading memory), which cannot overshoot, fed forward into the position's next guess.
 */
import { exactExp } from "../../dsp/exact-math.ts"
import { PhaseUnrest } from "./phase-unrest.ts"
import { withoutTurns } from "./phase.ts"

/** Two equal poles: speed lags by twice this. */
const SPEED_SECONDS = 0.00045
/** How soon the position follows the phase. */
const POSITION_SECONDS = 0.00003

export class PhaseTracker {
  /** Whole and part cycles since the start; the part is the phase. */
  cycles = 0
  /** Cycles a frame. */
  speed = 0
  /** Counts the needle's jumps. */
  jumps = 0
  #filtered = 0
  readonly #unrest: PhaseUnrest
  readonly #positionGain: number
  readonly #errorGain: number
  readonly #speedGain: number

  constructor(rateHz: number) {
    const pole = exactExp(-1 / (SPEED_SECONDS * rateHz))
    this.#errorGain = 1 - pole * pole
    this.#speedGain = (1 - pole) * (1 - pole)
    this.#positionGain = 1 - exactExp(-1 / (POSITION_SECONDS * rateHz))
    this.#unrest = new PhaseUnrest(rateHz)
  }

  /** Whether the phase is not followed for the moment: it is noise, or an offset that may become a jump. */
  get isLost(): boolean {
    return this.#unrest.isLost
  }

  /** Cycles at the next frame, for all that is known. */
  get expected(): number {
    return this.cycles + this.speed
  }

  /** Goes on by a frame whose phase, in turns, was measured with some certainty, 0 to 1. */
  advance(phase: number, weight: number): void {
    const { expected } = this
    const offset = withoutTurns(phase - expected)
    switch (this.#unrest.judge(offset, weight)) {
      case "lost":
        this.coast()
        return
      case "jump":
        this.jumps += 1
        this.coast()
        this.shift(offset)
        return
      case "seat":
        this.coast()
        this.shift(offset)
        return
      case "faster":
        this.coast()
        this.shift(this.#unrest.wholeOffset)
        this.speed += this.#unrest.evenDrift
        return
      case "steady":
    }
    this.cycles = expected + this.#positionGain * weight * offset
    const guess = this.#filtered + this.speed
    const error = expected + offset - guess
    this.#filtered = guess + this.#errorGain * weight * error
    this.speed += this.#speedGain * weight * error
  }

  /** Goes on by a frame that says nothing. */
  coast(): void {
    this.cycles += this.speed
    this.#filtered += this.speed
  }

  /** Goes on by a frame of silence, after which the phase is seen afresh. */
  silence(): void {
    this.coast()
    this.#unrest.reset()
  }

  /** Takes the phase as it is: the needle was set down. */
  seat(phase: number): void {
    this.shift(withoutTurns(phase - this.cycles))
  }

  /** What was followed is so many cycles off. */
  shift(by: number): void {
    this.cycles += by
    this.#filtered += by
  }
}
