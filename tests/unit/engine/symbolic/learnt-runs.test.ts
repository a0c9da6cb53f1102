/** What a model learnt by heart, kept as bits: nothing that was learnt is missed, and little else is taken for it. */
import fc from "fast-check"
import { expect, it } from "vitest"
import { LearntRuns, type Piece } from "#engine/symbolic/index.ts"

interface Struck {
  startTicks: number
  pitch: number
}

const pieceOf = (line: readonly Struck[]): Piece => ({
  notes: line.map((each) => ({ ...each, lengthTicks: 80, velocity: 80, program: 0 })),
  ...{ meters: [], tempos: [] },
})

/** Twelfths of a beat between notes, and their pitches. */
const lines = fc
  .array(fc.tuple(fc.constantFrom(3, 4, 6, 12), fc.integer({ min: 48, max: 72 })), {
    ...{ minLength: 12, maxLength: 40 },
  })
  .map((steps) => {
    let at = 0
    return steps.map(([gap, pitch]): Struck => {
      const startTicks = at
      at += gap * 80
      return { startTicks, pitch }
    })
  })

it("the end of every run that was learnt is known, in whatever key and twice as slow", () => {
  fc.assert(
    fc.property(lines, fc.integer({ min: -12, max: 12 }), fc.nat(30), (line, up, at) => {
      const from = Math.min(at, line.length - 8)
      const learnt = LearntRuns.of([pieceOf(line)])
      const run = line
        .slice(from, from + 8)
        .map(({ startTicks, pitch }) => ({ startTicks: 2 * startTicks, pitch: pitch + up }))
      const endsRun = learnt.endings(run.slice(0, 7), run[7]!.startTicks)
      expect(endsRun(run[7]!.pitch)).toBe(true)
    }),
  )
})

it("of runs that nobody learnt one in fifty or so is taken for learnt, and of fewer than seven notes none", () => {
  const many = fc.sample(lines, { seed: 7, numRuns: 300 })
  const learnt = LearntRuns.of(many.slice(0, 150).map(pieceOf))
  const answers = many.slice(150).map((line) => {
    const endsRun = learnt.endings(line.slice(0, 7), line[7]!.startTicks)
    return Array.from({ length: 128 }, (_, pitch) => endsRun(pitch))
  })
  const wrong = answers.flat().filter(Boolean).length / answers.flat().length
  expect(wrong).toBeLessThan(0.05)
  const [few] = many
  expect(learnt.endings(few!.slice(0, 6), few![6]!.startTicks)(few![6]!.pitch)).toBe(false)
})
