import { describe, expect, it } from "vitest"
import { decodeRaw, gestureOf, takeOfEvents, type RawEvent } from "#shared/gesture/index.ts"
import {
  learn,
  LEARN_PROMPTS,
  LEARN_STEPS,
  startLearning,
  type LearnInput,
  type LearnState,
} from "#shared/gesture/learn/wizard.ts"
import type { Encoding } from "#shared/gesture/profile/profile.ts"
import { simulateDevice, type Simulation } from "../../../support/gesture/device-simulator.ts"
import { baby, strokes, type Hand } from "../../../support/gesture/hands.ts"
import { aController } from "../../../support/gesture/profiles.ts"

const TICKS = 1333
const still: Hand = { turnsAt: () => 0.3, velocityAt: () => 0 }
const turns = (count: number): Hand => strokes([6, 1.8 * count], [1, 0])

/** A device under the hands of somebody who does as asked, a step after the other. */
function device(encoding: Encoding) {
  const profile = aController({ encoding, ticksPerRevolution: TICKS })
  const play = (hand: Hand, more: Partial<Simulation> = {}) =>
    simulateDevice(hand, { profile, seconds: 2, ...more })
  const touches = [0.2, 0.8].map((atSeconds) => ({ atSeconds, seconds: 0.3 }))
  return {
    touch: play(still, { touches }),
    // Hands are on it when it turns.
    turn: play(baby(3, 2.4), { touches, seconds: 1 }),
    fader: play(still, { faderAt: (seconds) => Math.abs(1 - seconds) }),
    clockwise: play(turns(5), { seconds: 7, touches }),
    back: play(turns(-5), { seconds: 7 }),
  }
}

const hear = (state: LearnState, events: readonly RawEvent[]): LearnState =>
  learn(learn(state, { kind: "heard", events: events.slice(0, 9) }), {
    ...{ kind: "heard", events: events.slice(9) },
  })

const perform = (
  state: LearnState,
  events: readonly RawEvent[],
  then: LearnInput["kind"] = "done",
) => learn(hear(state, events), { kind: then } as LearnInput)

function learnAll(sends: ReturnType<typeof device>): LearnState {
  let state = startLearning("No Name MIDI 1", "No Name")
  for (const step of LEARN_STEPS.slice(0, -1)) {
    expect(state.step).toBe(step)
    state = perform(state, sends[step as keyof typeof sends])
  }
  return state
}

describe("learning a controller", () => {
  it.each(["offset64", "twos7", "sign-magnitude", "diff14", "abs7"] as const)(
    "in %s ends with a profile that reads what it plays",
    (encoding) => {
      const { profile, step } = learnAll(device(encoding))
      expect(step).toBe("done")
      expect(profile).toMatchObject({ id: "no-name", portNames: ["No Name MIDI 1"] })
      expect(profile!.crossfader).toEqual({ message: "B6 1F", low: "B6 3F" })
      const [deck] = profile!.decks
      expect(deck).toMatchObject({ platter: ["B0 10"], touch: ["90 20"], encoding })
      expect(Math.abs(Number(deck!.ticksPerRevolution) - TICKS)).toBeLessThanOrEqual(1)
      const { positionTurns } = decodeRaw(device(encoding).clockwise, profile!)
      expect(positionTurns.at(-1)).toBeCloseTo(5, 1)
    },
  )

  it("asks for something at every step", () => {
    for (const step of LEARN_STEPS) expect(LEARN_PROMPTS[step]).toMatch(/^[A-Z].*\.$/)
  })

  it("goes on without touch, fader and calibration, but not without a platter", () => {
    const sends = device("twos7")
    let state = perform(startLearning("X"), [], "skip")
    expect(learn(state, { kind: "skip" })).toMatchObject({
      step: "turn",
      problem: expect.stringContaining("platter") as string,
    })
    state = perform(state, sends.turn)
    state = perform(state, [], "skip")
    state = perform(state, [], "skip")
    expect(state.step).toBe("done")
    expect(state.profile).toMatchObject({ crossfader: "unknown" })
    expect(state.profile!.decks[0]).toMatchObject({
      touch: "unknown",
      ticksPerRevolution: "unknown",
    })
  })

  it("takes a fader on another port for another device, and both for one instrument", () => {
    const named = (events: readonly RawEvent[], port: string) =>
      events.map((event) => ({ ...event, port }))
    const sends = device("offset64")
    let state = perform(startLearning("Deck"), [], "skip")
    state = perform(state, named(sends.turn, "Deck"))
    state = perform(state, named(sends.fader, "Mixer MIDI"))
    state = perform(state, [], "skip")
    expect(state.profile).toMatchObject({ id: "deck", crossfader: "unknown" })
    expect(state.mixer).toMatchObject({ portNames: ["Mixer MIDI"], crossfader: { low: "B6 3F" } })
    const take = takeOfEvents(
      [...named(sends.turn, "Deck"), ...named(sends.fader, "Mixer MIDI")],
      undefined,
      "Both",
    )
    const { points, fader } = gestureOf({
      ...take,
      sources: [
        {
          port: "Deck",
          profile: aController({ ticksPerRevolution: TICKS }, { crossfader: "unknown" }),
        },
        { port: "Mixer MIDI", profile: state.mixer! },
      ],
    })
    expect([points.length > 100, fader.length > 100]).toEqual([true, true])
  })

  it("says what went wrong, stays, and begins the step anew", () => {
    const sends = device("offset64")
    let state = perform(startLearning("X"), [])
    expect(state).toMatchObject({
      step: "touch",
      problem: expect.stringContaining("Nothing was felt") as string,
    })
    state = perform(learn(state, { kind: "again" }), sends.touch)
    state = perform(state, sends.clockwise)
    expect(state).toMatchObject({
      step: "turn",
      problem: expect.stringContaining("Not clear yet") as string,
    })
    state = perform(learn(state, { kind: "again" }), sends.turn)
    expect(state).not.toHaveProperty("problem")
    state = perform(state, sends.fader)
    state = perform(state, sends.back)
    expect(state).toMatchObject({
      step: "clockwise",
      problem: expect.stringContaining("turn it clockwise") as string,
    })
    state = perform(learn(state, { kind: "again" }), sends.clockwise)
    const fourBack = simulateDevice(turns(-4), {
      profile: aController({ ticksPerRevolution: TICKS }),
      seconds: 7,
    })
    state = perform(state, fourBack)
    expect(state).toMatchObject({
      step: "back",
      problem: expect.stringContaining("should be the same") as string,
    })
    state = perform(learn(state, { kind: "again" }), sends.back)
    expect(state.profile).toBeDefined()
    expect(learn(state, { kind: "back" }).step).toBe("back")
  })
})
