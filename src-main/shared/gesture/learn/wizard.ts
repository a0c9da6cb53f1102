/**
 * Learning a controller that nobody knows, as a pure state machine: it says what a person is to do, hears what the device
 * sends meanwhile, and ends with a profile. `learn` gives a new state; the events of a step are all it remembers of it, so a
 * step can be done again. The window that asks, and the ports, are somebody else's.
 */
import { countTicks } from "./count-ticks.ts"
import { findFader, findPlatter, findTouch, hasTurned } from "./find-controls.ts"
import { CALIBRATION_TURNS, LEARN_STEPS, type LearnInput, type LearnState } from "./learn-state.ts"
import { learntProfiles } from "./learnt-profiles.ts"

/** Five turns one way and five back must agree as well as a hand finds a mark: a quarter of a turn. */
const MOST_DISAGREEMENT = 0.05

export function learn(state: LearnState, input: LearnInput): LearnState {
  if (input.kind === "back") return backward(state)
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

/** A platter that tells its speed has no ticks to count: its five turns are left out, both ways. */
const isSpeed = ({ platter }: LearnState): boolean => platter?.encoding === "speed7"

function onward(state: LearnState): LearnState {
  if (state.step === "fader" && isSpeed(state)) return conclude(state, undefined)
  return enter(state, LEARN_STEPS.indexOf(state.step) + 1)
}

function backward(state: LearnState): LearnState {
  const { step } = state
  const isPast = step === "done" && isSpeed(state)
  return enter(state, LEARN_STEPS.indexOf(isPast ? "clockwise" : step) - 1)
}

/** Only a platter cannot be done without: calibration can wait, and one way of it may do. */
function skip(state: LearnState): LearnState {
  const { step, clockwiseTicks = 0 } = state
  if (step === "forward" || step === "back")
    return refuse(state, "Without its platter a controller is of no use here.")
  if (step === "clockwise") return conclude(state, undefined)
  if (step === "counter") return conclude(state, Math.round(clockwiseTicks / CALIBRATION_TURNS))
  // What was learnt before somebody went back to say that it is not there.
  const { touch, crossfader, mixerPort, ...rest } = state
  if (step === "fader") return onward(touch ? { ...rest, touch } : rest)
  return onward({ ...rest, mixerPort, ...(crossfader ? { crossfader } : {}) })
}

const refuse = (state: LearnState, problem: string): LearnState => ({ ...state, problem })

function finish(state: LearnState): LearnState {
  const { step, events } = state
  if (step === "touch") {
    const touch = findTouch(events)
    return touch
      ? onward({ ...state, touch })
      : refuse(state, "Nothing was felt. If the platter has no touch, go on without.")
  }
  if (step === "forward")
    return hasTurned(events)
      ? onward({ ...state, forward: events })
      : refuse(state, "Nothing was heard that turns. Turn it further.")
  if (step === "back") return turnedBothWays(state)
  if (step === "fader") {
    const found = findFader(events)
    if (!found)
      return refuse(state, "No fader was heard from end to end. If there is none, go on without.")
    const { port, ...crossfader } = found
    const isOther = port !== undefined && port !== state.portName
    return onward({ ...state, crossfader, mixerPort: isOther ? port : undefined })
  }
  return counted(state)
}

function turnedBothWays(state: LearnState): LearnState {
  const { events, forward = [] } = state
  if (!hasTurned(events)) return refuse(state, "Nothing was heard that turns. Turn it further.")
  const turns = [...forward, ...events]
  const found = findPlatter(turns)
  if (!found)
    return refuse(
      state,
      "What the platter sends is not understood. Turn it again, slowly and then fast.",
    )
  const [there, back] = [countTicks(forward, found), countTicks(events, found)]
  // A speed is counted as no ticks.
  if (there * back > 0)
    return refuse(state, "That was heard as the same way as before. Turn it the other way.")
  if (!found.isCertain)
    return refuse(state, `Not clear yet (${found.reason}). Turn it both ways, slowly and fast.`)
  return onward({ ...state, platter: there < 0 ? { ...found, isReversed: true } : found, turns })
}

function counted(state: LearnState): LearnState {
  const { step, events, platter } = state
  const ticks = platter ? countTicks(events, platter) : 0
  if (Math.abs(ticks) < CALIBRATION_TURNS)
    return refuse(state, "The platter was not heard turning.")
  if (step === "counter") return calibrated(state, ticks)
  return ticks > 0
    ? // A long stretch of one gesture says most about how the device's times jitter.
      onward({ ...state, clockwiseTicks: ticks, turns: events })
    : refuse(state, "That was heard as turning back: turn it forwards.")
}

function calibrated(state: LearnState, backTicks: number): LearnState {
  const { clockwiseTicks = 0 } = state
  if (backTicks > 0) return refuse(state, "That was heard as turning forwards: turn it back.")
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
