import { describe, expect, it } from "vitest"
import { packEvents, type DeckEvent } from "#shared/dsp/deck/index.ts"
import { DeckHost } from "../../../../src-renderer/audio/decks/deck-host.ts"
import type { FromDecks } from "../../../../src-renderer/audio/decks/deck-protocol.ts"
import type { GuestPlan } from "../../../../src-renderer/audio/decks/guest.ts"
import { recordOf, tone } from "../../../support/records.ts"

const RATE_HZ = 48_000
const START = 64_000
const GUEST_AT = START + 12_345
const GUEST_FRAMES = 24_000

/** A guest that waits for 5 ms and then pulls the record forward, again and again, the fader open. */
function guestPlan(frame = GUEST_AT): GuestPlan {
  const events: DeckEvent[] = [
    { kind: "touch", frame: 0, isHeld: false },
    { kind: "needle", frame: 0, seconds: 0.5 },
    { kind: "platter", frame: 0, position: 0, velocity: 0 },
    { kind: "touch", frame: 0, isHeld: true },
    { kind: "fader", frame: 0, place: 1 },
  ]
  for (let at = 240; at < GUEST_FRAMES; at += 48) {
    const seconds = (at - 240) / RATE_HZ
    const turn = 2 * Math.PI * 4
    events.push({
      ...{ kind: "platter", frame: at },
      position: 0.1 * (1 - Math.cos(turn * seconds)),
      velocity: 0.1 * turn * Math.sin(turn * seconds),
    })
  }
  return { frame, frames: GUEST_FRAMES, events: packEvents(events) }
}

interface Run {
  /** Lent while the first one plays. */
  next?: GuestPlan | null
  seconds?: number
  /** Called before each block. */
  before?(frame: number, send: (event: DeckEvent) => void): void
  plan?: GuestPlan
}

function run({ seconds = 1, before, plan = guestPlan(), next }: Run = {}) {
  const told: FromDecks[] = []
  const record = recordOf(tone(440))
  const host = new DeckHost(RATE_HZ, (message) => told.push(message), new Map([[1, record]]))
  const send = (event: DeckEvent) => host.receive({ kind: "deck-event", deck: 0, event })
  host.receive({ kind: "deck-load", deck: 0, source: 1 })
  send({ kind: "fader", frame: START, place: 0 })
  host.receive({ kind: "deck-guest", deck: 0, plan })
  const sound: number[] = []
  for (let frame = START; frame < START + seconds * RATE_HZ; frame += 128) {
    const [left, right] = [new Float32Array(128), new Float32Array(128)]
    before?.(frame, send)
    if (next !== undefined && frame - 128 < GUEST_AT + 6000 && frame >= GUEST_AT + 6000)
      host.receive({ kind: "deck-guest", deck: 0, plan: next })
    host.process(left, right, frame)
    sound.push(...left)
  }
  const happened = told.flatMap((message) =>
    message.kind === "deck-happened"
      ? message.events.map((event) => ({ ...event, frame: event.frame + message.origin }))
      : [],
  )
  const began = told.find((message) => message.kind === "deck-guest-began")
  const ended = told.find((message) => message.kind === "deck-guest-ended")
  return { told, sound, happened, began, ended }
}

const loudest = (sound: readonly number[], from: number, to: number): number =>
  sound.slice(from - START, to - START).reduce((most, x) => Math.max(most, Math.abs(x)), 0)
const steepest = (sound: readonly number[]): number =>
  sound.reduce((most, x, at) => Math.max(most, Math.abs(x - (sound[at - 1] ?? 0))), 0)

