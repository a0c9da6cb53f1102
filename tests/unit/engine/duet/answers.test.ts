import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { initialVector, unpack } from "#engine/compute/index.ts"
import { createOnnxExecutor } from "#engine/compute/executors/onnx-io.ts"
import { accompanyBar } from "#engine/duet/answer/accompany-bar.ts"
import { answerCall } from "#engine/duet/answer/answer-call.ts"
import { expectedPitches } from "#engine/duet/answer/expect.ts"
import { Motif } from "#engine/duet/answer/motif.ts"
import { planAnswer } from "#engine/duet/answer/plan.ts"
import { hearCall } from "#engine/duet/hearing/hear-call.ts"
import { infill } from "#engine/duet/infill/infill.ts"
import { Partner, type PlayedModel } from "#engine/duet/partner/partner.ts"
import { MODES } from "#engine/duet/roles.ts"
import { languageOf } from "#engine/training/language/index.ts"
import { openStarter, rowLayout } from "#engine/training/index.ts"
import { COMPOUND, COMPOUND_FIELDS, DRUMS } from "#engine/symbolic/index.ts"
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

  it("never strikes a pitch that still sounds, nor ends on a heap, however dense", async () => {
    const dense = { ...taste, density: 4 }
    for (const partner of [duet, plain])
      for (const mode of ["answer", "continue", "accompany"] as const)
        for (const seed of [1, 2, 3, 4]) {
          const { notes, weighed } = await answerCall(partner, {
            ...{ ...request, mode, seed, taste: dense },
          })
          expect(weighed).toHaveLength(notes.length)
          for (const [at, { pitch, startSeconds }] of notes.entries()) {
            const before = notes.slice(0, at).filter((each) => each.pitch === pitch)
            expect(
              endOf([{ ...call[0]!, startSeconds: 0, lengthSeconds: 0 }, ...before]),
            ).toBeLessThanOrEqual(startSeconds + 1e-9)
          }
          const starts = notes.map((each) => each.startSeconds)
          const together = (start: number) => starts.filter((each) => each === start).length
          const earlier = starts.filter((start) => start < starts.at(-1)!).map(together)
          expect(together(starts.at(-1)!)).toBeLessThanOrEqual(Math.max(1, ...earlier))
        }
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

  it("plays under a call that is in time, too", async () => {
    const beat = { bpm: 100, barSeconds: 0, numerator: 4, denominator: 4 as const }
    const { notes, afterSeconds } = await answerCall(duet, { ...request, mode: "accompany", beat })
    expect(afterSeconds).toBe(0)
    expect(notes.every((note) => note.startSeconds <= CALL_END + 2.4)).toBe(true)
  })

  it("goes on at the next beat at the latest, or where it is told to", async () => {
    const beat = { bpm: 100, barSeconds: 0, numerator: 4, denominator: 4 as const }
    const asked = { ...request, mode: "continue" as const, beat }
    for (const partner of [duet, plain])
      for (const seed of [1, 2, 3, 4]) {
        const { afterSeconds } = await answerCall(partner, { ...asked, seed })
        expect(afterSeconds).toBeGreaterThanOrEqual(CALL_END - 0.06)
        expect(afterSeconds).toBeLessThanOrEqual(0.6 * Math.ceil(CALL_END / 0.6) + 1e-6)
        const later = await answerCall(partner, { ...asked, seed, fromSeconds: 4.8 })
        expect(later.afterSeconds).toBeCloseTo(4.8, 6)
      }
  })

  it("says what it expects: its own chances, not those that an answer is bent to", async () => {
    const plan = planAnswer(hearCall(call, null), request, true)
    const chances = await expectedPitches(duet, plan)
    expect(chances).toHaveLength(128)
    expect(chances.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6)
    // Whoever has learnt nothing holds pitches about as likely in the call's key and register as anywhere.
    const mean = (is: (pitch: number) => boolean): number => {
      const own = chances.filter((_, pitch) => is(pitch))
      return own.reduce((sum, each) => sum + each, 0) / own.length
    }
    const isInKey = (pitch: number): boolean => [0, 2, 4, 5, 7, 9, 11].includes(pitch % 12)
    expect(mean(isInKey) / mean((pitch) => !isInKey(pitch))).toBeLessThan(1.5)
    expect(mean((pitch) => pitch >= 96) / mean((pitch) => pitch >= 60)).toBeGreaterThan(0.7)
    // It has read no more than before when it answers.
    const answer = await answerCall(duet, request)
    await expectedPitches(duet, plan)
    expect(await answerCall(duet, request)).toEqual(answer)
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
    const [alone] = await infill(plain, { ...asked, count: 1 })
    expect(alone).toEqual(candidates[0])
    // Bars behind the end are empty ones that can be filled, too.
    const [behind] = await infill(plain, { ...asked, fromBar: 4, toBar: 6, count: 1 })
    expect(behind!.piece.meters.length).toBeGreaterThan(0)
    expect(behind!.piece.notes.every((note) => note.startBeats < 8)).toBe(true)
  })
})

