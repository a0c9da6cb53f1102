import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { initialVector, unpack } from "#engine/compute/index.ts"
import { createOnnxExecutor } from "#engine/compute/executors/onnx-io.ts"
import { answerCall } from "#engine/duet/answer/answer-call.ts"
import { expectedPitches } from "#engine/duet/answer/expect.ts"
import { Motif } from "#engine/duet/answer/motif.ts"
import { planAnswer } from "#engine/duet/answer/plan.ts"
import { hearCall } from "#engine/duet/hearing/hear-call.ts"
import { infill } from "#engine/duet/infill/infill.ts"
import { Partner, type PlayedModel } from "#engine/duet/partner/partner.ts"
import { MODES } from "#engine/duet/roles.ts"
import { languageOf } from "#engine/training/language/index.ts"
import { rowLayout } from "#engine/training/index.ts"
import { DuetMode, DuetTaste, type PlayedNote } from "#shared/contract/index.ts"

/** It has learnt nothing: what holds of its answers holds of anybody's. */
function aModel(language: "notes" | "chorales", genres: readonly string[] = []): PlayedModel {
  const spoken = languageOf(language, genres)
  const config = {
    ...{ trunk: "gru" as const, layers: 1, width: 16, heads: 1, context: 96 },
    ...{ fields: spoken.fields, given: spoken.given },
  }
  const layout = rowLayout(config)
  const weights = unpack(layout, initialVector(layout, 5))
  return { name: "Nobody", config, language: spoken, genres, weights }
}

const scale = [60, 62, 64, 65, 67, 69, 71, 72, 67, 60]
const call: PlayedNote[] = scale.map((pitch, at) => ({
  ...{ pitch, velocity: 70 + at, startSeconds: at * 0.3, lengthSeconds: 0.28 },
}))
const CALL_END = 9 * 0.3 + 0.28
const taste = DuetTaste.parse({})
const request = { call, beat: null, mode: "answer" as const, taste, seed: 1, bars: 2 }
const endOf = (notes: readonly PlayedNote[]): number =>
  Math.max(...notes.map((note) => note.startSeconds + note.lengthSeconds))

describe("an answer", () => {
  let duet: Partner
  let plain: Partner
  const executor = createOnnxExecutor("onnx-cpu")
  beforeAll(async () => {
    duet = await Partner.open(aModel("notes", MODES), executor)
    plain = await Partner.open(aModel("notes"), executor)
  })
  afterAll(async () => {
    await duet.close()
    await plain.close()
  })

  it("has notes, and ends within twice its call, whoever plays and however", async () => {
    for (const partner of [duet, plain])
      for (const mode of ["answer", "continue", "imitate"] as const)
        for (const seed of [1, 2, 3]) {
          const { notes } = await answerCall(partner, { ...request, mode, seed })
          expect(notes.length).toBeGreaterThan(0)
          expect(notes[0]!.startSeconds).toBeCloseTo(0, 6)
          expect(endOf(notes)).toBeLessThanOrEqual(2 * CALL_END)
        }
  })

  it("is the same for the same seed, whatever was played before", async () => {
    const first = await answerCall(duet, { ...request, seed: 7 })
    await answerCall(duet, { ...request, seed: 8, mode: "imitate" })
    await answerCall(duet, { ...request, call: call.slice(0, 4) })
    expect(await answerCall(duet, { ...request, seed: 7 })).toEqual(first)
  })

  it("trades as many bars as were asked for, from a bar line on", async () => {
    const beat = { bpm: 100, barSeconds: 0, numerator: 4, denominator: 4 as const }
    const asked = { ...request, mode: DuetMode.enum.trade, beat }
    const { notes, afterSeconds } = await answerCall(duet, asked)
    expect(afterSeconds % 2.4).toBeCloseTo(0, 6)
    expect(endOf(notes)).toBeLessThanOrEqual(2 * 2.4 + 1e-6)
  })

  it("plays under the call where it accompanies", async () => {
    const { notes, afterSeconds } = await answerCall(duet, { ...request, mode: "accompany" })
    expect(afterSeconds).toBe(0)
    expect(notes.every((note) => note.startSeconds <= CALL_END)).toBe(true)
  })

  it("says what it expects, in chances that sum up to 1", async () => {
    const chances = await expectedPitches(duet, planAnswer(hearCall(call, null), request, true))
    expect(chances).toHaveLength(128)
    expect(chances.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6)
  })

  it("is refused by a model of four voices", async () => {
    await expect(Partner.open(aModel("chorales"), executor)).rejects.toThrow("four voices")
  })

  it("writes bars anew within those bars, with the instruments that are there", async () => {
    const piece = {
      notes: Array.from({ length: 16 }, (_, at) => ({
        ...{
          startTicks: at * 960,
          lengthTicks: 960,
          pitch: 60 + (at % 5),
          velocity: 80,
          program: 40,
        },
      })),
      ...{ meters: [], tempos: [] },
    }
    const asked = { piece, fromBar: 1, toBar: 2, count: 2, temperature: 1, seed: 3 }
    const candidates = await infill(plain, asked)
    expect(candidates).toHaveLength(2)
    for (const { notes } of candidates.map((each) => each.piece)) {
      expect(notes.every((note) => note.startBeats >= 0 && note.startBeats < 4)).toBe(true)
      expect(notes.every(({ program }) => program === 40)).toBe(true)
    }
    expect(await infill(plain, asked)).toEqual(candidates)
    // Bars behind the end are empty ones that can be filled, too.
    const [behind] = await infill(plain, { ...asked, fromBar: 4, toBar: 6, count: 1 })
    expect(behind!.piece.meters.length).toBeGreaterThan(0)
    expect(behind!.piece.notes.every((note) => note.startBeats < 8)).toBe(true)
  })
})

describe("a motif", () => {
  const pitches = fc.array(fc.integer({ min: 50, max: 80 }), { minLength: 3, maxLength: 20 })

  it("is never repeated for more than half of the call", () => {
    fc.assert(
      fc.property(pitches, fc.double({ min: 0, max: 1, noNaN: true }), (melody, likeness) => {
        const motif = new Motif(melody, [], likeness)
        motif.played(melody[0]!, 0)
        const answer = [melody[0]!]
        for (let at = 1; at < melody.length; at++) {
          const weights = new Float32Array(128)
          motif.weigh(at * 480, weights)
          // Whoever parrots as long as it may.
          const wish = melody[at]! + answer.at(-1)! - melody[at - 1]!
          const next = Math.min(127, Math.max(0, wish))
          const free = weights.findIndex((weight) => weight > -Infinity)
          const taken = weights[next] === -Infinity ? free : next
          motif.played(taken, at * 480)
          answer.push(taken)
        }
        expect(longestShared(melody, answer)).toBeLessThan(0.6 * melody.length)
      }),
      { numRuns: 100 },
    )
  })
})

/** Notes of the longest run with the same intervals. */
function longestShared(one: readonly number[], other: readonly number[]): number {
  const steps = (all: readonly number[]) => all.slice(1).map((pitch, at) => pitch - all[at]!)
  const [a, b] = [steps(one), steps(other)]
  let longest = 0
  for (let from = 0; from < a.length; from++)
    for (let to = 0; to < b.length; to++) {
      let run = 0
      while (from + run < a.length && a[from + run] === b[to + run]) run++
      longest = Math.max(longest, run)
    }
  return longest > 0 ? longest + 1 : 0
}
