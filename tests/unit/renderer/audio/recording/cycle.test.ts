/** The passes of a recording that goes round in the loop. */
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Take } from "#shared/contract/index.ts"
import { passAt, passesOf } from "../../../../../src-renderer/audio/recording/cycle.ts"

const RATE_HZ = 48_000
const LOOP = { startTicks: 960, lengthTicks: 3840 }

const aTake = (startTicks: number, countInFrames: number): Take =>
  Take.parse({
    ...{ id: "take", name: "Voice", rateHz: RATE_HZ, channels: 1 },
    place: {
      ...{ projectId: "p", trackId: "voice", startTicks },
      offsetSeconds: countInFrames / RATE_HZ,
    },
  })

describe("passes", () => {
  it("follow each other without a gap, and have all of the recording but a short rest", () => {
    const numbers = fc.record({
      countIn: fc.nat(200_000),
      first: fc.integer({ min: 1, max: 200_000 }),
      frames: fc.integer({ min: 12_000, max: 200_000 }),
      recorded: fc.nat(600_000),
    })
    fc.assert(
      fc.property(numbers, ({ countIn, first, frames, recorded }) => {
        const cycle = { ...LOOP, firstFrames: countIn + first, frames }
        const take = aTake(1000, countIn)
        let from = countIn
        for (const pass of passesOf(take, cycle, recorded)) {
          expect(pass.fromFrame).toBe(from)
          expect(passAt(take, cycle, from + pass.frames - 1)).toMatchObject({
            ...{ index: pass.index, fromFrame: from, startTicks: pass.startTicks },
          })
          from += pass.frames
          if (pass.isWhole) expect(pass.frames).toBe(frames)
        }
        const rest = recorded - from
        expect(rest < RATE_HZ / 4).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it("lie where the loop does; the first where the recording began, and only the last is cut short", () => {
    const cycle = { ...LOOP, firstFrames: 48_000, frames: 96_000 }
    expect(passesOf(aTake(0, 24_000), cycle, 48_000 + 96_000 + 20_000)).toEqual([
      {
        ...{ index: 0, startTicks: 0, lengthTicks: 4800, fromFrame: 24_000, frames: 24_000 },
        isWhole: true,
      },
      {
        ...{ index: 1, startTicks: 960, lengthTicks: 3840, fromFrame: 48_000, frames: 96_000 },
        isWhole: true,
      },
      { index: 2, startTicks: 960, fromFrame: 144_000, frames: 20_000, isWhole: false },
    ])
  })

  it("that begin within the loop are not all of it at first", () => {
    const cycle = { ...LOOP, firstFrames: 48_000, frames: 96_000 }
    const wholes = passesOf(aTake(2880, 0), cycle, 200_000).map(({ isWhole }) => isWhole)
    expect(wholes).toEqual([false, true, false])
  })
})