describe("bars that are written anew", () => {
  const executor = createOnnxExecutor("onnx-cpu")
  const hats = Array.from({ length: 16 }, (_, at) => ({
    ...{ startTicks: at * 480, lengthTicks: 100, pitch: at % 2 ? 38 : 42 },
    ...{ velocity: 80, program: DRUMS },
  }))
  const asked = { piece: { notes: hats, meters: [], tempos: [] }, fromBar: 0, toBar: 1 }

  it("have notes from their first beat on, also where the piece begins with them", async () => {
    const drums = await Partner.open(openStarter("drums")!, executor)
    const how = { ...asked, count: 3, temperature: 0.95, seed: 1 }
    for (const { piece } of await infill(drums, how)) {
      expect(piece.notes.length).toBeGreaterThanOrEqual(4)
      expect(piece.notes[0]!.startBeats).toBeLessThan(1)
    }
    await drums.close()
  })

  it("are refused rather than emptied where nothing is written", async () => {
    const silent = await Partner.open(aModel("notes"), executor)
    vi.spyOn(silent, "logits").mockImplementation((at) => {
      const logits = new Float32Array(Object.values(COMPOUND_FIELDS)[at]!)
      if (at === 0) logits[COMPOUND.bar] = 100
      return Promise.resolve(logits)
    })
    const how = { ...asked, count: 3, temperature: 0.95, seed: 1 }
    await expect(infill(silent, how)).rejects.toThrow("“Nobody” wrote no notes here")
    await silent.close()
  })
})

describe("a bar of an accompaniment", () => {
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
  const beat = { bpm: 120, numerator: 3, denominator: 4 as const }
  const barSeconds = 1.5
  const melody = (up: number): PlayedNote[] =>
    call.slice(0, 6).map((note, at) => ({
      ...{ ...note, pitch: note.pitch + up, startSeconds: at * 0.5, lengthSeconds: 0.45 },
    }))
  const asked = { played: [], beat, bar: 2, taste, seed: 1 }

  it("has notes that all lie in the bar, and never in the melody's range", async () => {
    for (const partner of [duet, plain])
      for (const up of [0, 24, -24, -60])
        for (const seed of [1, 2, 3, 4, 5, 6]) {
          const heard = melody(up)
          const { notes } = await accompanyBar(partner, { ...asked, heard, seed })
          expect(notes.length).toBeGreaterThan(0)
          for (const { startSeconds, lengthSeconds, pitch } of notes) {
            expect(startSeconds).toBeGreaterThanOrEqual(0)
            expect(startSeconds + lengthSeconds).toBeLessThanOrEqual(barSeconds + 0.031)
            expect(pitch < 60 + up || pitch > 69 + up).toBe(true)
          }
          // Quavers are the shortest steps; a feel is far less than half of one.
          const starts = [...new Set(notes.map(({ startSeconds }) => startSeconds))]
          for (const [at, start] of starts.slice(1).entries())
            expect(start - starts[at]!).toBeGreaterThan(0.125)
        }
  })

  it("follows from what was played under the bars before, and is the same for the same seed", async () => {
    const heard = melody(12)
    const played = melody(-12).slice(0, 3)
    const bar = await accompanyBar(duet, { ...asked, heard, played })
    await accompanyBar(duet, { ...asked, heard: melody(3), seed: 9 })
    expect(await accompanyBar(duet, { ...asked, heard, played })).toEqual(bar)
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