describe("a guest on a deck", () => {
  it("plays from its frame on, is heard, and gives the deck back as the hand had it", () => {
    const { sound, began, ended, happened } = run()
    expect(began).toMatchObject({ deck: 0, frame: GUEST_AT, lateFrames: 0 })
    expect(loudest(sound, START, GUEST_AT)).toBe(0)
    expect(loudest(sound, GUEST_AT, GUEST_AT + GUEST_FRAMES)).toBeGreaterThan(0.4)
    expect(ended).toMatchObject({ how: "over", hasPlayed: true })
    // The hand's fader is closed again: after the cut nothing is heard.
    expect(loudest(sound, GUEST_AT + GUEST_FRAMES + 2400, START + RATE_HZ)).toBeLessThan(1e-3)
    expect(happened.at(-1)).toMatchObject({ kind: "fader", place: 0 })
    expect(happened.findLast(({ kind }) => kind === "needle")).toMatchObject({ seconds: 0 })
  })

  it("begins to sound within 3 ms of its frame", () => {
    // Its first sound is 5 ms after it begins: the record leaves its place there.
    const { sound } = run()
    const first = sound.findIndex((sample) => Math.abs(sample) > 1e-3) + START
    expect(Math.abs(first - (GUEST_AT + 240))).toBeLessThan(0.003 * RATE_HZ)
  })

  it("goes in the block in which a hand takes the record, without a click", () => {
    const grab = GUEST_AT + 9000
    const { sound, ended } = run({
      before(frame, send) {
        if (frame <= grab - 128 || frame > grab) return
        send({ kind: "platter", frame: frame + 100, position: 7, velocity: 0 })
        send({ kind: "touch", frame: frame + 100, isHeld: true })
      },
    })
    expect(ended).toMatchObject({ how: "yielded", hasPlayed: true })
    const endedAt = ended?.kind === "deck-guest-ended" ? ended.frame : NaN
    expect(Math.abs(endedAt - grab)).toBeLessThanOrEqual(128)
    // The fader goes where the hand has it within 5 ms, in no step that is steeper than its own cuts.
    expect(loudest(sound, grab + 480, START + RATE_HZ)).toBeLessThan(1e-3)
    expect(steepest(sound)).toBeLessThan(0.16)
  })

  it("is not disturbed by a fader, nor by a hand that ends its movement on the record", () => {
    const { ended } = run({
      before(frame, send) {
        if (frame === START) send({ kind: "touch", frame, isHeld: true })
        send({ kind: "fader", frame: frame + 200, place: frame % 256 === 0 ? 0 : 1 })
        const isTail = frame < GUEST_AT + 0.1 * RATE_HZ
        const [position, velocity] = isTail ? [frame / RATE_HZ, 1] : [1.6, 0]
        send({ kind: "platter", frame: frame + 200, position, velocity })
      },
    })
    expect(ended).toMatchObject({ how: "over" })
  })

  it("goes when a hand that stayed on the record plays on", () => {
    const { ended } = run({
      before(frame, send) {
        if (frame === START) send({ kind: "touch", frame, isHeld: true })
        send({ kind: "platter", frame: frame + 200, position: frame / RATE_HZ, velocity: 1 })
      },
    })
    expect(ended).toMatchObject({ how: "yielded" })
    const frame = ended?.kind === "deck-guest-ended" ? ended.frame : NaN
    expect(frame - GUEST_AT).toBeGreaterThan(0.12 * RATE_HZ - 1)
    expect(frame - GUEST_AT).toBeLessThan(0.12 * RATE_HZ + 256)
  })

  it("makes room for the next one at its frame, and not before", () => {
    const nextAt = GUEST_AT + GUEST_FRAMES - 576
    const { told } = run({ next: guestPlan(nextAt), seconds: 1.5 })
    const frames = told.flatMap((message) =>
      message.kind === "deck-guest-began" || message.kind === "deck-guest-ended"
        ? [[message.kind, message.frame]]
        : [],
    )
    expect(frames.map(([kind]) => kind)).toEqual([
      ...["deck-guest-began", "deck-guest-ended", "deck-guest-began", "deck-guest-ended"],
    ])
    const [, ended, began] = frames.map(([, frame]) => Number(frame)) as [number, number, number]
    expect(began).toBe(nextAt)
    expect(nextAt - ended).toBeGreaterThanOrEqual(0)
    expect(nextAt - ended).toBeLessThanOrEqual(128)
  })

  it("is stopped where it is called off", () => {
    const { ended, sound } = run({ next: null })
    expect(ended).toMatchObject({ how: "stopped", hasPlayed: true })
    expect(loudest(sound, GUEST_AT + 6000 + 2400, START + RATE_HZ)).toBeLessThan(1e-3)
  })

  it("says how late it is where it came too late, and plays from there", () => {
    const { began, sound } = run({ plan: guestPlan(START - 4800) })
    expect(began).toMatchObject({ lateFrames: 4800 })
    expect(loudest(sound, START, START + 12_000)).toBeGreaterThan(0.4)
  })

  it("has no deck without a record", () => {
    const told: FromDecks[] = []
    const host = new DeckHost(RATE_HZ, (message) => told.push(message), new Map())
    host.receive({ kind: "deck-guest", deck: 0, plan: guestPlan() })
    host.process(new Float32Array(128), new Float32Array(128), START)
    expect(told).toContainEqual(
      expect.objectContaining({ kind: "deck-guest-ended", how: "stopped", hasPlayed: false }),
    )
  })
})
