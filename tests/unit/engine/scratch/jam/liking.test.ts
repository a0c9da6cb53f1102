import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { answerJam } from "#engine/scratch/jam/answer.ts"
import { createAnswerStore } from "#engine/scratch/jam/answer-store.ts"
import { PhraseBank } from "#engine/scratch/jam/bank.ts"
import { createScratchJam, ownGestures } from "#engine/scratch/jam/jam-service.ts"
import { leaningOf, TRAITS, type Rated, type Traits } from "#engine/scratch/jam/liking.ts"
import { openDatabase, type Database } from "#engine/library/index.ts"
import { JamAnswerId, JamTaste } from "#shared/contract/index.ts"
import { gestureOfNumbers, numbersOfGesture, takeOfGesture } from "#shared/gesture/index.ts"
import { temporaryFolder } from "../../../../support/temporary-folder.ts"
import { BEAT, callOf } from "../../../../support/scratch/calls.ts"

const bank = new PhraseBank()
const asking = (seed: number) => ({
  ...{ numbers: numbersOfGesture(callOf({ seed })), beat: BEAT, bars: 1, mode: "answer" as const },
  ...{ taste: JamTaste.parse({}), seed, sampleSeconds: 2 },
})
const SEEDS = Array.from({ length: 6 }, (_, at) => at + 1)
const meanDensity = (rated: readonly Rated[]): number =>
  SEEDS.reduce(
    (sum, seed) => sum + answerJam(asking(seed), { bank, rated, id: "x" }).traits.density,
    0,
  ) / SEEDS.length

const usual: Traits = { density: 1.2, clicks: 0.4, extent: -2.3, halts: 0.1, likeness: 0.65 }

describe("thumbs", () => {
  it("make answers sparser when dense ones are not liked, and denser when they are", () => {
    const dense = (isLiked: boolean): Rated[] =>
      Array.from({ length: 20 }, (_, at) => ({
        ...{ mode: "answer", isLiked, traits: { ...usual, density: 2.2 + 0.02 * at } },
      }))
    const before = meanDensity([])
    // Octaves of onsets a beat.
    expect(meanDensity(dense(false))).toBeLessThan(before - 0.15)
    expect(meanDensity(dense(true))).toBeGreaterThan(before + 0.1)
  })

  it("say nothing as long as there are none, and little where they contradict each other", () => {
    for (const trait of TRAITS) expect(leaningOf([], "copy")[trait]).toBe(0)
    const traits = { ...usual, density: 3 }
    const both = [true, false].map((isLiked) => ({ mode: "answer" as const, traits, isLiked }))
    expect(leaningOf(both, "answer").density).toBe(0)
  })

  it("count less in another mode", () => {
    const traits = { ...usual, density: 3 }
    const one: Rated[] = [{ mode: "battle", traits, isLiked: false }]
    expect(leaningOf(one, "battle").density).toBeLessThan(leaningOf(one, "copy").density)
    expect(leaningOf(one, "copy").density).toBeLessThan(0)
  })
})

/** Work on the database of a library. */
async function inLibrary(work: (database: Database) => Promise<void> | void): Promise<void> {
  const database = openDatabase(join(temporaryFolder(), "library.db"))
  try {
    await work(database)
  } finally {
    database.close()
  }
}

describe("the store of answers", () => {
  it("keeps thumbs, takes them back, and forgets old answers that nobody rated", () =>
    inLibrary((database) => {
      const store = createAnswerStore(database)
      const id = (at: number) => JamAnswerId.parse(`answer ${at}`)
      for (let at = 0; at < 150; at++) {
        store.keep(id(at), "tease", usual)
        if (at === 0) store.rate(id(0), false)
      }
      expect(store.rated()).toEqual([{ mode: "tease", traits: usual, isLiked: false }])
      expect(() => store.rate(id(1), true)).toThrow("not known any more")
      store.rate(id(149), true)
      expect(store.rated()).toHaveLength(2)
      store.rate(id(149), null)
      expect(store.rated()).toHaveLength(1)
    }))
})

describe("the service", () => {
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const serviceOf = (database: Database, isReadOnly = false) => {
    let ids = 0
    const takes = { all: () => [], take: () => takeOfGesture(callOf({ seed: 1 }), "x") }
    const newId = () => `id ${++ids}`
    return createScratchJam({ database, isReadOnly, takes, newId }).handlers
  }

  it("answers, and later answers lean as thumbs said", () =>
    inLibrary(async (database) => {
      const handlers = serviceOf(database)
      const { phrases } = await handlers["scratch.prepareJam"]({ bars: 1, beatsPerBar: 4 }, context)
      expect(phrases).toBeGreaterThan(100)
      const first = await handlers["scratch.answer"](asking(4), context)
      expect(gestureOfNumbers(first.numbers).durationSeconds).toBeCloseTo(240 / 95, 9)
      const again = await handlers["scratch.answer"](asking(4), context)
      expect({ ...again, id: first.id }).toEqual(first)
      await handlers["scratch.rate"]({ id: first.id, isLiked: false }, context)
      for (let seed = 5; seed < 15; seed++) {
        const { id } = await handlers["scratch.answer"](asking(seed), context)
        await handlers["scratch.rate"]({ id, isLiked: false }, context)
      }
      const later = await handlers["scratch.answer"](asking(4), context)
      expect(later.numbers).not.toEqual(first.numbers)
    }))

  it("plays with a library that may not be written", () =>
    inLibrary(async (database) => {
      const handlers = serviceOf(database, true)
      const { id } = await handlers["scratch.answer"](asking(4), context)
      expect(() => handlers["scratch.rate"]({ id, isLiked: true }, context)).toThrow()
    }))

  it("learns from takes with a beat and consent alone", () => {
    const beats = { tempoBpm: 95, firstBeatSeconds: 0, beatsPerBar: 4 }
    const take = { ...takeOfGesture(callOf({ seed: 2, bars: 2 }), "Take"), beats }
    const kept = [
      { id: "a", mayTrain: true, seconds: 5 },
      { id: "b", mayTrain: false, seconds: 5 },
      { id: "c", mayTrain: true, seconds: 3600 },
    ]
    const asked: string[] = []
    const known = ownGestures({
      all: () => kept,
      take: (id) => {
        asked.push(id)
        return take
      },
    })
    expect(asked).toEqual(["a"])
    expect(new PhraseBank(known).size).toBeGreaterThan(bank.size)
    const without = takeOfGesture(callOf({ seed: 2, bars: 2 }), "Take")
    expect(ownGestures({ all: () => kept, take: () => without })).toEqual([])
  })
})
