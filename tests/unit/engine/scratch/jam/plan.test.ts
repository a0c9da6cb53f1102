import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { PhraseBank } from "#engine/scratch/jam/bank.ts"
import { phraseOf } from "#engine/scratch/jam/hear-call.ts"
import { leaningOf } from "#engine/scratch/jam/liking.ts"
import type { Asking } from "#engine/scratch/jam/cost.ts"
import { planAnswer, unlikeness } from "#engine/scratch/jam/plan.ts"
import { distanceOf } from "#engine/scratch/jam/distance.ts"
import { heard, onsetsOf } from "#engine/scratch/jam/sounds.ts"
import { JamMode, JamTaste } from "#shared/contract/index.ts"
import { Gesture, loop, strokesOf } from "#shared/gesture/index.ts"
import { drawnTechnique } from "#shared/scratch/index.ts"
import { BAR_SECONDS, BEAT, BPM, callOf } from "../../../../support/scratch/calls.ts"

const bank = new PhraseBank()
const asking = (more: Partial<Asking> = {}): Asking => ({
  ...{ call: callOf({ seed: 3 }), beat: BEAT, bars: 1, mode: "answer", seed: 1 },
  ...{ taste: JamTaste.parse({}), sampleSeconds: 2, leaning: leaningOf([], "answer") },
  ...more,
})
const answerTo = (more: Partial<Asking> = {}) => planAnswer(asking(more), bank)
const SECONDS_PER_TURN = 1.8

/** Fastest, and hardest turn, seen over some milliseconds: of points alone a corner would be endless. */
function motionOf({ points, durationSeconds }: Gesture): { speed: number; acceleration: number } {
  const step = 0.006
  const at = (seconds: number): number => {
    const next = points.findIndex(({ timeSeconds }) => timeSeconds > seconds)
    const [one, other] = next < 0 ? [points.at(-1)!, undefined] : [points[next - 1], points[next]!]
    if (!one || !other) return (one ?? other)!.positionTurns * SECONDS_PER_TURN
    const share = (seconds - one.timeSeconds) / (other.timeSeconds - one.timeSeconds)
    const turns = one.positionTurns + share * (other.positionTurns - one.positionTurns)
    return turns * SECONDS_PER_TURN
  }
  let [speed, acceleration] = [0, 0]
  for (let seconds = step; seconds < durationSeconds - step; seconds += step / 2) {
    const [before, now, after] = [at(seconds - step), at(seconds), at(seconds + step)]
    speed = Math.max(speed, Math.abs(after - now) / step)
    acceleration = Math.max(acceleration, Math.abs(after - 2 * now + before) / step ** 2)
  }
  return { speed, acceleration }
}

describe("a call", () => {
  /** Two bars of it, and a stroke that begins so long behind their end. */
  const bars = (seconds: number) => {
    const call = callOf({ seed: 3, bars: 2 })
    const from = 2 * BAR_SECONDS + seconds
    const { positionTurns } = call.points.at(-1)!
    const points = [
      ...call.points,
      { timeSeconds: from, positionTurns },
      { timeSeconds: from + 0.2, positionTurns: positionTurns + 0.15 },
    ]
    const durationSeconds = from + 0.3
    const touches = [{ startSeconds: 0, endSeconds: durationSeconds }]
    return phraseOf({ ...call, points, touches, durationSeconds }, BEAT).beats / 4
  }

  it("that runs over a bar line by less than a beat has no bar more by that", () => {
    expect([0, 0.2].map(bars)).toEqual([2, 2])
    expect([0.7, 1.2].map(bars)).toEqual([3, 3])
  })
})

