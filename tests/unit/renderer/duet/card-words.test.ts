import { expect, it } from "vitest"
import {
  methodText,
  sourceText,
} from "../../../../src-renderer/features/duet/inspector/card-words.ts"
import { gapToGrams } from "../../../../src-renderer/features/duet/inspector/gap.ts"

const figures = { split: "test" as const, changed: null, low: 3.8, high: 4.2 }
const grams = [
  { name: "5-gram", nll: 8.41 },
  { name: "5-gram of notes", nll: 5.24 },
]

it("the gap names the method that it is measured against as the table does", () => {
  const results = [{ ...figures, nll: 3.99, baselines: grams }]
  expect(gapToGrams({ results })).toBe("1.25 nats under 5-gram of notes")
  const ofWords = [{ ...figures, nll: 8.5, baselines: grams.slice(0, 1) }]
  expect(gapToGrams({ results: ofWords })).toBe("0.09 nats over 5-gram of words")
  expect(methodText("5-gram")).toBe("5-gram of words")
})

it("where no counts were measured there is no gap", () => {
  expect(gapToGrams({ results: [] })).toBeNull()
  const results = [{ ...figures, nll: 3.99, baselines: [{ name: "repeat", nll: 9 }] }]
  expect(gapToGrams({ results })).toBeNull()
})

it("what starters learnt from has its name, and one's own music the name that it was given", () => {
  expect(sourceText("jsb-chorales")).toBe("chorales of J. S. Bach")
  expect(sourceText("Your nocturnes")).toBe("Your nocturnes")
})
