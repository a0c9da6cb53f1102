import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decodeRaw } from "#shared/gesture/index.ts"
import { motorTouch } from "#shared/gesture/decode/motor-touch.ts"
import { detectIn } from "#shared/gesture/decode/known-deck.ts"
import { GestureDecoder } from "#shared/gesture/decode/gesture-decoder.ts"
import type { Encoding } from "#shared/gesture/profile/profile.ts"
import { simulateDevice, type Simulation } from "../../../support/gesture/device-simulator.ts"
import { baby, strokes, type Hand } from "../../../support/gesture/hands.ts"
import { aController } from "../../../support/gesture/profiles.ts"

const EXACT = [
  "offset64",
  "twos7",
  "sign-only",
  "sign-magnitude",
  "diff14",
  "abs7",
  "abs-timer",
] as const
const hand = baby(4, 1.9)

const simulate = (encoding: Encoding, more: Partial<Simulation> = {}, who: Hand = hand) => {
  const profile = aController({ encoding, ticksPerRevolution: more.ticksPerRevolution ?? 720 })
  return { profile, events: simulateDevice(who, { profile, seconds: 1.5, ...more }) }
}

function rmse(times: Float64Array, values: Float64Array, who: Hand): number {
  let sum = 0
  let count = 0
  for (const [i, seconds] of times.entries()) {
    if (seconds < 0.3 || seconds > 1.4) continue
    sum += (values[i]! - who.velocityAt(seconds)) ** 2
    count++
  }
  return Math.sqrt(sum / count)
}

