import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { TIMECODES } from "#shared/timecode/code/definitions.ts"
import { Lfsr, timecodeBits } from "#shared/timecode/code/lfsr.ts"
import { StateIndex } from "#shared/timecode/code/state-index.ts"

describe.each(TIMECODES)("the register of $name", (timecode) => {
  const lfsr = new Lfsr(timecode)
  const states = fc.integer({ min: 1, max: 2 ** timecode.bits - 1 })

  it("steps back to where it came from, and forward again", () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(lfsr.back(lfsr.forward(state))).toBe(state)
        expect(lfsr.forward(lfsr.back(state))).toBe(state)
      }),
    )
  })

  it("comes to no state twice within its length, which the run-out is part of", () => {
    const seen = new Uint8Array(2 ** timecode.bits)
    let state: number = timecode.seed
    let repeats = 0
    for (let cycle = 0; cycle < timecode.lengthCycles; cycle++) {
      repeats += seen[state]!
      seen[state] = 1
      state = lfsr.forward(state)
    }
    expect(repeats).toBe(0)
    expect(timecode.safeCycles).toBeLessThan(timecode.lengthCycles)
  })

  it("is found by its bits: those of a cycle and the next ones are its state", () => {
    const index = new StateIndex(timecode)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: timecode.lengthCycles - 1 }), (cycle) => {
        const bits = timecodeBits(timecode, cycle, cycle + timecode.bits)
        const state = bits.reduce((sum, bit, i) => sum + bit * 2 ** i, 0)
        expect(index.cycleOf(state)).toBe(cycle)
      }),
      { numRuns: 20 },
    )
  })

  it("has no place for states before its first and after its last cycle", () => {
    const index = new StateIndex(timecode)
    let after: number = timecode.seed
    for (let cycle = 0; cycle < timecode.lengthCycles; cycle++) after = lfsr.forward(after)
    expect(index.cycleOf(lfsr.back(after))).toBe(timecode.lengthCycles - 1)
    expect(index.cycleOf(after)).toBe(-1)
    expect(index.cycleOf(lfsr.back(timecode.seed))).toBe(-1)
    expect(index.cycleOf(0)).toBe(-1)
  })
})

it("bits run on before the first cycle of a record", () => {
  const [timecode] = TIMECODES
  const around = timecodeBits(timecode, -30, 30)
  expect(Array.from(around.subarray(30))).toEqual(Array.from(timecodeBits(timecode, 0, 30)))
  expect(new Set(around.subarray(0, 30)).size).toBe(2)
})
