/** What a hand, a fader and a turntable can do (scratch.md 3.2, 3.3 and 6.2), out of the limits that a person sets. */
import type { HumanLimits } from "#shared/contract/index.ts"

/** The world goes on by milliseconds; the hands decide every ten of them. */
export const SUBSTEPS = 10
export const SUBSTEP_SECONDS = 0.001
export const STEP_SECONDS = SUBSTEPS * SUBSTEP_SECONDS

export const MOST_SPEED = 4
/** Record speed a second. */
export const MOST_ACCELERATION = 120
/** Of the fader's way, from where sound passes: the middle of the cut (lag .03, cut .03). */
export const OPEN_FROM = 0.045
/** Of the motor: a record that is let go takes so long to come up to it. */
const SLIP_SECONDS = 0.21
/** The hand follows its aim up to here; critically damped, 3 dB down. */
const HAND_BANDWIDTH_HZ = 10
/** Of a critically damped second order: its natural frequency where it is 3 dB down at frequency 1. */
const NATURAL_OVER_BANDWIDTH = 1 / Math.sqrt(Math.SQRT2 - 1)
/** From a decision to the finger's movement, planned for: chance moves it by the noise around it. */
export const FADER_LEAD_MS = 12
/** A finger turns round no sooner. */
const FADER_REST_MS = 25
const FADER_NOISE_MS = 5
const ACCELERATION_NOISE = 0.03

export interface Physics {
  /** Spring of the hand, 1/s^2, and its damping, 1/s. */
  stiffness: number
  damping: number
  /** How late the hand is behind its aim at an even speed. */
  handLeadSeconds: number
  /** Of the whole way, in a millisecond. */
  faderStep: number
  faderRestMs: number
  /** A standard deviation of the movement's beginning, ms. */
  faderNoiseMs: number
  /** A standard deviation, share of the acceleration. */
  accelerationNoise: number
  /** Acceleration by the slipmat's friction where no hand is on the record. */
  slip: number
  /** What is seen is so many steps old. */
  reactionSteps: number
}

export function physicsOf({ reactionMs, inertia, faderTravelMs, noise }: HumanLimits): Physics {
  // Twice the mass on the same muscle: the square root of it slower.
  const natural = (2 * Math.PI * HAND_BANDWIDTH_HZ * NATURAL_OVER_BANDWIDTH) / Math.sqrt(inertia)
  return {
    stiffness: natural * natural,
    damping: 2 * natural,
    handLeadSeconds: 2 / natural,
    faderStep: 1 / faderTravelMs,
    faderRestMs: FADER_REST_MS,
    faderNoiseMs: FADER_NOISE_MS * noise,
    accelerationNoise: ACCELERATION_NOISE * noise,
    slip: 1 / SLIP_SECONDS,
    reactionSteps: Math.round(reactionMs / 1000 / STEP_SECONDS),
  }
}
