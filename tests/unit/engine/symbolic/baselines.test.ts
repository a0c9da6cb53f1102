import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { choraleContexts, learnChorales } from "#engine/symbolic/baselines/chorale-grams.ts"
import { gramContexts, WittenBell } from "#engine/symbolic/baselines/witten-bell.ts"
import { choraleLikelihood } from "#engine/symbolic/chorale-likelihood.ts"

describe("a table of counts", () => {
  it("gives all words together a chance of 1, after whatever it has heard", () => {
    const words = fc.array(fc.nat(6), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(words, words, (heard, asked) => {
        const grams = new WittenBell(7)
        heard.forEach((word, at) => grams.learn(gramContexts(heard, at, 3), word))
        const contexts = gramContexts(asked, asked.length, 3)
        const sum = Array.from({ length: 7 }, (_, word) => grams.probability(contexts, word))
        expect(sum.reduce((all, chance) => all + chance)).toBeCloseTo(1, 12)
      }),
    )
  })

  it("holds all words as likely before it has heard any", () => {
    expect(new WittenBell(10).probability(["", "1"], 3)).toBe(0.1)
  })

  it("leans on the shorter context as the formula says", () => {
    const grams = new WittenBell(4)
    for (const word of [0, 0, 1]) grams.learn(["", "x"], word)
    const short = (2 + 2 * 0.25) / (3 + 2)
    expect(grams.probability(["", "x"], 0)).toBeCloseTo((2 + 2 * short) / (3 + 2), 12)
    expect(grams.probability(["", "never"], 0)).toBeCloseTo(short, 12)
  })
})

describe("counts of four voices", () => {
  it("are surprised by what they have not heard, and most where a voice moves", () => {
    const bar = [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]
    const heard = Array.from({ length: 20 }, () => bar).flat()
    const grams = learnChorales([heard], 47)
    const judge = (ids: number[]) =>
      choraleLikelihood([ids], (piece, at) =>
        grams.probability(choraleContexts(piece, at), piece[at]!),
      )
    expect(judge(heard)).toMatchObject({ words: 320, changedWords: 39 * 4 })
    expect(judge(heard).nll).toBeLessThan(0.01)
    const other = judge([...heard, 3, 3, 3, 3, 3, 3, 3, 3])
    expect(other.nll).toBeGreaterThan(judge(heard).nll)
    expect(other.changedNll).toBeGreaterThan(other.nll)
  })
})
