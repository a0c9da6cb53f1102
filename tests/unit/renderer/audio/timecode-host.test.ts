import { describe, expect, test } from "vitest"
import { Deck } from "#shared/dsp/deck/index.ts"
import { playTimecode, RATE_HZ, START, type DeckRun } from "../../../support/timecode-deck.ts"
import { PLAYED, sine, speeds } from "../../../support/timecode-runs.ts"

const STARTS_AT = 5

/** Deck seconds less the seconds on the control record, from a moment on, where the deck told its state. */
function offsets({ states, truth }: DeckRun, fromSeconds: number, toSeconds = Infinity): number[] {
  return states.flatMap(({ frame, positionSeconds }) => {
    const at = frame - START
    if (at < fromSeconds * RATE_HZ || at > toSeconds * RATE_HZ) return []
    const true_ = truth.positionSeconds[at]
    return true_ === undefined ? [] : [positionSeconds - true_]
  })
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)
const needles = ({ events }: DeckRun) => events.filter(({ kind }) => kind === "needle")

describe("a deck that timecode turns", () => {
  test("is where the record under the pickup is, in the same block and through every reversal", () => {
    const run = playTimecode({ seconds: 1, trajectory: sine(4, 0.15), impairments: PLAYED })
    // At 1.9 record seconds a second: less than 0.3 ms late.
    expect(spread(offsets(run, 0.3))).toBeLessThan(0.0006)
    const errors = run.states.map(({ frame, speed }) => speed - run.truth.speed.at(frame - START)!)
    expect(Math.max(...errors.slice(20, -1).map(Math.abs))).toBeLessThan(0.02)
    expect(needles(run)).toEqual([])
  })

  test("makes the same samples again from what it told, over a skip, a lift and a cue", () => {
    const run = playTimecode({
      seconds: 1.2,
      startSeconds: STARTS_AT,
      trajectory: speeds([0, 1], [0.3, 1], [0.35, -2], [0.5, 1]),
      impairments: {
        ...PLAYED,
        skips: [{ atSeconds: 0.6, bySeconds: 1.83, burstSeconds: 0.01 }],
        lifts: [{ fromSeconds: 0.8, toSeconds: 0.9 }],
      },
      setup: { isAbsolute: true },
    })
    expect(needles(run).length).toBeGreaterThan(1)
    const deck = new Deck(RATE_HZ)
    deck.load(run.record)
    for (const event of run.events) deck.send(event)
    const again = new Float32Array(run.sound.length)
    deck.process(again, new Float32Array(again.length), 0, again.length)
    const told = run.sound.length - 768
    expect(again.subarray(0, told)).toEqual(run.sound.subarray(0, told))
    expect(Math.max(...again)).toBeGreaterThan(0.4)
  })

  test("in absolute mode stands where the record says, also where the needle is set down elsewhere", () => {
    const lifts = [{ fromSeconds: 0.3, toSeconds: 0.6 }]
    const skips = [{ atSeconds: 0.5, bySeconds: 7.123, burstSeconds: 0 }]
    const run = playTimecode({
      ...{ seconds: 1, startSeconds: STARTS_AT, trajectory: speeds([0, 1]) },
      ...{ impairments: { ...PLAYED, lifts, skips }, setup: { isAbsolute: true } },
    })
    for (const [from, to] of [
      [0.1, 0.3],
      [0.7, 1],
    ] as const)
      for (const offset of offsets(run, from, to)) expect(Math.abs(offset)).toBeLessThan(0.0002)
  })

  test("in relative mode goes on from where it stood when the needle is set down elsewhere", () => {
    const lifts = [{ fromSeconds: 0.3, toSeconds: 0.6 }]
    const skips = [{ atSeconds: 0.5, bySeconds: 7.123, burstSeconds: 0 }]
    const run = playTimecode({
      ...{ seconds: 1, startSeconds: STARTS_AT, trajectory: speeds([0, 1]) },
      impairments: { ...PLAYED, lifts, skips },
    })
    const at = (seconds: number): number =>
      run.states.find(({ frame }) => frame - START > seconds * RATE_HZ)!.positionSeconds
    expect(at(0.59) - at(0.29)).toBeLessThan(0.08)
    expect(Math.abs(at(0.95) - at(0.75) - 0.2)).toBeLessThan(0.02)
    expect(needles(run)).toEqual([])
  })

  test("keeps its place over a skip, and comes back to the sticker", () => {
    const bySeconds = 1.8 - 0.04
    const run = playTimecode({
      ...{ seconds: 1.6, startSeconds: STARTS_AT, trajectory: speeds([0, 1]) },
      impairments: { ...PLAYED, skips: [{ atSeconds: 0.4, bySeconds, burstSeconds: 0.01 }] },
    })
    const [before] = offsets(run, 0.35)
    const [after] = offsets(run, 1.5)
    // A groove further in, but at the angle of the sticker.
    expect(after! - before!).toBeCloseTo(-1.8, 3)
    const fastest = Math.max(...run.states.slice(20).map(({ speed }) => Math.abs(speed)))
    expect(fastest).toBeLessThan(1.5)
  })

  test("is turned by nothing else meanwhile; a cue moves it, until the needle is set down again", () => {
    const run = playTimecode({
      ...{ seconds: 1, startSeconds: STARTS_AT, trajectory: speeds([0, 1]) },
      ...{ impairments: PLAYED, setup: { isAbsolute: true } },
      before(frame, send) {
        const event = { frame: START + frame, position: frame, velocity: 8 }
        send({ kind: "deck-event", deck: 0, event: { kind: "platter", ...event } })
        send({
          ...{ kind: "deck-event", deck: 0 },
          event: { kind: "touch", frame: START + frame, isHeld: false },
        })
        if (frame === 24_064)
          send({
            ...{ kind: "deck-event", deck: 0 },
            event: { kind: "needle", frame: START + frame, seconds: 8 },
          })
      },
    })
    expect(spread(offsets(run, 0.1, 0.49))).toBeLessThan(0.0002)
    const moved = offsets(run, 0.55)
    expect(moved[0]).toBeCloseTo(8 - (STARTS_AT + 24_064 / RATE_HZ), 3)
    expect(spread(moved)).toBeLessThan(0.0002)
  })

  test("stands where the input has no such channels", () => {
    const run = playTimecode({
      seconds: 0.2,
      trajectory: speeds([0, 1]),
      setup: { firstChannel: 2 },
    })
    expect(run.figures.at(-1)).toMatchObject({ isLifted: true, leftRms: 0 })
    expect(run.states.at(-1)).toMatchObject({ speed: 0, isHeld: true })
  })
})
