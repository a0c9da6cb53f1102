/** An envelope of attack (a straight line), decay and release (exponential, as a capacitor discharges). */
import { decayPerFrame } from "../../exact-math.ts"

const ATTACK = 0
const DECAY = 1
const RELEASE = 2

/** Below this (-100 dB) it has ended. */
const SILENT = 1e-5
/** A stage's time is that to a twentieth of its way: three time constants. */
const CONSTANTS = 3

export interface EnvelopeSettings {
  /** Added each frame of the attack. */
  rise: number
  /** What is left of the way each frame. */
  fall: number
  sustain: number
  release: number
}

/** @param sustain 0..1 */
export function envelopeSettings(
  rateHz: number,
  attackMs: number,
  decayMs: number,
  sustain: number,
  releaseMs: number,
): EnvelopeSettings {
  const constant = (ms: number): number => decayPerFrame(ms / 1000 / CONSTANTS, rateHz)
  return {
    rise: 1000 / (Math.max(0.1, attackMs) * rateHz),
    fall: constant(decayMs),
    sustain,
    release: constant(releaseMs),
  }
}

export class Envelope {
  value = 0
  #stage = RELEASE

  start(): void {
    this.#stage = ATTACK
  }

  release(): void {
    this.#stage = RELEASE
  }

  get isReleased(): boolean {
    return this.#stage === RELEASE
  }

  get isOver(): boolean {
    return this.#stage === RELEASE && this.value < SILENT
  }

  /** Goes one frame on. */
  next(settings: EnvelopeSettings): number {
    if (this.#stage === ATTACK) {
      this.value += settings.rise
      if (this.value >= 1) {
        this.value = 1
        this.#stage = DECAY
      }
    } else if (this.#stage === DECAY) {
      this.value = settings.sustain + (this.value - settings.sustain) * settings.fall
    } else this.value = this.value < SILENT ? 0 : this.value * settings.release
    return this.value
  }
}
