/**
 * Learning a controller that nobody knows, as a pure state machine: it says what a person is to do, hears what the device
 * sends meanwhile, and ends with a profile. `learn` gives a new state; the events of a step are all it remembers of it, so a
 * step can be done again. The window that asks, and the ports, are somebody else's.
 */
import type { RawEvent } from "../decode/raw-event.ts"
import type { ControllerProfile } from "../profile/profile.ts"
import { countTicks } from "./count-ticks.ts"
import { learntProfiles } from "./learnt-profiles.ts"
import { findFader, findPlatter, findTouch, type FoundPlatter } from "./find-controls.ts"

/** In this order. `clockwise` and `back` are five turns each, against a mark. */
export const LEARN_STEPS = ["touch", "turn", "fader", "clockwise", "back", "done"] as const
export type LearnStep = (typeof LEARN_STEPS)[number]

/** What a person is asked for. */
export const LEARN_PROMPTS: Readonly<Record<LearnStep, string>> = {
  touch: "Touch the platter and let go, a few times, without turning it.",
  turn: "Turn the platter back and forth, slowly and then fast.",
  fader: "Move the crossfader from one end to the other and back.",
  clockwise: "Turn the platter exactly five times clockwise, from a mark back to the mark.",
  back: "Now exactly five times back.",
  done: "That is all.",
}

export const CALIBRATION_TURNS = 5
/** Five turns one way and five back must agree as well as a hand finds a mark: a quarter of a turn. */
const MOST_DISAGREEMENT = 0.05

export interface LearnState {
  step: LearnStep
  deviceName: string
  portName: string
  /** Of the running step. */
  events: readonly RawEvent[]
  touch?: string
  platter?: FoundPlatter
  crossfader?: ControllerProfile["crossfader"]
  /** The port of the fader where it is another device's. */
  mixerPort?: string | undefined
  /** Signed, of each way. */
  clockwiseTicks?: number
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

export function learn(state: LearnState, input: LearnInput): LearnState {
  if (input.kind === "back") return enter(state, LEARN_STEPS.indexOf(state.step) - 1)
  if (state.step === "done") return state
  switch (input.kind) {
    case "heard":
      return { ...state, events: [...state.events, ...input.events] }
    case "again":
      return enter(state, LEARN_STEPS.indexOf(state.step))
    case "skip":
      return skip(state)
    case "done":
      return finish(state)
  }
}

function enter({ problem: _, ...state }: LearnState, index: number): LearnState {
  return { ...state, step: LEARN_STEPS[Math.max(0, index)]!, events: [] }
}

const onward = (state: LearnState): LearnState => enter(state, LEARN_STEPS.indexOf(state.step) + 1)

/** Only a platter cannot be done without: calibration can wait. */
function skip(state: LearnState): LearnState {
  if (state.step === "turn")
    return refuse(state, "Without its platter a controller is of no use here.")
  if (state.step === "clockwise" || state.step === "back") return conclude(state, undefined)
  // What was learnt before somebody went back to say that it is not there.
  const { touch, crossfader, mixerPort, ...rest } = state
  if (state.step === "fader") return onward(touch ? { ...rest, touch } : rest)
  return onward({ ...rest, mixerPort, ...(crossfader ? { crossfader } : {}) })
}

const refuse = (state: LearnState, problem: string): LearnState => ({ ...state, problem })

function finish(state: LearnState): LearnState {
  const { step, events, platter } = state
  if (step === "touch") {
    const touch = findTouch(events)
    return touch
      ? onward({ ...state, touch })
      : refuse(state, "Nothing was felt. If the platter has no touch, go on without.")
  }
  if (step === "turn") {
    const found = findPlatter(events)
    if (!found) return refuse(state, "Nothing was heard that turns. Turn it further, both ways.")
    if (!found.isCertain)
      return refuse(state, `Not clear yet (${found.reason}). Turn it both ways, slowly and fast.`)
    return onward({ ...state, platter: found, turns: events })
  }
  if (step === "fader") {
    const found = findFader(events)
    if (!found)
      return refuse(state, "No fader was heard from end to end. If there is none, go on without.")
    const { port, ...crossfader } = found
    const isOther = port !== undefined && port !== state.portName
    return onward({ ...state, crossfader, mixerPort: isOther ? port : undefined })
  }
  const ticks = platter ? countTicks(events, platter) : 0
  if (Math.abs(ticks) < CALIBRATION_TURNS)
    return refuse(state, "The platter was not heard turning.")
  if (step === "clockwise")
    return ticks > 0
      ? onward({ ...state, clockwiseTicks: ticks })
      : refuse(state, "That was heard as turning back: turn it clockwise.")
  return calibrated(state, ticks)
}

function calibrated(state: LearnState, backTicks: number): LearnState {
  const { clockwiseTicks = 0 } = state
  if (backTicks > 0) return refuse(state, "That was heard as turning clockwise: turn it back.")
  const mean = (clockwiseTicks - backTicks) / 2
  const apart = Math.abs(clockwiseTicks + backTicks) / mean
  if (apart > MOST_DISAGREEMENT)
    return refuse(
      state,
      `Five turns were ${clockwiseTicks} ticks one way and ${-backTicks} back: they should be the same. Do it again.`,
    )
  return conclude(state, Math.round(mean / CALIBRATION_TURNS))
}

function conclude(state: LearnState, ticksPerRevolution: number | undefined): LearnState {
  const learnt = learntProfiles(state, ticksPerRevolution)
  if (!learnt) return refuse(state, "Its platter was not learnt.")
  return { ...enter(state, LEARN_STEPS.indexOf("done")), ...learnt }
}
