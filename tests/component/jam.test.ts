/** A jam against a clock that the test turns: whose turn it is, what the partner does, what it sets going and ends. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { StudioError, type JamAnswer, type KeptTake } from "#shared/contract/index.ts"
import {
  aJam,
  anAnswer,
  BAR_SECONDS,
  OUTPUT_SECONDS,
  RATE_HZ,
  turnClock,
} from "./support/jam-clock.ts"

beforeEach(turnClock)
afterEach(() => void vi.restoreAllMocks())

describe("the count-in", () => {
  test("is one bar from where the song stands, and then it is the human's turn", async () => {
    const { state, go, words } = await aJam()
    await go(0.02)
    expect(state.beatsLeft).toBe(4)
    await go(BAR_SECONDS - 0.1)
    expect([words(), state.beatsLeft]).toEqual(["Counting in", 1])
    await go(0.1)
    expect([words(), state.beatsLeft]).toEqual(["Your turn", null])
  })

  test("begins at a bar line where the song stands in a bar", async () => {
    const { state, go, transport } = await aJam({ restTicks: 4000 })
    expect(transport.positionTicks()).toBe(7680)
    await go(BAR_SECONDS + 0.02)
    expect(state.turn).toMatchObject({ who: "human", fromTicks: 3 * 3840 })
  })

  test("begins at the next bar line of a song that plays already, and is a bar long", async () => {
    const { state, go } = await aJam({ playsFrom: 0.5 })
    await go(1.4)
    expect([state.turn.who, state.beatsLeft]).toEqual(["count-in", null])
    await go(0.2)
    expect(state.beatsLeft).toBe(4)
    await go(BAR_SECONDS)
    expect(state.turn).toMatchObject({ who: "human", fromTicks: 2 * 3840 })
  })
})

describe("what the partner does", () => {
  test("is planned before its line, waits for it, plays, rests, and is rated once it was heard", async () => {
    const { state, go, touch, words, began, ended, plans } = await aJam()
    await go(BAR_SECONDS + 0.1)
    touch()
    await go(BAR_SECONDS - 0.3)
    // A draft lies on the deck well before the line.
    expect(plans()).toHaveLength(1)
    expect(state.planned).toMatchObject({ isSounding: false })
    expect([words(), state.last]).toEqual(["Your turn", null])
    await go(0.25)
    expect(words()).toBe("Partner waits for its beat.")
    expect(plans()).toHaveLength(2)
    began()
    expect(words()).toBe("Partner plays. Touch the record to take it.")
    expect(state.last).toEqual({ id: "a", isLiked: null })
    await go(BAR_SECONDS - 0.2)
    ended()
    expect(words()).toBe("Partner rests.")
    expect(state.played).toHaveLength(1)
    await go(0.2)
    expect(words()).toBe("Your turn")
  })

  test("stays to be seen when it is over, also where its line comes before its end is told", async () => {
    const { state, go, touch, began, ended } = await aJam()
    await go(BAR_SECONDS + 0.1)
    touch()
    await go(BAR_SECONDS)
    began()
    await go(BAR_SECONDS)
    expect(state.turn.who).toBe("human")
    ended()
    expect(state.played).toHaveLength(1)
    expect(state.played[0]!.toSeconds).toBeCloseTo(state.played[0]!.gesture.durationSeconds, 9)
  })

  test("is not said to be playing while it thinks, and comes in on a later beat", async () => {
    let send: (answer: JamAnswer) => void = () => undefined
    const answer = () => new Promise<JamAnswer>((resolve) => (send = resolve))
    const { state, go, touch, words, began, plans } = await aJam({ answer })
    await go(BAR_SECONDS + 0.1)
    touch()
    await go(BAR_SECONDS)
    expect(words()).toBe("Partner still thinks.")
    send(anAnswer())
    await go(0.01)
    expect(words()).toBe("Partner waits for its beat.")
    // The second beat of its bar, less the 12 ms in which it takes the record.
    expect(plans()[0]!.frame).toBe(Math.round((2 * BAR_SECONDS + 0.5 - 0.012) * RATE_HZ))
    expect(state.planned).toMatchObject({ fromSeconds: 0.5 })
    began()
    expect(words()).toMatch(/^Partner plays/)
  })

  test("is taken from a draft where the answer to all that was heard comes too late", async () => {
    let asks = 0
    const answer = () =>
      asks++ === 0 ? Promise.resolve(anAnswer()) : new Promise<JamAnswer>(() => undefined)
    const { state, go, touch, words, plans } = await aJam({ answer })
    await go(BAR_SECONDS + 0.1)
    touch()
    await go(BAR_SECONDS - 0.05)
    expect(words()).toBe("Partner waits for its beat.")
    expect(plans()[0]!.frame).toBe(Math.round((2 * BAR_SECONDS - 0.012) * RATE_HZ))
    expect(state.isLate).toBe(false)
  })

  test("is to all of a call whose hand is a little over the line", async () => {
    const lines: number[] = []
    const { state, go, touch, began, ended } = await aJam({
      answer({ beat }) {
        lines.push(beat.barSeconds)
        return Promise.resolve(anAnswer())
      },
    })
    await go(BAR_SECONDS + 0.1)
    touch()
    await go(BAR_SECONDS)
    began()
    ended("yielded")
    expect(state.turn).toMatchObject({ who: "human", isOver: true })
    await go(0.3)
    touch(false)
    await go(BAR_SECONDS - 0.4)
    // Of its bar line in what was heard: the call began a bar before the one that was taken.
    expect(lines[0]).toBeLessThan(0.2)
    expect(lines.at(-1)).toBeCloseTo(lines[0]! + BAR_SECONDS, 6)
  })

  test("is nothing where the engine fails in its turn: the word is the human's, with the reason", async () => {
    let refuse: (error: Error) => void = () => undefined
    const answer = () => new Promise<JamAnswer>((_, reject) => (refuse = reject))
    const { go, touch, words, state } = await aJam({ answer })
    await go(BAR_SECONDS + 0.1)
    touch()
    await go(BAR_SECONDS + 0.3)
    expect(state.turn.who).toBe("partner")
    refuse(new StudioError("engine-lost", "The engine stopped"))
    await go(0.01)
    expect(state.turn.who).toBe("human")
    expect(words()).toBe("The engine did not answer, so the partner rests.")
  })

  test("is told where it never came in all its turn", async () => {
    const { go, touch, words } = await aJam({ answer: () => new Promise(() => undefined) })
    await go(BAR_SECONDS + 0.1)
    touch()
    await go(2 * BAR_SECONDS)
    expect(words()).toBe("The answer came too late for its bar. It is your turn again.")
  })

  test("ends where the tempo is changed in the middle: the human plays from the next bar, and is answered", async () => {
    const { state, go, studio, touch, began, ended, words, lent } = await aJam()
    await go(BAR_SECONDS + 0.1)
    touch()
    await go(BAR_SECONDS)
    began()
    const [first] = studio.project.project.tempo
    studio.project.run("tempo.set", { events: [{ ...first!, bpm: 90 }] })
    await go(0.01)
    expect(lent.at(-1)).toBeNull()
    ended("stopped")
    expect(words()).toBe("You play from the next bar.")
    // At 90 a bar is 2.67 s; 4.1 s into the song its second one goes on.
    await go(1.3)
    expect(state.turn).toMatchObject({ who: "human", fromTicks: 2 * 3840 })
    touch()
    await go(2.7)
    expect(state.turn).toMatchObject({ who: "partner", fromTicks: 3 * 3840 })
  })
})

describe("a take as the call", () => {
  test("lies on the deck for the human's next turn, at the song's tempo, and is answered", async () => {
    const { jam, go, words, plans, began, ended, touch, state } = await aJam()
    await go(0.5)
    await jam.call({ id: "t", title: "Take 3", beats: null } as unknown as KeptTake)
    expect(plans()).toHaveLength(0)
    await go(BAR_SECONDS - 0.5)
    const [plan] = plans()
    // As late as a hand on the beat is: the output's latency and the hand's own.
    const startSeconds = BAR_SECONDS + OUTPUT_SECONDS + 0.005
    expect(plan!.frame).toBe(Math.round((startSeconds - 0.012) * RATE_HZ))
    expect(plan!.frames).toBeLessThanOrEqual((BAR_SECONDS + 0.02) * RATE_HZ)
    await go(0.05)
    began()
    touch()
    expect(words()).toBe("Take 3 calls.")
    await go(BAR_SECONDS - 0.02)
    ended()
    began()
    expect(words()).toMatch(/^Partner plays/)
    // The call is the human's part.
    expect(state.turn.who).toBe("partner")
  })

  test("waits for the end of a turn in which nothing was played", async () => {
    const { jam, go, words, plans } = await aJam()
    await go(BAR_SECONDS + 0.5)
    await jam.call({ id: "t", title: "Take 3", beats: null } as unknown as KeptTake)
    expect(words()).toBe("Take 3 is the next call.")
    await go(BAR_SECONDS - 0.55)
    expect(plans()).toHaveLength(1)
  })
})

describe("what a jam sets going", () => {
  test("ends with it: the song, and the metronome", async () => {
    const { jam, go, transport, studio } = await aJam()
    expect(studio.navigation.isJamming).toBe(true)
    await go(BAR_SECONDS + 1)
    expect(transport).toMatchObject({ isPlaying: true, isClicking: true })
    await jam.stop()
    expect(transport).toMatchObject({ isPlaying: false, isClicking: false })
    expect(transport.ahead.isPlayedAlong).toBe(false)
    expect(studio.navigation.isJamming).toBe(false)
  })

  test("is not more than what stood: a song that played goes on", async () => {
    const { jam, go, transport } = await aJam({ playsFrom: 3 })
    await go(1)
    await jam.stop()
    expect(transport).toMatchObject({ isPlaying: true, isClicking: false })
  })

  test("ends by itself where nobody plays for eight turns, and says so", async () => {
    const { state, go, studio, touch, recorder } = await aJam()
    await go(5.5 * BAR_SECONDS)
    touch()
    await go(8 * BAR_SECONDS)
    expect(state.isOn).toBe(true)
    await go(3 * BAR_SECONDS)
    expect(state.isOn).toBe(false)
    expect(recorder.take).toBeNull()
    expect(studio.toasts.queue.map(({ text }) => text)).toContain(
      "The jam ended: nothing was played for 8 turns.",
    )
  })

  test("ends where the song is stopped, and where its take is ended", async () => {
    const one = await aJam()
    await one.go(1)
    one.transport.stop()
    await one.go(0.02)
    expect(one.state.isOn).toBe(false)
    const other = await aJam()
    await other.go(1)
    await (other.takes.onEnd as (() => Promise<void>) | null)?.()
    expect(other.state.isOn).toBe(false)
    expect(other.recorder.take).toBeNull()
  })
})
