import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  Deck,
  SHARP_CUT,
  STRETCH,
  type DeckEvent,
  type DeckSnapshot,
} from "#shared/dsp/deck/index.ts"
import { PlayedStart } from "#shared/gesture/index.ts"
import { recordOf, tone } from "../../../../support/records.ts"

const RATE_HZ = 48_000
const RECORD = recordOf((seconds, channel) => tone(channel ? 700 : 440)(seconds), { channels: 2 })

/** Plays events, handed over a stretch before their block comes or later, in blocks of given lengths. */
function play(events: readonly DeckEvent[], blocks: readonly number[], lateFrames = 0) {
  const deck = new Deck(RATE_HZ)
  deck.load(RECORD)
  const frames = blocks.reduce((sum, block) => sum + block, 0)
  const [left, right] = [new Float32Array(frames), new Float32Array(frames)]
  const happened: DeckEvent[] = []
  let next = 0
  let from = 0
  for (const block of blocks) {
    while (next < events.length && events[next]!.frame + lateFrames < from + block + STRETCH)
      happened.push(deck.send(events[next++]!))
    deck.process(left, right, from, block)
    from += block
  }
  return { deck, left, right, happened }
}

const blocksOf = (frames: number, size = 128): number[] =>
  Array.from({ length: Math.ceil(frames / size) }, () => size)

/** A hand that moves the record to and fro: reports every millisecond. */
function baby(frames: number, hz: number, depthSeconds: number): DeckEvent[] {
  const reports: DeckEvent[] = [{ kind: "touch", frame: 0, isHeld: true }]
  for (let frame = 0; frame < frames; frame += 48) {
    const phase = (2 * Math.PI * hz * frame) / RATE_HZ
    reports.push({
      kind: "platter",
      frame,
      position: 1 + (depthSeconds / 2) * (1 - Math.cos(phase)),
      velocity: Math.PI * hz * depthSeconds * Math.sin(phase),
    })
  }
  return reports
}

const anEvent = fc.oneof(
  fc.record({
    kind: fc.constant("platter" as const),
    frame: fc.integer({ min: 0, max: 3000 }),
    position: fc.double({ min: -1, max: 3, noNaN: true }),
    velocity: fc.double({ min: -8, max: 8, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("touch" as const),
    frame: fc.integer({ min: 0, max: 3000 }),
    isHeld: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("fader" as const),
    frame: fc.integer({ min: 0, max: 3000 }),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant("motor" as const),
    frame: fc.integer({ min: 0, max: 3000 }),
    isOn: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant("needle" as const),
    frame: fc.integer({ min: 0, max: 3000 }),
    seconds: fc.double({ min: 0, max: 3, noNaN: true }),
  }),
)
const someEvents = fc
  .array(anEvent, { maxLength: 40 })
  .map((events): DeckEvent[] => events.sort((a, b) => a.frame - b.frame))
const someBlocks = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 20, maxLength: 30 })

