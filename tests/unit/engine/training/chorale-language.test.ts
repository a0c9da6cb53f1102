import fc from "fast-check"
import { expect, test } from "vitest"
import { HIGHEST_PITCH, LOWEST_PITCH, type Frame } from "#engine/symbolic/index.ts"
import { satbDecode } from "#engine/symbolic/tokens/satb.ts"
import { choraleLanguage as language } from "#engine/training/language/chorales.ts"
import { seededRandom } from "#shared/music/random.ts"
import { aWork } from "../../../support/training/tiny.ts"

const voice = fc.oneof(fc.integer({ min: LOWEST_PITCH, max: HIGHEST_PITCH }), fc.constant(-1))
const chorales: fc.Arbitrary<Frame[]> = fc.array(fc.tuple(voice, voice, voice, voice), {
  minLength: 1,
  maxLength: 40,
})

test("four voices are said frame by frame, and every cell is asked for", () => {
  fc.assert(
    fc.property(chorales, (frames) => {
      const rows = language.encode(aWork({ frames }))!
      expect(satbDecode(rows.values)).toEqual(frames)
      expect(rows.asked.every((each) => each === 1)).toBe(true)
      expect(language.units(rows)).toBe(4 * frames.length)
      expect([...rows.given]).toEqual(frames.map((_, at) => at % 16))
    }),
  )
})

test("what is no music for four voices cannot be said", () => {
  expect(language.encode(aWork())).toBeNull()
  expect(language.encode(aWork({ frames: [] }))).toBeNull()
})

test("in another key every interval and rest stays, and every voice has a word", () => {
  fc.assert(
    fc.property(chorales, fc.nat(), (frames, seed) => {
      const how = { transpose: true, stretchTempo: false, varyVelocity: false }
      const rows = language.encode(aWork({ frames }))!
      const moved = satbDecode(language.varied(rows, seededRandom(seed), how).values).flat()
      const shifts = new Set(
        frames.flat().flatMap((pitch, at) => (pitch < 0 ? [] : [moved[at]! - pitch])),
      )
      expect(shifts.size).toBeLessThanOrEqual(1)
      for (const [at, pitch] of frames.flat().entries()) {
        if (pitch < 0) expect(moved[at]).toBe(-1)
        else expect(moved[at]! >= LOWEST_PITCH && moved[at]! <= HIGHEST_PITCH).toBe(true)
      }
    }),
  )
})

test("anything may be sung; bars of sixteen frames are counted", () => {
  const rules = language.grammar()
  const allowed = new Uint8Array(language.fields[0]!.size)
  rules.allow(0, [], allowed)
  expect(allowed.every((each) => each === 1)).toBe(true)
  for (let frame = 0; frame < 17; frame++) rules.push([0, 0, 0, 0])
  expect([rules.bars(), rules.given([]), rules.isOver()]).toEqual([2, [1], false])
})