describe("a recording of a controller", () => {
  it.each(EXACT)("in %s is read to the tick, and to the velocity of the hand", (encoding) => {
    const { profile, events } = simulate(encoding)
    const { timeSeconds, positionTurns, velocity } = decodeRaw(events, profile)
    const from = Math.floor(hand.turnsAt(0) * 720)
    // A counter's first value is where it begins: what was turned before it is not known.
    const unknown = encoding === "abs7" || encoding === "abs-timer" ? 1 : 0
    const offBy = Array.from(timeSeconds, (seconds, i) => {
      const known = Math.floor(hand.turnsAt(Math.round(seconds * 1000) / 1000) * 720) - from
      return timeSeconds[i + 1] === seconds ? 0 : Math.abs(positionTurns[i]! * 720 - known)
    })
    expect(Math.max(...offBy)).toBeLessThanOrEqual(2 + unknown)
    const end = Math.floor(hand.turnsAt(1.5) * 720) - from
    expect(Math.abs(Math.round(positionTurns.at(-1)! * 720) - end)).toBeLessThanOrEqual(unknown)
    expect(rmse(timeSeconds, velocity, hand)).toBeLessThan(encoding === "sign-only" ? 0.2 : 0.1)
  })

  it("in speed7 gives the speeds that were sent", () => {
    const { profile, events } = simulate("speed7")
    const { timeSeconds, velocity } = decodeRaw(events, profile)
    expect(rmse(timeSeconds, velocity, hand)).toBeLessThan(0.1)
  })

  it("of a fast platter that counts to 128 is not folded", () => {
    const spin = strokes([2, 6], [0.01, 0])
    const { profile, events } = simulate(
      "abs7",
      { ticksPerRevolution: 3600, reportSeconds: 0.01, seconds: 2 },
      spin,
    )
    const { positionTurns } = decodeRaw(events, profile)
    expect(positionTurns.at(-1)).toBeCloseTo(6 / 1.8, 1)
  })

  it.each([4, 15, 60])(
    "that counts to 128 keeps its place where messages come in heaps of %d ms",
    (ms) => {
      // As a busy machine hands them over: the platter turns on, the clock stands still.
      const spin = strokes([1.5, 9], [1.5, -9])
      const more = { ticksPerRevolution: 512, seconds: 3 }
      const { profile, events } = simulate("abs7", more, spin)
      const heaped = events.map(({ atMicros, bytes }, i) => {
        const heap = Math.ceil(atMicros / 1000 / ms) * ms * 1000
        return { bytes, atMicros: heap + (i % 50) * 20 }
      })
      const { positionTurns } = decodeRaw(heaped, profile)
      expect(Math.max(...positionTurns)).toBeCloseTo(5, 2)
      expect(positionTurns.at(-1)).toBeCloseTo(0, 2)
    },
  )

  it.each(EXACT.slice(0, 6))("in %s tells its encoding by itself", (encoding) => {
    const { events, profile } = simulate(encoding, { ticksPerRevolution: 3600 })
    const deck = { ...profile.decks[0]!, encoding: "unknown" as const }
    expect(detectIn(deck, events)).toMatchObject({ encoding, isCertain: true })
    const blind = { ...profile, decks: [deck] }
    expect(decodeRaw(events, blind).encoding).toBe(encoding)
  })

  it("in speed7 tells so, too, and one turned one way only is not certain", () => {
    const { events, profile } = simulate("speed7")
    expect(detectIn(profile.decks[0]!, events)?.encoding).toBe("speed7")
    const oneWay = simulate("offset64", {}, strokes([3, 4]))
    expect(detectIn(oneWay.profile.decks[0]!, oneWay.events)).toMatchObject({
      encoding: "offset64",
      isCertain: false,
    })
    expect(detectIn(profile.decks[0]!, [])).toBeUndefined()
  })

  it("has touch where the hand was, without flicker, and the fader in full resolution", () => {
    const touches = [
      { atSeconds: 0.2, seconds: 0.3 },
      { atSeconds: 0.51, seconds: 0.4 },
    ]
    const faderAt = (seconds: number) => 0.5 + 0.5 * Math.sin(4 * seconds)
    const { profile, events } = simulate("offset64", { touches, faderAt, lostLows: 0.2 })
    const { timeSeconds, touch, fader } = decodeRaw(events, profile)
    const wrong: string[] = []
    for (const [i, seconds] of timeSeconds.entries()) {
      if (Math.abs(seconds - 0.2) < 0.002 || Math.abs(seconds - 0.91) < 0.002) continue
      if (touch[i] !== (seconds > 0.2 && seconds < 0.91 ? 1 : 0)) wrong.push(`touch ${seconds}`)
      const isOff = Math.abs(fader[i]! - faderAt(seconds)) > 0.015
      if (seconds > 0.01 && isOff) wrong.push(`fader ${seconds}`)
    }
    expect(wrong).toEqual([])
  })

  it("goes on where it was after stalls and being unplugged", () => {
    const { profile, events } = simulate("offset64", {
      stalls: [{ atSeconds: 0.4, seconds: 0.05 }],
      unplugged: [{ atSeconds: 0.9, seconds: 0.2 }],
    })
    const { velocity } = decodeRaw(events, profile)
    expect(velocity.every((value) => Math.abs(value) < 8)).toBe(true)
  })

  it("says what is missing in a profile instead of guessing it", () => {
    const { events } = simulate("offset64")
    const refusal = (deck: Parameters<typeof aController>[0]) => () =>
      decodeRaw(events, aController(deck))
    expect(refusal({ ticksPerRevolution: "unknown" })).toThrow("Calibrate it")
    expect(refusal({ platter: "unknown" })).toThrow("unknown")
    expect(() => decodeRaw(events, aController(), { deck: 2 })).toThrow("has no deck 2")
    expect(
      decodeRaw(events, aController({ ticksPerRevolution: "unknown" }), {
        ticksPerRevolution: 720,
      }),
    ).toBeDefined()
  })

  it("is never more than its bytes: whatever they are, it is read without an error", () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc
        .tuple(
          fc.constantFrom(0xb0, 0x90, 0xb6, 0x2a),
          fc.constantFrom(0x10, 0x30, 0x20, 0x1f, 0x3f),
          fc.nat(255),
        )
        .map((all) => Uint8Array.from(all)),
    )
    const events = fc.array(fc.record({ atMicros: fc.integer({ min: -1e6, max: 1e7 }), bytes }), {
      maxLength: 80,
    })
    fc.assert(
      fc.property(
        events,
        fc.constantFrom(...EXACT, "speed7" as const),
        fc.boolean(),
        (list, encoding, isLive) => {
          const channels = decodeRaw(
            list,
            aController({ encoding, buttons: [{ name: "cue", message: "90 0C" }] }),
            { isLive },
          )
          const { timeSeconds, positionTurns, velocity, torque } = channels
          for (const column of [timeSeconds, positionTurns, velocity, torque])
            expect(column.every(Number.isFinite) && column.length === timeSeconds.length).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe("the live decoder", () => {
  it("gives what the recording gives when it is read live", () => {
    const { profile, events } = simulate("twos7")
    const deck = { ...profile.decks[0]!, ticksPerRevolution: 720 }
    const decoder = new GestureDecoder(profile, deck)
    const live = decodeRaw(events, profile, { isLive: true })
    for (const [i, event] of events.entries()) {
      decoder.push(event)
      expect(decoder.at(event.atMicros).motion.velocity).toBe(live.velocity[i])
    }
  })

  it("lets go when the device is unplugged, and a counter begins anew", () => {
    const profile = aController({ encoding: "abs7" })
    const decoder = new GestureDecoder(profile, { ...profile.decks[0]!, ticksPerRevolution: 720 })
    decoder.push({ atMicros: 0, bytes: Uint8Array.of(0x90, 0x20, 127, 0xb0, 0x10, 5) })
    decoder.unplugged(1e6)
    expect(decoder.at(1.1e6).isTouched).toBe(false)
    decoder.push({ atMicros: 2e6, bytes: Uint8Array.of(0xb0, 0x10, 100) })
    expect(decoder.at(2e6).positionTurns).toBe(0)
  })
})

describe("a driven platter without touch", () => {
  it("is held where the record slips for longer than 10 ms", () => {
    const times = Float64Array.from({ length: 60 }, (_, i) => i / 1000)
    const velocity = Float64Array.from(times, (seconds) =>
      seconds >= 0.02 && seconds < 0.05 ? 0.3 : 1.01,
    )
    const touch = motorTouch(times, velocity)
    expect(Array.from(touch.slice(0, 30))).toEqual(Array<number>(30).fill(0))
    expect(Array.from(touch.slice(31, 50))).toEqual(Array<number>(19).fill(1))
    expect(touch[50]).toBe(0)
  })
})
