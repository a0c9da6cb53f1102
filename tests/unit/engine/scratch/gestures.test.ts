import * as fc from "fast-check"
import { expect, test } from "vitest"
import { beatAt, faderPlaceAt, placeAt } from "#engine/scratch/gestures/curves.ts"
import { planOf } from "#engine/scratch/gestures/genes.ts"
import { GENES } from "#engine/scratch/gestures/index.ts"

const genes = fc
  .array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1e-8, 0.5, 1)), {
    ...{ minLength: GENES, maxLength: GENES },
  })
  .map((all) => Float32Array.from(all))
const beats = Array.from({ length: 200 }, (_, i) => i * 0.0201)

test("any numbers are a gesture: within half a second of record, and without jumps", () => {
  fc.assert(
    fc.property(genes, (all) => {
      const plan = planOf(all)
      const places = beats.map((beat) => placeAt(beat, plan))
      const faders = beats.map((beat) => faderPlaceAt(beat, plan.fader))
      return (
        places.every((place) => place >= -1e-9 && place <= 0.5 + 1e-9) &&
        faders.every((place) => place === 0 || (place >= 0.12 && place <= 1))
      )
    }),
    { numRuns: 60 },
  )
})

test("a loop comes round after its length", () => {
  fc.assert(
    fc.property(genes, (all) => {
      const plan = planOf(all)
      const even = { ...plan, accents: [1, 1, 1, 1] as [number, number, number, number] }
      const { beats: length } = plan.hand
      return beats.every(
        (beat) => Math.abs(placeAt(beat + length, even) - placeAt(beat, even)) < 1e-6,
      )
    }),
    { numRuns: 60 },
  )
})

test("swing lengthens the first half of each beat, and time never goes back", () => {
  const plan = { ...planOf(new Float32Array(GENES)), swing: 0.1, push: 0 }
  const times = Array.from({ length: 500 }, (_, i) => i / 100)
  const played = times.map((seconds) => beatAt(seconds, plan, 60))
  expect(played.every((beat, i) => i === 0 || beat > played[i - 1]!)).toBe(true)
  expect(beatAt(1.6, plan, 60)).toBeCloseTo(1.5, 9)
  expect(beatAt(2, plan, 60)).toBeCloseTo(2, 9)
})
