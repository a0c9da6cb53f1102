/**
 * How surprised tables of counts are by works of Chopin that they have not heard, in nats a note: what a model of notes must beat by
 * .3 (music.md 8). Works are split by opus, as `slipmat data import` does it; every figure is of the whole piece (bars, positions,
 * tempos, pitches, lengths, velocities), quantised, its brackets 95 % of bootstraps by work. Needs ../shared/data/chopin.
 *   npm run bench -- chopin-grams
 */
import { join } from "node:path"
import type { Split } from "#shared/contract/datasets.ts"
import { transposed, transpositionsOf } from "../support/varied-pieces.ts"
import { type CorpusWork, readCorpus } from "../../src-main/engine/datasets/index.ts"
import type { BaselineModel } from "../../src-main/engine/symbolic/baselines/baseline-model.ts"
import { learnNotes } from "../../src-main/engine/symbolic/baselines/note-grams.ts"
import { learnRemi } from "../../src-main/engine/symbolic/baselines/remi-grams.ts"
import { learnRepeats } from "../../src-main/engine/symbolic/baselines/repeat-bar.ts"
import {
  type Surprise,
  surpriseByWork,
  surpriseInterval,
  surpriseSaved,
} from "../../src-main/engine/symbolic/measures/bootstrap.ts"
import type { Piece } from "../../src-main/engine/symbolic/piece.ts"
import { DATA } from "./lib/render.ts"

/** The key as it is first: where tables are full, it is the other keys that are not learnt. */
const SEMITONES = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6]

const { works, hash } = await readCorpus(join(DATA, "chopin"))
const of = (split: Split): CorpusWork[] => works.filter((one) => one.split === split)
const train = of("train").map(({ piece }) => piece)
console.log(`manifest ${hash}`)
for (const split of ["train", "valid", "test"] as const) {
  const names = new Set(of(split).map(({ name }) => name))
  const which = split === "train" ? "" : `: ${[...names].join(", ")}`
  console.log(`${split}: ${of(split).length} pieces of ${names.size} works${which}`)
}

show("note frequencies", () => learnRemi(train, { order: 1 }))
show("repeat", () => learnRepeats(train))
for (const order of [4, 6, 7])
  show(`${order}-gram of words, Witten-Bell`, () => learnRemi(train, { order }))
const wordGrams = show("5-gram of words, Witten-Bell", () => learnRemi(train, { order: 5 }))
show("5-gram of words, Witten-Bell, in 12 keys", () => learnRemi(inAllKeys(), { order: 5 }))
show("5-gram of words, discounts", () => learnRemi(train, { order: 5, smoothing: 0.9 }))
for (const order of [2, 3, 5])
  show(`${order}-gram of notes, Witten-Bell`, () =>
    learnNotes(train, { order, smoothing: "witten-bell" }),
  )
for (const order of [3, 7, 9])
  show(`${order}-gram of notes, discounts`, () => learnNotes(train, { order }))
const noteGrams = show("5-gram of notes, discounts", () => learnNotes(train, { order: 5 }))
const { mean, low, high } = surpriseSaved({ ours: noteGrams, theirs: wordGrams }, 1)
console.log(
  `the last one saves ${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}] nats a note of test against the 5-gram of words`,
)
show("5-gram of notes, discounts, in 12 keys", () => learnNotes(inAllKeys(), { order: 5 }))

/** @returns what it makes of the works of test */
function show(what: string, learn: () => BaselineModel<Piece>): Surprise[] {
  const cpu = process.cpuUsage()
  const model = learn()
  const seconds = process.cpuUsage(cpu).user / 1e6
  const [valid, test] = (["valid", "test"] as const).map((split) =>
    surpriseByWork(of(split).map(({ name, piece }) => ({ work: name, ...model.natsOf(piece) }))),
  )
  const figures = [valid!, test!].map((surprise) => {
    const { mean: middle, low: from, high: to } = surpriseInterval(surprise, 1)
    return `${middle.toFixed(3)} [${from.toFixed(2)}, ${to.toFixed(2)}]`
  })
  console.log(
    `${what}: valid ${figures[0]}, test ${figures[1]}; ${seconds.toFixed(1)} s of the processor`,
  )
  return test!
}

function* inAllKeys(): Generator<Piece> {
  for (const by of SEMITONES)
    for (const piece of train) if (transpositionsOf(piece).includes(by)) yield transposed(piece, by)
}
