/** What learning a controller remembers, and what it asks for. */
import type { RawEvent } from "../decode/raw-event.ts"
import type { ControllerProfile } from "../profile/profile.ts"
import type { FoundPlatter } from "./find-controls.ts"

/** In this order, one gesture each. `clockwise` and `counter` are five turns each, against a mark. */
export const LEARN_STEPS = [
  ...(["touch", "forward", "back", "fader", "clockwise", "counter", "done"] as const),
] as const
export type LearnStep = (typeof LEARN_STEPS)[number]

/** What a person is asked for. */
export const LEARN_PROMPTS: Readonly<Record<LearnStep, string>> = {
  touch: "Touch the platter and let go, a few times, without turning it.",
  forward: "Turn the platter forwards (clockwise), slowly and then fast.",
  back: "Now turn it back, slowly and then fast.",
  fader: "Move the crossfader from one end to the other and back, on this device or on a mixer.",
  clockwise: "Turn the platter exactly five times forwards, from a mark back to the mark.",
  counter: "Now exactly five times back.",
  done: "Give it a name. It plays as soon as it is kept.",
}

export const CALIBRATION_TURNS = 5

export interface LearnState {
  step: LearnStep
  deviceName: string
  portName: string
  /** Of the running step. */
  events: readonly RawEvent[]
  touch?: string
  /** What was heard forwards: read together with what is heard back. */
  forward?: readonly RawEvent[]
  platter?: FoundPlatter
  crossfader?: ControllerProfile["crossfader"]
  /** The port of the fader where it is another device's. */
  mixerPort?: string | undefined
  /** Signed, of five turns. */
  clockwiseTicks?: number
  /** What tells how the device's times jitter. */
  turns: readonly RawEvent[]
  /** Why the step could not be finished. */
  problem?: string
  profile?: ControllerProfile
  /** Of the device that has the fader, where that is another one: both are one instrument. */
  mixer?: ControllerProfile
}

export type LearnInput =
  /** Some, as they come. */
  | { kind: "heard"; events: readonly RawEvent[] }
  /** The person has done it. */
  | { kind: "done" }
  /** The device has no such thing, or it does not matter. */
  | { kind: "skip" }
  | { kind: "again" }
  | { kind: "back" }

export const startLearning = (portName: string, deviceName = portName): LearnState => ({
  ...{ step: "touch", deviceName, portName, events: [], turns: [] },
})
