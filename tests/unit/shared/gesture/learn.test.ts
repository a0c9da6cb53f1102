import { describe, expect, it } from "vitest"
import { decodeRaw, gestureOf, takeOfEvents, type RawEvent } from "#shared/gesture/index.ts"
import {
  LEARN_PROMPTS,
  LEARN_STEPS,
  startLearning,
  type LearnInput,
  type LearnState,
} from "#shared/gesture/learn/learn-state.ts"
import { livePicture } from "#shared/gesture/learn/live-picture.ts"
import { learn } from "#shared/gesture/learn/wizard.ts"
import type { ControllerProfile, Encoding } from "#shared/gesture/profile/profile.ts"
import { simulateDevice, type Simulation } from "../../../support/gesture/device-simulator.ts"
import { strokes, type Hand } from "../../../support/gesture/hands.ts"
import { aController } from "../../../support/gesture/profiles.ts"

const TICKS = 1333
const still: Hand = { turnsAt: () => 0.3, velocityAt: () => 0 }
const turns = (count: number): Hand => strokes([6, 1.8 * count], [1, 0])

const later = (events: readonly RawEvent[]): RawEvent[] =>
  events.map((event) => ({ ...event, atMicros: event.atMicros + 10_000_000 }))

/** A device under the hands of somebody who does as asked, a step after the other. */
function device(
  encoding: Encoding,
  more: Partial<ControllerProfile> = {},
  faults: Partial<Simulation> = {},
) {
  const profile = aController({ encoding, ticksPerRevolution: TICKS }, more)
  const play = (hand: Hand, more: Partial<Simulation> = {}) =>
    simulateDevice(hand, { profile, seconds: 2, ...faults, ...more })
  const touches = [0.2, 0.8].map((atSeconds) => ({ atSeconds, seconds: 0.3 }))
  return {
    touch: play(still, { touches }),
    // Hands are on it when it turns.
    forward: play(strokes([0.6, 1], [0.4, 1.4]), { touches, seconds: 1 }),
    back: later(play(strokes([0.6, -1], [0.4, -1.4]), { seconds: 1 })),
    fader: play(still, { faderAt: (seconds) => Math.abs(1 - seconds) }),
    clockwise: play(turns(5), { seconds: 7, touches }),
    counter: play(turns(-5), { seconds: 7 }),
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

function learnAll(
  sends: ReturnType<typeof device>,
  steps: readonly string[] = LEARN_STEPS.slice(0, -1),
): LearnState {
  let state = startLearning("No Name MIDI 1", "No Name")
  for (const step of steps) {
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

  it("does not ask a platter that tells its speed for five turns", () => {
    const state = learnAll(device("speed7"), LEARN_STEPS.slice(0, 4))
    const [deck] = state.profile!.decks
    expect([state.step, deck!.encoding]).toEqual(["done", "speed7"])
    expect(deck!.ticksPerRevolution).toBe("unknown")
    expect(learn(state, { kind: "back" }).step).toBe("fader")
  })

  it("asks for something at every step", () => {
    for (const step of LEARN_STEPS) expect(LEARN_PROMPTS[step]).toMatch(/^[A-Z].*\.$/)
  })

  it.each([
    ["low halves lost", "offset64", {}, { lostLows: 0.2, jitterSeconds: 0.0002 }],
    [
      "times that jitter and stall",
      "twos7",
      {},
      { jitterSeconds: 0.001, stalls: [{ atSeconds: 0.5, seconds: 0.1 }] },
    ],
    ["a fader of seven bits", "abs7", { crossfader: { message: "B0 08" } }, {}],
  ] as const)("manages with %s", (_, encoding, more: Partial<ControllerProfile>, faults) => {
    const { profile, step } = learnAll(device(encoding, more, faults))
    expect(step).toBe("done")
    const usual = { crossfader: { message: "B6 1F", low: "B6 3F" } }
    expect(profile!.crossfader).toEqual({ ...usual, ...more }.crossfader)
    expect(Math.abs(Number(profile!.decks[0]!.ticksPerRevolution) - TICKS)).toBeLessThanOrEqual(1)
  })

  it("finds low halves that are not 32 numbers above, and keeps what the device's times are like", () => {
    const crossfader = { message: "BF 08", low: "BF 58" }
    const { profile } = learnAll(device("offset64", { crossfader }))
    expect(profile!.crossfader).toEqual(crossfader)
    expect(profile!.noise!.reportSeconds).toBeCloseTo(0.001, 4)
    expect(profile!.noise!.jitterSeconds).toBeLessThan(0.001)
  })

  it("turns around what counts down clockwise", () => {
    const sends = device("twos7")
    const { forward, back, clockwise, counter } = sends
    const state = learnAll({
      ...sends,
      ...{ forward: back, back: forward, clockwise: counter, counter: clockwise },
    })
    expect(state.profile!.decks[0]).toMatchObject({ encoding: "twos7", isReversed: true })
    const { positionTurns, velocity } = decodeRaw(counter, state.profile!)
    expect(positionTurns.at(-1)).toBeCloseTo(5, 1)
    expect(Math.max(...velocity)).toBeGreaterThan(1)
  })

  it("shows what arrives: messages, what they seem to be, and a curve", () => {
    const sends = device("abs7")
    let state = hear(startLearning("X"), sends.touch)
    expect(livePicture(state)).toMatchObject({ unit: "touch", found: "Touch: 90 20" })
    expect(livePicture(state).messages[0]).toBe("90 20 00")
    state = perform(perform(learn(state, { kind: "done" }), sends.forward), sends.back)
    state = hear(state, sends.fader)
    expect(livePicture(state).found).toBe("Fader: B6 1F and B6 3F, 14 bits")
    state = hear(learn(state, { kind: "done" }), sends.clockwise)
    const { found, curve, unit } = livePicture(state)
    expect([found, unit]).toEqual([
      expect.stringMatching(/^Platter: B0 10, a position that goes round, 666\d ticks$/),
      "ticks",
    ])
    expect(curve.length).toBeLessThanOrEqual(301)
    expect(Math.abs(curve.at(-1)!.value - 5 * TICKS)).toBeLessThan(3)
    expect(livePicture(startLearning("X"))).toMatchObject({ found: "", curve: [], count: 0 })
  })

  it("goes on without touch, fader and calibration, but not without a platter", () => {
    const sends = device("twos7")
    let state = perform(startLearning("X"), [], "skip")
    expect(learn(state, { kind: "skip" })).toMatchObject({
      step: "forward",
      problem: expect.stringContaining("platter") as string,
    })
    state = perform(perform(state, sends.forward), sends.back)
    state = perform(state, [], "skip")
    const half = perform(state, sends.clockwise)
    expect(perform(half, [], "skip").profile!.decks[0]!.ticksPerRevolution).toBe(TICKS)
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
    const turned = named([...sends.forward, ...sends.back], "Deck")
    state = perform(state, named(sends.forward, "Deck"))
    state = perform(state, named(sends.back, "Deck"))
    state = perform(state, named(sends.fader, "Mixer MIDI"))
    state = perform(state, [], "skip")
    expect(state.profile).toMatchObject({ id: "deck", crossfader: "unknown" })
    expect(state.mixer).toMatchObject({ portNames: ["Mixer MIDI"], crossfader: { low: "B6 3F" } })
    const take = takeOfEvents([...turned, ...named(sends.fader, "Mixer MIDI")], undefined, "Both")
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
    const says = (step: string, words: string) => ({
      step,
      problem: expect.stringContaining(words) as string,
    })
    let state = perform(startLearning("X"), [])
    expect(state).toMatchObject(says("touch", "Nothing was felt"))
    state = perform(learn(state, { kind: "again" }), sends.touch)
    expect(perform(state, sends.touch)).toMatchObject(says("forward", "Nothing was heard"))
    state = perform(state, sends.forward)
    state = perform(state, sends.forward)
    expect(state).toMatchObject(says("back", "the same way as before"))
    state = perform(learn(state, { kind: "again" }), sends.back)
    expect(state).not.toHaveProperty("problem")
    state = perform(state, sends.fader)
    state = perform(state, sends.counter)
    expect(state).toMatchObject(says("clockwise", "turn it forwards"))
    state = perform(learn(state, { kind: "again" }), sends.clockwise)
    const fourBack = simulateDevice(turns(-4), {
      profile: aController({ ticksPerRevolution: TICKS }),
      seconds: 7,
    })
    state = perform(state, fourBack)
    expect(state).toMatchObject(says("counter", "should be the same"))
    state = perform(learn(state, { kind: "again" }), sends.counter)
    expect(state.profile).toBeDefined()
    expect(learn(state, { kind: "back" }).step).toBe("counter")
  })
})
