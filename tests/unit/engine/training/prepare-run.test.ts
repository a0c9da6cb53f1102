import { describe, expect, it } from "vitest"
import type { Corpus, CorpusWork } from "#engine/datasets/index.ts"
import { prepareRun } from "#engine/training/runs/prepare-run.ts"
import type { DatasetId } from "#shared/contract/datasets.ts"
import { aPiece, bars } from "../../../support/pieces.ts"
import { aConfig, aWork } from "../../../support/training/tiny.ts"

const corpus = (works: CorpusWork[]): Corpus => ({
  ...{ id: "some" as DatasetId, name: "Some", hash: "", kind: "notes", works },
  licence: { name: "mine", use: "private", notice: "" },
})
const prepared = (works: CorpusWork[]) => prepareRun(aConfig(), [corpus(works)], null)
const long = aPiece({ notes: bars(12, [60, 64, 67, 72]) })
const lengths = (all: readonly { length: number }[]): number[] => all.map(({ length }) => length)

describe("what a run learns from", () => {
  it("are works to learn from, and what it is measured by are works held out; works to test with stay unheard", () => {
    const works = (["train", "valid", "test"] as const).map((split, at) =>
      aWork({ split, piece: aPiece({ notes: bars(2 + at, [60, 64, 67, 72]) }) }),
    )
    const { train, valid, trainWorks, validWorks } = prepared(works)
    expect([lengths(train), lengths(valid)]).toEqual([[12], [17]])
    expect([trainWorks, validWorks]).toEqual([[works[0]], [works[1]]])
  })

  it("of a single work is its beginning, and its end is held out", () => {
    const { train, valid, trainWorks, validWorks } = prepared([aWork({ piece: long })])
    expect([lengths(train), lengths(valid)]).toEqual([[54], [8]])
    // Nor do the baselines learn what they are asked.
    const notes = [trainWorks, validWorks].map(([work]) => lengths([work!.piece.notes])[0])
    expect(notes).toEqual([42, 6])
    expect(validWorks[0]!.piece.notes[0]!.startTicks).toBe(0)
  })

  it("never is a work to test with where there are others", () => {
    const { trainWorks } = prepared([aWork({ piece: long }), aWork({ split: "test", piece: long })])
    expect(trainWorks.map(({ split }) => split)).toEqual(["train"])
  })

  it("knows genres, most frequent first", () => {
    const works = ["waltz", "polka", "polka"].map((genre) =>
      aWork({ piece: long, labels: { genre } }),
    )
    expect(prepared(works).genres).toEqual(["polka", "waltz"])
  })

  it("in plain words is too little, or nothing", () => {
    expect(() => prepared([])).toThrow("There is no music in this dataset that could be read.")
    expect(() => prepared([aWork()])).toThrow("too little music")
    expect(() => prepared([aWork({ piece: aPiece() })])).toThrow("None of these pieces has notes.")
    const chorales = aConfig({ language: "chorales" })
    expect(() => prepareRun(chorales, [corpus([aWork()])], null)).toThrow("four voices")
  })

  it("in plain words is too little where all that is held out is silence", () => {
    const [first, last] = [bars(8, [60, 64, 67, 72]), 30 * 3840]
    const piece = aPiece({ notes: first, tempos: [{ startTicks: last, bpm: 90 }] })
    expect(() => prepared([aWork({ piece })])).toThrow("too little music")
  })
})
