import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { natsANote } from "#engine/symbolic/baselines/baseline-model.ts"
import {
  learnChoraleFrequencies,
  learnChoraleGrams,
  learnChoraleRepeats,
} from "#engine/symbolic/baselines/chorale-baselines.ts"
import { GramTables } from "#engine/symbolic/baselines/gram-tables.ts"
import { CHOICES, noteChoices } from "#engine/symbolic/baselines/note-events.ts"
import { learnNotes } from "#engine/symbolic/baselines/note-grams.ts"
import { PairTable } from "#engine/symbolic/baselines/pair-table.ts"
import { learnRemi } from "#engine/symbolic/baselines/remi-grams.ts"
import { learnRepeats } from "#engine/symbolic/baselines/repeat-bar.ts"
import { WittenBell } from "#engine/symbolic/baselines/witten-bell.ts"
import { remiEncode, remiVocabulary } from "#engine/symbolic/tokens/remi.ts"
import type { Frame } from "#engine/symbolic/tokens/satb.ts"
import { seededRandom } from "#shared/music/random.ts"
import { aPiece, bars, pieces } from "../../../support/pieces.ts"

const words = fc.array(fc.nat(6), { minLength: 1, maxLength: 80 })
const lastOf = (ids: readonly number[], at: number, count: number): number[] =>
  Array.from({ length: count }, (_, back) => ids[at - 1 - back] ?? 7)

describe("a table of pairs", () => {
  it("numbers pairs in the order in which they come, and knows them again", () => {
    const pairs = fc.array(fc.tuple(fc.integer({ min: -4, max: 2 ** 30 }), fc.nat(5)))
    fc.assert(
      fc.property(pairs, (all) => {
        const table = new PairTable(10_000)
        const expected = new Map<string, number>()
        for (const [first, second] of all) {
          const key = `${first} ${second}`
          const number = expected.get(key) ?? expected.size
          expect(table.find(first, second)).toBe(expected.get(key) ?? -1)
          expect(table.add(first, second)).toBe(number)
          expected.set(key, number)
        }
        expect(table.size).toBe(expected.size)
      }),
    )
  })

  it("takes no more pairs than it may", () => {
    const table = new PairTable(2)
    expect([table.add(1, 1), table.add(2, 2), table.add(3, 3), table.add(1, 1)]).toEqual([
      0, 1, -1, 0,
    ])
  })

  it("stays quick and right with thousands of pairs", () => {
    const table = new PairTable(50_000)
    for (let i = 0; i < 40_000; i++) table.add(i >> 4, i & 15)
    expect(table.size).toBe(40_000)
    expect(table.find(1000, 7)).toBe(16_007)
  })
})

describe("counts of numbers", () => {
  it("say to the last bit what counts of strings say", () => {
    fc.assert(
      fc.property(words, words, (heard, asked) => {
        const tables = new GramTables({ size: 8 })
        const strings = new WittenBell(8)
        const contexts = (ids: readonly number[], at: number): string[] => {
          const last = lastOf(ids, at, 3)
          return [0, 1, 2, 3].map((length) => last.slice(0, length).join(" "))
        }
        heard.forEach((word, at) => {
          tables.learn(lastOf(heard, at, 3), word)
          strings.learn(contexts(heard, at), word)
        })
        asked.forEach((word, at) =>
          expect(tables.probability(lastOf(asked, at, 3), word)).toBe(
            strings.probability(contexts(asked, at), word),
          ),
        )
      }),
    )
  })

  it("give all words together a chance of 1, however they are smoothed and even when they are full", () => {
    const smoothing = fc.constantFrom<("witten-bell" | number)[]>("witten-bell", 0.5, 0.9)
    fc.assert(
      fc.property(words, words, smoothing, fc.integer({ min: 1, max: 60 }), (...drawn) => {
        const [heard, asked, how, limit] = drawn
        const tables = new GramTables({ size: 8, smoothing: how, limit })
        heard.forEach((word, at) => tables.learn(lastOf(heard, at, 4), word))
        const last = lastOf(asked, asked.length, 4)
        const chances = Array.from({ length: 8 }, (_, word) => tables.probability(last, word))
        expect(chances.reduce((all, chance) => all + chance)).toBeCloseTo(1, 12)
        expect(Math.min(...chances)).toBeGreaterThan(0)
        expect(tables.entries).toBeLessThanOrEqual(limit)
      }),
    )
  })

  it("take a discount off every count, as the formula says", () => {
    const tables = new GramTables({ size: 4, smoothing: 0.5 })
    for (const word of [0, 0, 1]) tables.learn([9], word)
    const short = (word: number): number => (word < 2 ? 0.5 / 2 : 0) + ((0.5 * 2) / 2) * 0.25
    expect(tables.probability([9], 0)).toBeCloseTo(1.5 / 3 + ((0.5 * 2) / 3) * short(0), 12)
    expect(tables.probability([9], 3)).toBeCloseTo(((0.5 * 2) / 3) * short(3), 12)
  })
})

