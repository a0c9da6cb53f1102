import { describe, expect, it } from "vitest"
import { Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"
import { deckEventsOf, insertGesture, strokesOf, type Gesture } from "#shared/gesture/index.ts"
import { newProject, ProjectId, TrackId } from "#shared/project/index.ts"
import { DeckHost } from "../../../../src-renderer/audio/decks/deck-host.ts"
import type { FromDecks } from "../../../../src-renderer/audio/decks/deck-protocol.ts"
import { planOf } from "../../../../src-renderer/features/deck/jam/answer-plan.ts"
import {
  barNumber,
  beatAt,
  lineAfter,
  lineIn,
  secondsOf,
} from "../../../../src-renderer/features/deck/jam/bars.ts"
import {
  NOBODY,
  takeJamTurn,
  type JamEvent,
  type JamTurn,
} from "../../../../src-renderer/features/deck/jam/jam-turns.ts"
import { callOf as takeCallOf } from "../../../../src-renderer/features/deck/jam/take-caller.ts"
import { recordOf, tone } from "../../../support/records.ts"
import { callOf } from "../../../support/scratch/calls.ts"

const BAR = 3840
const after = (...events: JamEvent[]): JamTurn => events.reduce(takeJamTurn, NOBODY)
const started: JamEvent = { kind: "started", line: BAR, human: 2 * BAR }
const line = (at: number, answer: Extract<JamEvent, { kind: "line" }>["answer"]): JamEvent => ({
  ...{ kind: "line", line: at * BAR, next: (at + 1) * BAR, answer },
})

describe("the turns of a jam", () => {
  it("count in, then are the human's, then the partner's, and the human's again", () => {
    expect(after(started)).toMatchObject({ who: "count-in", fromTicks: BAR, toTicks: 2 * BAR })
    const human = [started, line(2, "nothing-heard")]
    expect(after(...human)).toMatchObject({ who: "human", rest: null, toTicks: 3 * BAR })
    const partner = [...human, line(3, "ready")]
    expect(after(...partner)).toMatchObject({ who: "partner", fromTicks: 3 * BAR })
    expect(after(...partner, line(4, "nothing-heard"))).toMatchObject({ who: "human", rest: null })
  })

  it("stay the human's where there is no answer, and say why", () => {
    for (const why of ["nothing-heard", "too-late", "no-engine"] as const)
      expect(after(started, line(2, "nothing-heard"), line(3, why))).toMatchObject({
        ...{ who: "human", rest: why, fromTicks: 3 * BAR },
      })
  })

  it("are the human's from the bar on in which a hand takes the record, and while it plays on", () => {
    const taken: JamEvent = { kind: "taken", line: 3 * BAR, next: 4 * BAR }
    const over = [started, line(2, "nothing-heard"), line(3, "ready"), taken]
    expect(after(...over)).toMatchObject({ who: "human", isOver: true, toTicks: 4 * BAR })
    expect(after(...over, line(4, "you-play-on"))).toMatchObject({ who: "human", isOver: true })
    expect(after(...over, line(4, "ready"))).toMatchObject({ who: "partner" })
    // A hand on the record in one's own turn takes nothing.
    const own = after(started, line(2, "nothing-heard"))
    expect(takeJamTurn(own, taken)).toBe(own)
  })

  it("are given back where there is no answer after all, or none came", () => {
    const partner = [started, line(2, "nothing-heard"), line(3, "ready")]
    const failed: JamEvent = { kind: "failed", line: 3 * BAR, next: 4 * BAR, why: "no-engine" }
    expect(after(...partner, failed)).toMatchObject({
      ...{ who: "human", rest: "no-engine", fromTicks: 3 * BAR, toTicks: 4 * BAR },
    })
    const own = after(started, line(2, "nothing-heard"))
    expect(takeJamTurn(own, failed)).toBe(own)
    expect(after(...partner, line(4, "too-late"))).toMatchObject({ who: "human", rest: "too-late" })
  })

  it("are nobody's when it ends", () => {
    expect(after(started, { kind: "stopped" })).toBe(NOBODY)
    expect(takeJamTurn(NOBODY, line(3, "ready"))).toBe(NOBODY)
  })
})

describe("bar lines", () => {
  const project = {
    ...newProject(ProjectId.parse("p"), TrackId.parse("t")),
    tempo: [
      { tick: 0, bpm: 120, curve: "step" as const },
      { tick: 2 * BAR, bpm: 60, curve: "step" as const },
    ],
  }

  it("are found in ticks, in seconds of the output, and by number, also where the tempo changes", () => {
    expect(lineAfter(project, 0)).toBe(0)
    expect(lineAfter(project, 10)).toBe(BAR)
    expect(lineIn(project, BAR, 2)).toBe(3 * BAR)
    expect(barNumber(project, 2 * BAR)).toBe(3)
    const place = { contextSeconds: 100, ticks: BAR / 2 }
    expect(secondsOf(project, place, BAR)).toBeCloseTo(101, 9)
    expect(secondsOf(project, place, 3 * BAR)).toBeCloseTo(107, 9)
    expect(beatAt(project, 0, 0.3)).toEqual({ bpm: 120, beatsPerBar: 4, barSeconds: 0.3 })
    expect(beatAt(project, 2 * BAR, 0)).toMatchObject({ bpm: 60 })
  })
})

describe("a take as the call", () => {
  it("is played at the song's tempo, or at half or twice its own, and no longer than a turn", () => {
    const gesture = callOf({ seed: 3 })
    const bar = gesture.durationSeconds
    const at = (bpm: number, durationSeconds = 60) =>
      takeCallOf({ gesture, tempoBpm: 95, beatsPerBar: 4 }, { bpm, durationSeconds })
        .durationSeconds
    expect(at(95)).toBeCloseTo(bar, 9)
    expect(at(120)).toBeCloseTo((bar * 95) / 120, 9)
    expect(at(190)).toBeCloseTo(bar, 9)
    expect(at(50)).toBeCloseTo((bar * 95) / 100, 9)
    expect(at(95, 1)).toBeCloseTo(1, 9)
  })

  it("begins in the bar in which the hand begins to play", () => {
    const call = callOf({ seed: 3 })
    const still = { timeSeconds: 0, positionTurns: call.points[0]!.positionTurns }
    const rest = {
      durationSeconds: 2 * call.durationSeconds,
      points: [still],
      fader: [],
      touches: [],
    }
    const target = { gesture: insertGesture(rest, 2 * call.durationSeconds, call), tempoBpm: 95 }
    const played = takeCallOf(
      { ...target, beatsPerBar: 4 },
      { bpm: 95, durationSeconds: call.durationSeconds },
    )
    const starts = (of: Gesture) => strokesOf(of).map(({ startSeconds }) => startSeconds)
    expect(starts(played)[0]).toBeCloseTo(starts(call)[0]!, 2)
  })
})

describe("an answer on the deck", () => {
  const RATE_HZ = 48_000
  const START = 96_000
  const LINE_SECONDS = 2.34567
  const firstHeard = (sound: readonly number[]): number =>
    sound.findIndex((sample) => Math.abs(sample) > 0.02)

  /** The gesture alone, on a deck that begins with it. */
  function alone(seed: number): number[] {
    const deck = new Deck(RATE_HZ)
    deck.load(recordOf(tone(440)))
    const events = deckEventsOf(callOf({ seed }), { rateHz: RATE_HZ, startSeconds: 0 })
    for (const event of events) deck.send(event)
    const left = new Float32Array(2.4 * RATE_HZ)
    deck.process(left, new Float32Array(left.length), 0, left.length)
    return [...left]
  }

  it("begins to sound within 3 ms of when it would from its bar line, whatever the hand left behind", () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const told: FromDecks[] = []
      const record = recordOf(tone(440))
      const host = new DeckHost(RATE_HZ, (message) => told.push(message), new Map([[1, record]]))
      const send = (event: DeckEvent) => host.receive({ kind: "deck-event", deck: 0, event })
      host.receive({ kind: "deck-load", deck: 0, source: 1 })
      send({ kind: "fader", frame: START, place: seed % 2 })
      send({ kind: "motor", frame: START, isOn: seed > 2 })
      const plan = planOf(callOf({ seed }), LINE_SECONDS, RATE_HZ)
      host.receive({ kind: "deck-guest", deck: 0, plan })
      const sound: number[] = []
      for (let frame = START; frame < START + 2.4 * RATE_HZ; frame += 128) {
        const left = new Float32Array(128)
        host.process(left, new Float32Array(128), frame)
        sound.push(...left)
      }
      const lineFrame = Math.round(LINE_SECONDS * RATE_HZ)
      // What the hand left sounding has 10 ms to go.
      const from = lineFrame - START - 48
      const heard = firstHeard(sound.slice(from)) + from - (lineFrame - START)
      expect(Math.abs(heard - firstHeard(alone(seed)))).toBeLessThan(0.003 * RATE_HZ)
      expect(told).toContainEqual(
        expect.objectContaining({ kind: "deck-guest-began", lateFrames: 0 }),
      )
    }
  })
})