describe("an answer", () => {
  it("is the same for the same asking, and another for another seed", () => {
    expect(answerTo()).toEqual(answerTo())
    const others = [2, 3, 4, 5, 6].map((seed) => answerTo({ seed }).gesture)
    const texts = new Set([...others, answerTo().gesture].map((each) => JSON.stringify(each)))
    expect(texts.size).toBeGreaterThanOrEqual(5)
  })

  it("is like its call, but not the call", () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const call = callOf({ seed })
      const { gesture, likeness } = answerTo({ call, seed })
      expect(likeness).toBeGreaterThan(0.45)
      expect(likeness).toBeLessThan(0.8)
      // What is measured of the plan is measured of what is played.
      expect(1 - unlikeness(call, gesture, BEAT, 1)).toBeCloseTo(likeness, 9)
    }
  })

  it("copies a call stroke by stroke", () => {
    const call = loop(drawnTechnique("flare1", { seconds: 60 / BPM, extentSeconds: 0.2 }), 4)
    const { gesture, likeness } = answerTo({ call, mode: "copy" })
    expect(likeness).toBeGreaterThan(0.95)
    const [said, heardBack] = [strokesOf(call), strokesOf(gesture)]
    expect(heardBack.map(({ direction }) => direction)).toEqual(
      said.map(({ direction }) => direction),
    )
    heardBack.forEach((stroke, at) => {
      expect(Math.abs(stroke.startSeconds - said[at]!.startSeconds)).toBeLessThan(0.012)
      expect(stroke.closes).toBe(said[at]!.closes)
      expect(stroke.extentSeconds).toBeCloseTo(said[at]!.extentSeconds, 2)
    })
  })

  it("is thinner than its call in a tease, denser and wider in a battle", () => {
    const count = (more: Partial<Asking>) => onsetsOf(answerTo(more).phrase).length
    let [calls, teases, battles] = [0, 0, 0]
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const call = callOf({ seed })
      calls += onsetsOf(phraseOf(call, BEAT)).length
      teases += count({ call, mode: "tease" })
      battles += count({ call, mode: "battle" })
    }
    expect(teases).toBeLessThan(0.9 * calls)
    expect(battles).toBeGreaterThan(1.1 * calls)
  })

  it("is as long as it was asked for, also where the call is longer or shorter", () => {
    for (const bars of [1, 2])
      for (const of of [1, 2, 3]) {
        const { gesture, likeness } = answerTo({ bars, call: callOf({ seed: 5, bars: of }) })
        expect(gesture.durationSeconds).toBeCloseTo(bars * BAR_SECONDS, 9)
        expect(gesture.points.at(-1)!.timeSeconds).toBeCloseTo(gesture.durationSeconds, 6)
        expect(likeness).toBeGreaterThan(0.45)
      }
  })

  it("is a rest where nothing sounds", () => {
    const silent = { ...callOf({ seed: 1 }), fader: [{ timeSeconds: 0, value: 0 }] }
    const empty = { durationSeconds: 0, points: [], fader: [], touches: [] }
    const still = { ...callOf({ seed: 1 }), points: [{ timeSeconds: 0, positionTurns: 0.2 }] }
    const motor = {
      ...{ durationSeconds: 2.5, fader: [], touches: [{ startSeconds: 0, endSeconds: 0.05 }] },
      points: [0, 2.5].map((at) => ({ timeSeconds: at, positionTurns: at / SECONDS_PER_TURN })),
    }
    for (const call of [silent, empty, still, motor]) {
      const { gesture, likeness } = answerTo({ call })
      expect(strokesOf(gesture)).toEqual([])
      expect(likeness).toBe(0)
      expect(() => Gesture.parse(gesture)).not.toThrow()
    }
  })

  it("keeps to what a hand can do, and stays on the record", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...JamMode.options),
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.08, max: 3, noNaN: true }),
        (mode, seed, nerve, sampleSeconds) => {
          const taste = JamTaste.parse({ nerve, likeness: 1 - nerve, timing: nerve })
          const call = callOf({ seed, jitterSeconds: 0.015 })
          const { gesture } = answerTo({ mode, seed, taste, call, sampleSeconds })
          expect(Gesture.safeParse(gesture).success).toBe(true)
          const places = gesture.points.map(({ positionTurns }) => positionTurns * SECONDS_PER_TURN)
          expect(Math.min(...places)).toBeGreaterThan(-1e-6)
          expect(Math.max(...places)).toBeLessThan(sampleSeconds + 1e-6)
          const { speed, acceleration } = motionOf(gesture)
          expect(speed).toBeLessThanOrEqual(4)
          expect(acceleration).toBeLessThanOrEqual(mode === "battle" ? 250 : 126)
          for (let at = 2; at < gesture.fader.length; at++) {
            const between = gesture.fader[at]!.timeSeconds - gesture.fader[at - 1]!.timeSeconds
            expect(between).toBeGreaterThan(0.0279)
          }
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe("the human's own timing", () => {
  /** Every stroke so many seconds after its eighth. */
  const late = (seconds: number): Gesture => {
    const cycle = drawnTechnique("baby", { seconds: 60 / BPM, extentSeconds: 0.2 })
    const call = loop(cycle, 4)
    const points = call.points.map((point) => ({
      ...point,
      timeSeconds: point.timeSeconds + seconds,
    }))
    return { ...call, points, touches: [{ startSeconds: 0, endSeconds: 3 }] }
  }
  const deviationOf = (call: Gesture, timing: number, seed: number): number => {
    const taste = JamTaste.parse({ timing })
    const onsets = onsetsOf(answerTo({ call, taste, seed }).phrase)
    const off = onsets.map((beat) => ((beat - Math.round(beat * 4) / 4) * 60) / BPM)
    return off.toSorted((a, b) => a - b)[off.length >> 1]!
  }

  it("is kept as much as is asked for", () => {
    const lateness = 0.024
    for (const seed of [1, 2, 3])
      for (const timing of [0, 0.5, 1])
        expect(
          Math.abs(deviationOf(late(lateness), timing, seed) - timing * lateness),
        ).toBeLessThan(0.006)
  })

  it("is never further from the grid than 35 ms", () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      const call = callOf({ seed, jitterSeconds: 0.02 })
      const { phrase } = answerTo({ call, taste: JamTaste.parse({ timing: 1 }), seed })
      for (const { start } of phrase.moves) {
        const off = [3, 4].map(
          (lines) => Math.abs(start * lines - Math.round(start * lines)) / lines,
        )
        // Between sixteenths there are finer lines.
        const finer = Math.abs(start * 24 - Math.round(start * 24)) / 24
        expect((Math.min(...off, finer) * 60) / BPM).toBeLessThan(0.0351)
      }
    }
  })
})

describe("a phrase", () => {
  it("comes back from its gesture nearly as it was", () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
    const far = seeds.map((seed) => {
      const { gesture, phrase } = answerTo({ seed, call: callOf({ seed }) })
      expect(unlikeness(gesture, gesture, BEAT, 1)).toBe(0)
      return distanceOf(heard(phrase, 4), heard(phraseOf(gesture, BEAT), 4))
    })
    // Phrases that have nothing to do with each other are .7 apart.
    expect(far.reduce((sum, each) => sum + each, 0) / far.length).toBeLessThan(0.15)
  })
})