describe("baselines of notes", () => {
  const waltz = aPiece({ notes: bars(24, [60, 64, 67, 64]) })
  const other = aPiece({ notes: bars(24, [62, 61, 71, 59, 80, 42]) })

  it("count every note of a piece once", () => {
    fc.assert(
      fc.property(pieces, (piece) => {
        const notes = [...remiEncode(piece)].filter((id) =>
          remiVocabulary.words[id]!.startsWith("Pitch_"),
        ).length
        for (const model of [
          learnRemi([waltz], { order: 3 }),
          learnNotes([waltz], { order: 3 }),
          learnRepeats([waltz]),
        ]) {
          const told = model.natsOf(piece)
          expect(told.notes).toBe(notes)
          expect(told.nats).toBeGreaterThan(0)
          expect(told.nats).toBeLessThan(Infinity)
        }
      }),
      { numRuns: 30 },
    )
  })

  it("choose among words that there are, by as many features at every choice of a kind", () => {
    fc.assert(
      fc.property(pieces, fc.integer({ min: 2, max: 7 }), (piece, order) => {
        const depths = new Map<string, number>()
        for (const { kind, word, features } of [...noteChoices(piece, order)].flat()) {
          expect(word).toBeGreaterThanOrEqual(0)
          expect(word).toBeLessThan(CHOICES[kind])
          if (kind === "velocity") continue
          expect(features).toHaveLength(depths.get(kind) ?? features.length)
          depths.set(kind, features.length)
        }
      }),
      { numRuns: 30 },
    )
  })

  it("are little surprised by what they have heard, and more the less they look back", () => {
    const heard = Array.from({ length: 8 }, () => waltz)
    const [unigram, grams, notes, repeat] = [
      learnRemi(heard, { order: 1 }),
      learnRemi(heard, { order: 5 }),
      learnNotes(heard, { order: 5 }),
      learnRepeats(heard),
    ].map((model) => ({ heard: natsANote(model, [waltz]), other: natsANote(model, [other]) }))
    expect(unigram!.heard).toBeGreaterThan(5)
    for (const model of [grams!, notes!, repeat!]) {
      expect(model.heard).toBeLessThan(1.5)
      expect(model.other).toBeGreaterThan(1.5 * model.heard)
    }
  })

  it("make up what they have heard, as long as asked, the same with the same seed", () => {
    const grams = learnRemi([waltz, waltz], { order: 5 })
    const make = () => grams.sample({ bars: 4, random: seededRandom(3) })
    expect(make()).toEqual(make())
    const pitches = make().notes.map(({ pitch }) => pitch)
    expect(pitches.length).toBeGreaterThan(4)
    const known = pitches.filter((pitch) => [60, 64, 67].includes(pitch))
    expect(known.length).toBeGreaterThan(0.6 * pitches.length)
    const last = make().notes.at(-1)!.startTicks
    expect(last).toBeLessThan(4 * 3840)
  })

  it("know a tune in another key by its intervals", () => {
    const up = aPiece({
      notes: waltz.notes.map((note) => ({ ...note, pitch: note.pitch + 5 })),
    })
    const model = learnNotes([waltz, waltz, waltz], { order: 4 })
    expect(natsANote(model, [up])).toBeLessThan(natsANote(model, [other]) / 2)
  })

  it("follow the last bar through a note that was changed", () => {
    const changed = bars(24, [60, 64, 67, 64]).map((note, i) =>
      i === 49 ? { ...note, pitch: 66 } : note,
    )
    const model = learnRepeats([waltz, waltz, waltz])
    const more = model.natsOf(aPiece({ notes: changed })).nats - model.natsOf(waltz).nats
    // The note itself, and the next bar that has the old one again: no more than that.
    expect(more).toBeGreaterThan(3)
    expect(more).toBeLessThan(30)
  })
})

describe("baselines of four voices", () => {
  const chord: Frame = [72, 67, 64, 48]
  const next: Frame = [74, 67, 65, 50]
  const chorale = Array.from({ length: 64 }, (_, i) => (i % 8 < 4 ? chord : next))

  it("ask every voice of every frame once", () => {
    for (const learn of [learnChoraleGrams, learnChoraleFrequencies, learnChoraleRepeats])
      expect(learn([chorale]).natsOf(chorale).notes).toBe(256)
  })

  it("know as frequencies nothing but how often a pitch is", () => {
    const { nats } = learnChoraleFrequencies([chorale]).natsOf([chord])
    // Soprano, tenor and bass have two pitches, the alto has one: Witten-Bell over its voice, over all voices, over all words.
    const all = (count: number): number => (count + 7 / 47) / (256 + 7)
    const within = (count: number, kinds: number, sum: number): number =>
      (count + kinds * all(sum)) / (64 + kinds)
    const chances = [within(32, 2, 32), within(64, 1, 64), within(32, 2, 32), within(32, 2, 32)]
    expect(nats).toBeCloseTo(-chances.reduce((sum, chance) => sum + Math.log(chance), 0), 9)
  })

  it("stay, as repeats, at the share of times that voices do", () => {
    const repeat = learnChoraleRepeats([chorale])
    const stayed = repeat.natsOf([chord, chord]).nats - repeat.natsOf([chord]).nats
    const moved = repeat.natsOf([chord, next]).nats - repeat.natsOf([chord]).nats
    expect(stayed).toBeLessThan(4 * 0.3)
    expect(moved).toBeGreaterThan(4)
  })
})