describe("a deck", () => {
  it("makes the same samples however they are cut into blocks", () => {
    fc.assert(
      fc.property(someEvents, someBlocks, (events, blocks) => {
        const frames = blocks.reduce((sum, block) => sum + block, 0)
        const whole = play(events, [frames])
        const parts = play(events, blocks)
        expect(parts.left).toEqual(whole.left)
        expect(parts.right).toEqual(whole.right)
      }),
      { numRuns: 40 },
    )
  })

  it("what came late is recorded as it happened, and played again is the same to the bit", () => {
    fc.assert(
      fc.property(someEvents, fc.integer({ min: 0, max: 700 }), (events, lateFrames) => {
        const live = play(events, blocksOf(4096), lateFrames)
        const again = play(live.happened, [4096])
        expect(again.left).toEqual(live.left)
        expect(again.happened).toEqual(live.happened)
      }),
      { numRuns: 40 },
    )
  })

  it("goes on from a snapshot with the same samples, also on another deck", () => {
    fc.assert(
      fc.property(someEvents, fc.integer({ min: 1, max: 80 }), (events, stretches) => {
        const at = stretches * STRETCH
        const whole = play(events, [at, 2048])
        const first = play(events, [at])
        const deck = new Deck(RATE_HZ)
        deck.load(RECORD)
        const snapshot = JSON.parse(JSON.stringify(first.deck.snapshot())) as DeckSnapshot
        expect(PlayedStart.parse(snapshot)).toEqual(snapshot)
        deck.restore(snapshot, at)
        const rest = events.filter(({ frame }) => frame >= at + STRETCH)
        for (const event of rest) deck.send({ ...event, frame: event.frame - at })
        const left = new Float32Array(2048)
        deck.process(left, new Float32Array(2048), 0, 2048)
        expect(left).toEqual(whole.left.subarray(at))
      }),
      { numRuns: 60 },
    )
  })

  it("stands, after a thousand strokes, exactly where the hand left it", () => {
    const strokes = 1000
    const events = baby((strokes / 2 / 8) * RATE_HZ, 8, 0.1)
    events.push({ kind: "platter", frame: 62.5 * RATE_HZ, position: 1.0625, velocity: 0 })
    const { deck } = play(events, blocksOf(63 * RATE_HZ))
    // The record stood at 0 when the hand, which counted 1, took hold of it.
    expect(Math.abs(deck.positionSeconds - 0.0625)).toBeLessThan(1e-8)
    expect(deck.speed).toBe(0)
  })

  it("follows a 4 Hz baby within .3 ms of the record", () => {
    const deck = new Deck(RATE_HZ)
    deck.load(RECORD)
    for (const event of baby(RATE_HZ, 4, 0.15)) deck.send(event)
    const sound = new Float32Array(32)
    let worst = 0
    for (let frame = 0; frame < RATE_HZ; frame += 32) {
      deck.process(sound, sound, 0, 32)
      const phase = (2 * Math.PI * 4 * (frame + 32)) / RATE_HZ
      worst = Math.max(worst, Math.abs(deck.positionSeconds - 0.075 * (1 - Math.cos(phase))))
    }
    expect(worst).toBeLessThan(0.0003)
  })

  it("plays at the motor's speed after its start, and goes on so when a hand lets go", () => {
    const start: DeckEvent[] = [{ kind: "motor", frame: 0, isOn: true }]
    const early = play(start, blocksOf(0.5 * RATE_HZ)).deck
    expect(early.speed).toBeGreaterThan(0.5)
    expect(early.speed).toBeLessThan(1)
    const held: DeckEvent[] = [
      ...start,
      { kind: "platter", frame: RATE_HZ, position: 0, velocity: 0 },
      { kind: "touch", frame: RATE_HZ, isHeld: true },
      { kind: "touch", frame: 1.5 * RATE_HZ, isHeld: false },
    ]
    expect(play(held, blocksOf(1.4 * RATE_HZ)).deck.speed).toBeCloseTo(0, 6)
    expect(play(held, blocksOf(1.6 * RATE_HZ)).deck.speed).toBeLessThan(0.9)
    expect(play(held, blocksOf(1.8 * RATE_HZ)).deck.speed).toBe(1)
  })

  it("cuts the sound within three milliseconds, without a click", () => {
    const events: DeckEvent[] = [
      { kind: "motor", frame: 0, isOn: true },
      { kind: "curve", frame: 0, curve: SHARP_CUT },
      { kind: "fader", frame: RATE_HZ, place: 0 },
      { kind: "fader", frame: RATE_HZ + 4800, place: 1 },
    ]
    const { left } = play(events, blocksOf(1.2 * RATE_HZ))
    const loudest = (from: number, to: number): number =>
      left.subarray(from, to).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(loudest(RATE_HZ - 480, RATE_HZ)).toBeGreaterThan(0.45)
    expect(loudest(RATE_HZ + 240, RATE_HZ + 4800)).toBeLessThan(0.01)
    expect(loudest(RATE_HZ + 4944, RATE_HZ + 5500)).toBeGreaterThan(0.4)
    // A tone of 440 Hz at .5 goes .0288 a frame; a cut in 1.5 ms adds .007.
    expect(steepest(left.subarray(RATE_HZ - 480, RATE_HZ + 6000))).toBeLessThan(0.04)
  })

  it("goes over to where the needle is put without a click, and round in a loop", () => {
    const events: DeckEvent[] = [
      { kind: "motor", frame: 0, isOn: true },
      { kind: "needle", frame: RATE_HZ, seconds: 1.2345 },
      { kind: "loop", frame: RATE_HZ, loop: { startSeconds: 1.3, endSeconds: 1.4 } },
    ]
    const { left, deck } = play(events, blocksOf(2 * RATE_HZ))
    expect(deck.positionSeconds).toBeGreaterThanOrEqual(1.3)
    expect(deck.positionSeconds).toBeLessThan(1.401)
    expect(steepest(left)).toBeLessThan(0.05)
  })

  it("without a record is silent, and in any case without a constant", () => {
    const deck = new Deck(RATE_HZ)
    const sound = new Float32Array(4096).fill(1)
    deck.process(sound, sound, 0, 4096)
    expect(sound.every((value) => value === 0)).toBe(true)
    const constant = new Deck(RATE_HZ)
    constant.load(recordOf(() => 1, { seconds: 9 }))
    constant.send({ kind: "motor", frame: 0, isOn: true })
    const left = new Float32Array(2 * RATE_HZ)
    constant.process(left, new Float32Array(2 * RATE_HZ), 0, 2 * RATE_HZ)
    expect(Math.abs(left.at(-1)!)).toBeLessThan(1e-3)
  })
})

function steepest(samples: Float32Array): number {
  let most = 0
  for (let i = 1; i < samples.length; i++)
    most = Math.max(most, Math.abs(samples[i]! - samples[i - 1]!))
  return most
}
