import { describe, expect, it } from "vitest"
import { Deck, type DeckEvent } from "#shared/dsp/deck/index.ts"
import { deckOfPlayed, Played, playedByTwo, type GuestSpan } from "#shared/gesture/index.ts"
import { recordOf, tone } from "../../../support/records.ts"

const RATE_HZ = 48_000
const SPAN: GuestSpan = { from: 19_200, to: 38_400 }

const swing = (from: number, to: number, middle: number): DeckEvent[] =>
  Array.from({ length: (to - from) / 48 }, (_, at): DeckEvent => {
    const turn = 2 * Math.PI * 3
    const seconds = at / 1000
    return {
      ...{ kind: "platter", frame: from + at * 48 },
      position: middle - 0.1 * Math.cos(turn * seconds),
      velocity: 0.1 * turn * Math.sin(turn * seconds),
    }
  })

/** A hand, then a guest, then the hand again, on one deck. */
const played: Played = {
  rateHz: RATE_HZ,
  frames: 57_600,
  start: new Deck(RATE_HZ).snapshot(),
  events: [
    ...swing(0, 19_200, 0.2),
    { kind: "touch", frame: 48, isHeld: true },
    { kind: "touch", frame: SPAN.from, isHeld: false },
    { kind: "needle", frame: SPAN.from, seconds: 0.5 },
    ...swing(SPAN.from, SPAN.to, 0.6),
    { kind: "touch", frame: SPAN.from, isHeld: true },
    { kind: "fader", frame: SPAN.from, place: 1 },
    { kind: "gain", frame: 30_000, gain: 0.9 },
    { kind: "touch", frame: SPAN.to, isHeld: false },
    { kind: "needle", frame: SPAN.to, seconds: 0.1 },
    { kind: "platter", frame: SPAN.to, position: 0.1, velocity: 0 },
    { kind: "touch", frame: SPAN.to, isHeld: true },
    { kind: "fader", frame: SPAN.to, place: 1 },
    ...swing(SPAN.to + 480, 57_120, 0.2),
  ].toSorted((one, other) => one.frame - other.frame) as Played["events"],
}

function heard(part: Played): Float32Array {
  const deck = deckOfPlayed(part, RATE_HZ)
  deck.load(recordOf(tone(440)))
  const left = new Float32Array(part.frames)
  deck.process(left, new Float32Array(part.frames), 0, part.frames)
  return left
}
const loudest = (sound: Float32Array): number =>
  sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)

describe("what two played on one deck", () => {
  const { host, guest } = playedByTwo(played, [SPAN])
  const [whole, one, other] = [played, host, guest].map(heard) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ]

  it("is two parts that are takes of their own", () => {
    expect(Played.safeParse(host).success).toBe(true)
    expect(Played.safeParse(guest).success).toBe(true)
  })

  it("is silent in each part where the other one plays", () => {
    expect(loudest(one.subarray(SPAN.from + 2400, SPAN.to))).toBeLessThan(1e-3)
    expect(loudest(other.subarray(0, SPAN.from))).toBeLessThan(1e-3)
    expect(loudest(other.subarray(SPAN.to + 2400))).toBeLessThan(1e-3)
  })

  it("sounds in its parts as it did, but for the fader's closing and opening", () => {
    expect(one.subarray(0, SPAN.from)).toEqual(whole.subarray(0, SPAN.from))
    expect(loudest(one.subarray(SPAN.to + 2400))).toBeGreaterThan(0.3)
    expect(loudest(other.subarray(SPAN.from + 4800, SPAN.to))).toBeGreaterThan(0.3)
  })

  it("is the whole and a silence where there was no guest", () => {
    const alone = playedByTwo(played, [])
    expect(alone.host.events).toEqual(played.events)
    expect(loudest(heard(alone.guest))).toBe(0)
  })
})
