import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Checkpoint, CopyCheck } from "#shared/contract/index.ts"
import { copyPicture } from "../../../../src-renderer/features/train/model/copy-picture.ts"
import { columnsOf, rangeOf, spread } from "../../../../src-renderer/features/train/model/curves.ts"
import { entriesOf } from "../../../../src-renderer/features/train/model/entries.ts"
import { momentsOf } from "../../../../src-renderer/features/train/model/moments.ts"
import { boxesOf, joined, opening } from "../../../../src-renderer/features/train/model/pieces.ts"
import {
  FIELD_GROUPS,
  parseField,
} from "../../../../src-renderer/features/train/model/settings-fields.ts"
import {
  aboutText,
  chartTitle,
  gapOf,
  splitText,
  stateText,
  verdictText,
} from "../../../../src-renderer/features/train/model/words.ts"
import { aCurve, aDataset, aModel, aPiece, aRun } from "../../../support/fake-training.ts"

it("says plainly that nothing is held out where all is one work", () => {
  const suite = aDataset({ works: { train: 1, valid: 0, test: 0 } })
  expect(splitText([suite])).toMatch(/^All of it is one work.*last eighth of each piece/)
  expect(chartTitle("note", [suite])).toMatch(/ends of pieces/)
  expect(splitText([suite, aDataset()])).toMatch(/^Split by work: 71 to learn, 8 to check/)
  expect(chartTitle("note", [suite, aDataset()])).toMatch(/pieces it has not seen/)
})

describe("the curve of a run", () => {
  it("spans all of the time it may take from the start", () => {
    const { steps, valid } = columnsOf(aCurve(3, 100), [], 2000)
    expect(steps).toEqual([0, 100, 200, 2000])
    expect(valid.at(-1)).toBeNull()
  })

  it("shows every baseline, and not all of a steep beginning", () => {
    const [low, high] = rangeOf([aCurve()], aRun().baselines)
    expect(low).toBeLessThan(2.3)
    expect(high).toBeGreaterThan(3.58)
    expect(high).toBeLessThan(5)
  })

  it("has labels that stand apart, in their order, as near to their lines as can be", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 12 }), (heights) => {
        const placed = spread(heights, 16, 400)
        const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!)
        for (let i = 1; i < order.length; i++)
          expect(placed[order[i]!]! - placed[order[i - 1]!]!).toBeGreaterThanOrEqual(16)
        expect(Math.max(...placed)).toBeLessThanOrEqual(400)
      }),
    )
    expect(spread([10, 100, 300], 16, 400)).toEqual([10, 100, 300])
  })
})

describe("moments worth hearing", () => {
  const checkpoint = (step: number, isBest = false): Checkpoint => ({
    ...{ step, seconds: step / 10, valid: 3, isBest },
  })

  it("are the first, the best, and some between at growing distances", () => {
    const all = Array.from({ length: 40 }, (_, i) => checkpoint(i * 100, i === 35))
    const moments = momentsOf(all, 5)
    expect(moments).toHaveLength(5)
    expect(moments[0]).toMatchObject({ step: 0, name: "Untrained" })
    expect(moments.at(-1)).toMatchObject({ step: 3500, name: "Best so far" })
    const steps = moments.map(({ step }) => step)
    expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b))
  })

  it("are all there are where there are few, and none where there are none", () => {
    expect(momentsOf([checkpoint(0), checkpoint(50, true)], 5).map(({ step }) => step)).toEqual([
      0, 50,
    ])
    expect(momentsOf([], 5)).toEqual([])
  })
})

describe("openings", () => {
  it("begin with the first bar that sounds, and end with their last", () => {
    const piece = aPiece(3, 16)
    const late = {
      ...piece,
      notes: piece.notes.map((n) => ({ ...n, startBeats: n.startBeats + 8 })),
    }
    const { notes } = opening(late, 1)
    expect(Math.min(...notes.map(({ startBeats }) => startBeats))).toBe(0)
    for (const { startBeats, lengthBeats } of notes)
      expect(startBeats + lengthBeats).toBeLessThanOrEqual(4)
  })

  it("stand before what a model made of them", () => {
    const { piece, fromBeats } = joined(opening(aPiece(1, 8), 1), aPiece(2, 8))
    expect(fromBeats).toBe(4)
    expect(piece.notes.some(({ startBeats }) => startBeats === 4)).toBe(true)
    expect(joined(null, aPiece(2, 8)).fromBeats).toBe(0)
  })

  it("lie inside their picture", () => {
    const piece = aPiece(9, 32)
    for (const { x, y, height } of boxesOf(piece.notes, 32)) {
      expect(x).toBeLessThan(1)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(y + height).toBeLessThanOrEqual(1.0001)
    }
  })
})

describe("words", () => {
  it("say how far a run is ahead of the strongest simple method", () => {
    expect(gapOf(aRun())).toEqual({ text: "−0.41", against: "5-gram", isBetter: true })
    expect(gapOf(aRun({ best: null }))).toBeNull()
  })

  it("say plainly where it is not better yet", () => {
    const run = aRun({ best: { step: 1, seconds: 1, train: null, valid: 3 } })
    expect(verdictText(run)).toBe(
      "Better than Repeat last bar and Note frequencies, not yet than 5-gram",
    )
    expect(verdictText(aRun())).toBe("Better than Repeat last bar, Note frequencies and 5-gram")
  })

  it("say what became of a run", () => {
    expect(stateText(aRun({ state: "stopped", step: 5600 }))).toBe("Stopped by you at 40 %")
    expect(stateText(aRun({ state: "finished", step: 9000 }))).toBe("Done, no longer improving")
  })

  it("round times as honestly as they are known", () => {
    expect([4, 62, 1500, 9000].map(aboutText)).toEqual([
      ...["about 5 s", "about 1 min", "about 25 min", "about 2.5 h"],
    ])
  })
})

describe("the list", () => {
  it("has a run with its model once, what is under way first, what came with the program last", () => {
    const runs = [aRun({ id: "old", state: "finished", createdAt: 9 }), aRun()]
    const models = [aModel({ id: "chopin", isStarter: true }), aModel(), aModel({ id: "own" })]
    expect(entriesOf(runs, models).map(({ id }) => id)).toEqual(["run-12", "old", "own", "chopin"])
  })
})

describe("the copy check's picture", () => {
  const check: CopyCheck = {
    ...{ verdict: "passed", lengths: [1, 4, 2] },
    ...{ heldOut: { p95: 5, longest: 200 }, generated: { p95: 3, longest: 6 } },
  }
  it("counts every piece once, whatever lengths there are", () => {
    const { bars, limitX, words } = copyPicture(check, 256, 54)
    expect(bars.length).toBeLessThanOrEqual(32)
    expect(limitX).toBeLessThanOrEqual(256)
    expect(words).toMatch(/does not copy.*has 6.*up to 200/)
  })
})

describe("a setting that is typed", () => {
  const layers = FIELD_GROUPS[0]!.fields[0]!
  it("is taken where the engine takes it", () => {
    expect(parseField(layers, "6")).toBe(6)
    expect(["", "0", "25", "2.5", "many"].map((text) => parseField(layers, text))).toEqual([
      ...[undefined, undefined, undefined, undefined, undefined],
    ])
  })
})
