import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { loop, type Gesture } from "#shared/gesture/index.ts"
import { align } from "#shared/scratch/practice/align.ts"
import {
  practiceRound,
  practiceWords,
  TECHNIQUE_CLASSES,
  type PracticeRound,
  type TechniqueClass,
} from "#shared/scratch/index.ts"
import { roundOf } from "../../../support/scratch/round-of.ts"

const BPM = 95
/** A ripple on a record that moves on has no turns that could be early or late. */
const TIMED = TECHNIQUE_CLASSES.filter((name) => name !== "hydroplane")
const beat = (name: TechniqueClass): Gesture =>
  roundOf(name, { seconds: 60 / BPM, extentSeconds: 0.2 })

/** A bar of it, with the bars before and after: as a hand that goes on plays it. `by` seconds late. */
function playedAround(target: Gesture, by = 0): Gesture {
  const three = loop(target, 3)
  const later = by - target.durationSeconds
  const moved = <P extends { timeSeconds: number }>(point: P): P => ({
    ...point,
    timeSeconds: point.timeSeconds + later,
  })
  return { ...three, points: three.points.map(moved), fader: three.fader.map(moved), touches: [] }
}

const errorsOf = ({ strokes, cuts }: PracticeRound): (number | null)[] =>
  [...strokes.marks, ...cuts.marks].map(({ errorMs }) => errorMs)
const countsOf = ({ strokes, cuts }: PracticeRound) => ({
  missed: strokes.missed + cuts.missed,
  extra: strokes.extra.length + cuts.extra.length,
})

describe("a round of practice", () => {
  it("of the target itself has no error at all", () => {
    for (const name of TIMED) {
      const target = loop(beat(name), 4)
      const round = practiceRound(target, playedAround(target))
      expect(errorsOf(round).length, name).toBeGreaterThan(6)
      for (const error of errorsOf(round)) expect(Math.abs(error!), name).toBeLessThan(1e-6)
      expect(countsOf(round), name).toEqual({ missed: 0, extra: 0 })
    }
  })

  it("that is late by as much everywhere has that error everywhere, its sign too", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIMED), fc.integer({ min: -30, max: 30 }), (name, ms) => {
        const target = loop(beat(name), 4)
        const round = practiceRound(target, playedAround(target, ms / 1000))
        for (const error of errorsOf(round)) expect(error).toBeCloseTo(ms, 6)
        expect(countsOf(round)).toEqual({ missed: 0, extra: 0 })
        const still = practiceRound(target, playedAround(target, ms / 1000), {
          isOffsetRemoved: true,
        })
        for (const error of errorsOf(still)) expect(error).toBeCloseTo(0, 6)
        expect(still.offsetMs).toBeCloseTo(ms, 6)
      }),
      { numRuns: 60 },
    )
  })

  it("says which cut is missing, and leaves the others as they are", () => {
    const target = loop(beat("flare1"), 4)
    const whole = playedAround(target, 0.008)
    const { fader } = whole
    // A closing and its opening, in the second beat.
    const at = fader.findIndex(({ timeSeconds, value }) => timeSeconds > 60 / BPM && value === 0)
    const played = { ...whole, fader: fader.filter((_, i) => i !== at && i !== at + 1) }
    const round = practiceRound(target, played)
    expect(countsOf(round)).toEqual({ missed: 2, extra: 0 })
    const missed = round.cuts.marks.filter(({ errorMs }) => errorMs === null)
    expect(missed.map(({ kind }) => kind)).toEqual(["close", "open"])
    expect(missed[0]!.timeSeconds).toBeCloseTo(fader[at]!.timeSeconds - 0.008, 6)
    expect(round.cuts.meanMs).toBeCloseTo(8, 6)
    expect(round.cuts.spreadMs).toBeCloseTo(0, 6)
  })

  it("counts a click too many as extra, and a tremor of the record not at all", () => {
    const target = loop(beat("baby"), 4)
    const whole = playedAround(target)
    const click = [
      { timeSeconds: 0.1, value: 0 },
      { timeSeconds: 0.15, value: 1 },
    ]
    const shaking = whole.points.map((point, i) => ({
      ...point,
      positionTurns: point.positionTurns + (i % 3) * 1e-5,
    }))
    const played = { ...whole, points: shaking, fader: [whole.fader[0]!, ...click] }
    expect(countsOf(practiceRound(target, played))).toEqual({ missed: 0, extra: 2 })
  })

  it("in which nothing is played misses everything", () => {
    const target = loop(beat("chirp"), 4)
    const still = { durationSeconds: 3, points: [], fader: [], touches: [] }
    const round = practiceRound(target, still)
    expect(errorsOf(round).every((error) => error === null)).toBe(true)
    expect(round.strokes.meanMs).toBeNull()
    expect(practiceWords(round)).toMatch(/^cuts: none; strokes: none; missed \d+, extra 0$/)
  })

  it("is said in a line", () => {
    const target = loop(beat("chirp"), 4)
    const words = practiceWords(practiceRound(target, playedAround(target, -0.006)))
    expect(words).toBe(
      "cuts: mean −6 ms, spread 0 ms; strokes: mean −6 ms, spread 0 ms; missed 0, extra 0",
    )
  })
})

describe("marks", () => {
  const marks = (times: readonly number[]) =>
    times.map((timeSeconds) => ({ kind: "open", timeSeconds }))

  it("are paired in order, at no more cost than any other pairing", () => {
    const times = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 })
    const costOf = (target: number[], played: number[], partners: ArrayLike<number>): number => {
      const errors = target.flatMap((time, i) =>
        partners[i]! < 0 ? [] : [Math.abs(played[partners[i]!]! - time) / 10],
      )
      const alone = target.length + played.length - 2 * errors.length
      return errors.reduce((sum, each) => sum + each, 0) + alone / 2
    }
    const best = (target: number[], played: number[]): number => {
      if (target.length === 0 || played.length === 0) return (target.length + played.length) / 2
      const [[first = 0, ...rest], [other = 0, ...others]] = [target, played]
      const apart = Math.abs(first - other)
      return Math.min(
        0.5 + best(rest, played),
        0.5 + best(target, others),
        apart <= 10 ? apart / 10 + best(rest, others) : Infinity,
      )
    }
    fc.assert(
      fc.property(times, times, (a, b) => {
        const [target, played] = [a, b].map((list) => list.toSorted((x, y) => x - y)) as [
          number[],
          number[],
        ]
        const partners = align(marks(target), marks(played), 10)
        const used = [...partners].filter((each) => each >= 0)
        expect(used).toEqual([...new Set(used)].toSorted((x, y) => x - y))
        expect(costOf(target, played, partners)).toBeCloseTo(best(target, played), 9)
      }),
      { numRuns: 200 },
    )
  })

  it("of another kind are never a pair", () => {
    const close = [{ kind: "close", timeSeconds: 0 }]
    expect([...align(marks([0]), close, 1)]).toEqual([-1])
  })
})
