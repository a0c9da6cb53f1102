/** Which models are offered for drums and which for a keyboard: by what they learnt from. */
import { expect, test } from "vitest"
import { whatPlays } from "../../../../src-main/shared/training/index.ts"
import { aModel } from "../../../support/fake-training.ts"

const own = aModel()
const from = (...names: string[]) => {
  const learntFrom = names.map((name) => ({ ...own.card.learntFrom[0]!, name }))
  return { ...own, card: { ...own.card, learntFrom } }
}

test("starters tell by their corpora whether they play drums, pitches or both", () => {
  const starter = (...names: string[]) => whatPlays({ ...from(...names), isStarter: true })
  expect(starter("groove")).toBe("drums")
  expect(starter("chopin", "lieder")).toBe("pitches")
  expect(starter("chopin", "groove")).toBe("both")
})

test("a model of one's own plays what its card says, and nobody knows where it says nothing", () => {
  expect(whatPlays(own)).toBeUndefined()
  expect(whatPlays({ ...own, card: { ...own.card, plays: "drums" } })).toBe("drums")
})
