import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { playedContent, type PlayedEvent } from "#shared/project/index.ts"

const RANGE = { startTicks: 3840, endTicks: 7680, channel: 0 }
const on = (tick: number, pitch: number, velocity = 90): PlayedEvent => ({
  tick,
  message: (0x93 << 16) | (pitch << 8) | velocity,
})
const off = (tick: number, pitch: number, velocity = 64): PlayedEvent => ({
  tick,
  message: (0x83 << 16) | (pitch << 8) | velocity,
})

describe("what was played", () => {
  it("is every note with its time, length and velocity, counted from the recording's start", () => {
    const key = fc.record({
      pitch: fc.integer({ min: 0, max: 127 }),
      velocity: fc.integer({ min: 1, max: 127 }),
      lengthTicks: fc.integer({ min: 1, max: 500 }),
      gapTicks: fc.integer({ min: 0, max: 300 }),
    })
    fc.assert(
      fc.property(fc.array(key, { maxLength: 30 }), (keys) => {
        let tick = 0
        const played = keys.map(({ pitch, velocity, lengthTicks, gapTicks }) => {
          const startTicks = tick + gapTicks
          tick = startTicks + lengthTicks
          return { startTicks, lengthTicks, pitch, velocity }
        })
        const events = played.flatMap(({ startTicks, lengthTicks, pitch, velocity }) => [
          on(3840 + startTicks + 0.2, pitch, velocity),
          off(3840 + startTicks + lengthTicks - 0.2, pitch),
        ])
        const range = { ...RANGE, endTicks: 3840 + tick + 1 }
        expect(playedContent(events, range).notes).toEqual(played)
      }),
    )
  })

  it("ends keys that are still down where the recording ends, and knows 0 as the end of a key", () => {
    const { notes } = playedContent([on(4000, 60), on(4100, 62), on(4200, 62, 0)], RANGE)
    expect(notes).toEqual([
      { startTicks: 160, lengthTicks: 3680, pitch: 60, velocity: 90 },
      { startTicks: 260, lengthTicks: 100, pitch: 62, velocity: 90 },
    ])
  })

  it("begins with the first beat what was meant for it, and leaves the count-in out", () => {
    const events = [
      on(1000, 50),
      off(1500, 50),
      on(3700, 60),
      off(3800, 60),
      on(3000, 64),
      off(4000, 64),
    ]
    expect(playedContent(events, RANGE).notes).toEqual([
      { startTicks: 0, lengthTicks: 100, pitch: 60, velocity: 90 },
      { startTicks: 0, lengthTicks: 160, pitch: 64, velocity: 90 },
    ])
  })

  it("keeps controllers, bend and pedal in order on the track's channel, and what held before at the start", () => {
    const control = (tick: number, status: number, first: number, second: number): PlayedEvent => ({
      tick,
      message: (status << 16) | (first << 8) | second,
    })
    const { controllers } = playedContent(
      [
        control(100, 0xb3, 64, 127),
        control(200, 0xb3, 64, 0),
        control(300, 0xb3, 1, 20),
        control(4000, 0xe3, 5, 70),
        control(4000, 0xb3, 64, 127),
        control(9000, 0xb3, 64, 0),
      ],
      { ...RANGE, channel: 9 },
    )
    expect(controllers).toEqual([
      [0, 0xb9, 64, 0],
      [0, 0xb9, 1, 20],
      [160, 0xe9, 5, 70],
      [160, 0xb9, 64, 127],
    ])
  })

  it("keeps how a key was let go where that is not the usual", () => {
    const { notes } = playedContent([on(4000, 60), off(4100, 60, 20)], RANGE)
    expect(notes[0]).toMatchObject({ releaseVelocity: 20 })
  })
})
