/**
 * The duet's answers to phrases that nobody learnt from: `npm run bench -- duet [--model NAME] [--calls N]`.
 * Calls are phrases of works that are held out of the corpora in SLIPMAT_DATA, and of Nottingham's tunes, of which no model has
 * learnt anything. Prints how many answers there are, whether they end, keep the key, repeat the call or what was learnt.
 */
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createExecutor } from "#engine/compute/index.ts"
import { type Corpus, readCorpus } from "#engine/datasets/index.ts"
import { answerCall, exchangesOf, Partner, phraseCorpus, untrained } from "#engine/duet/index.ts"
import {
  COMPOUND_FIELDS,
  copyCheck,
  keyOf,
  outerLine,
  type Piece,
  type PieceNote,
} from "#engine/symbolic/index.ts"
import { openStarter } from "#engine/training/index.ts"
import { type DuetAnswer, DuetMode, DuetTaste, type PlayedNote } from "#shared/contract/index.ts"
import { seededRandom } from "#shared/music/random.ts"

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "duet" },
    calls: { type: "string", default: "100" },
    modes: { type: "string", default: "answer,imitate,continue" },
  },
})
const dataRoot = process.env["SLIPMAT_DATA"] ?? join(import.meta.dirname, "../../../shared/data")
const LEARNT = ["chopin", "lieder", "jsb-chorales", "freedoom"]
const FIELDS = Object.keys(COMPOUND_FIELDS)
const SECONDS_A_TICK = 60 / 100 / 960
const model = openStarter(values.model)
if (!model) throw new Error(`There is no starter ${values.model}`)

const corpora: Corpus[] = []
for (const path of LEARNT)
  corpora.push(phraseCorpus(await readCorpus(join(dataRoot, path), { restoresKeys: true })))
const tunes = await readCorpus(join(dataRoot, "nottingham/ABC_cleaned"))

const callOf = ({ notes }: Piece): PieceNote[] => {
  const turn = notes.findIndex(({ program }) => program === 1)
  return notes.slice(0, turn < 0 ? notes.length : turn)
}
const calls = {
  "held-out works": some(
    corpora.flatMap(({ works }) =>
      works.filter((work) => work.split !== "train" && work.labels.genre === "answer"),
    ),
    Number(values.calls),
  ).map(({ piece }) => callOf(piece)),
  "Nottingham (never learnt)": some(tunes.works, Number(values.calls)).map(({ piece }) =>
    callOf(exchangesOf(piece).find(({ mode }) => mode === "answer")?.piece ?? piece).slice(0, 24),
  ),
}

const executor = await createExecutor("onnx-cpu")
for (const [name, player] of [
  [values.model, model],
  ["untrained", untrained(model)],
] as const) {
  const partner = await Partner.open(player, executor)
  const asked = countAsked(partner)
  for (const [from, some] of Object.entries(calls))
    for (const mode of values.modes.split(",").map((each) => DuetMode.parse(each))) {
      if (name === "untrained" && mode !== "answer") continue
      const answers: { call: PieceNote[]; answer: DuetAnswer }[] = []
      const before = { ...asked }
      const begunMs = performance.now()
      for (const [seed, call] of some.entries()) {
        const request = { call: played(call), beat: null, mode, taste: DuetTaste.parse({}) }
        answers.push({ call, answer: await answerCall(partner, { ...request, seed, bars: 4 }) })
      }
      const seconds = (performance.now() - begunMs) / 1000
      console.log(`${name}, ${mode}, ${some.length} calls of ${from}:`, report(answers, seconds))
      console.log(
        speed(answers, seconds, {
          tokens: asked.tokens - before.tokens,
          notes: asked.notes - before.notes,
        }),
      )
    }
  await partner.close()
}
await executor.close()

/** A token is one thing that the network was asked to decide: when, which pitch, how long, how loud; each note has one pitch. */
function countAsked(partner: Partner): { tokens: number; notes: number } {
  const asked = { tokens: 0, notes: 0 }
  const logits = partner.logits.bind(partner)
  partner.logits = (at, row) => {
    asked.tokens++
    if (FIELDS[at] === "pitch") asked.notes++
    return logits(at, row)
  }
  return asked
}

function speed(
  answers: { answer: DuetAnswer }[],
  seconds: number,
  { tokens, notes }: { tokens: number; notes: number },
) {
  const kept = answers.reduce((sum, { answer }) => sum + answer.notes.length, 0) / notes
  return {
    "tokens a second, dropped tries too": (tokens / seconds).toFixed(0),
    "tokens a second, of the answers": ((tokens * kept) / seconds).toFixed(0),
    "tokens a note": (tokens / notes).toFixed(1),
  }
}

function report(answers: { call: PieceNote[]; answer: DuetAnswer }[], seconds: number) {
  const share = (is: (each: (typeof answers)[number]) => boolean): string =>
    `${((100 * answers.filter(is).length) / answers.length).toFixed(1)} %`
  const generated = answers.map(({ answer }) => pieceOf(answer))
  const works = corpora.flatMap((corpus) => corpus.works)
  const of = (isLearnt: boolean) =>
    works.filter(({ split }) => (split === "train") === isLearnt).map(({ piece }) => piece)
  const copies = copyCheck({ learnt: of(true), heldOut: of(false), generated })
  const notes = answers.reduce((sum, { answer }) => sum + answer.notes.length, 0)
  return {
    "non-empty and within 2x": share(
      ({ call, answer }) =>
        answer.notes.length > 0 && endOf(answer.notes) <= 2 * endOf(played(call)) + 1e-9,
    ),
    "same key": share(({ call, answer }) => keyOf(call) === keyOf(ticked(answer.notes))),
    "notes in the call's scale": share(({ call, answer }) => inScale(call, answer) >= 0.9),
    "shared run < 60 %": share(({ call, answer }) => sharedShare(call, answer) < 0.6),
    ...{ copies: copies.verdict, "p95 run": copies.generated.p95, "held out": copies.heldOut.p95 },
    "longest run": `${copies.generated.longest} (${copies.heldOut.longest})`,
    "notes a second": (notes / seconds).toFixed(0),
  }
}

/** Of all notes how many are of the seven of the call's key (with a minor's leading note). */
function inScale(call: readonly PieceNote[], { notes }: DuetAnswer): number {
  const key = keyOf(call)
  const scale = key < 12 ? [0, 2, 4, 5, 7, 9, 11] : [0, 2, 3, 5, 7, 8, 10, 11]
  const within = notes.filter(({ pitch }) => scale.includes((pitch - (key % 12) + 12) % 12))
  return within.length / Math.max(1, notes.length)
}

/** Intervals of the longest run that stands in both melodies, against the call's. */
function sharedShare(call: readonly PieceNote[], { notes }: DuetAnswer): number {
  const [theirs, ours] = [intervals(call), intervals(ticked(notes))]
  let longest = 0
  for (let a = 0; a < theirs.length; a++)
    for (let b = 0; b < ours.length; b++) {
      let run = 0
      while (a + run < theirs.length && theirs[a + run] === ours[b + run]) run++
      longest = Math.max(longest, run)
    }
  return longest / Math.max(1, theirs.length)
}

function intervals(notes: readonly PieceNote[]): number[] {
  const line = outerLine(notes, 1).map(({ pitch }) => pitch)
  return line.slice(1).map((pitch, at) => pitch - line[at]!)
}

function played(call: readonly PieceNote[]): PlayedNote[] {
  const from = call[0]!.startTicks
  return call.map(({ startTicks, lengthTicks, pitch, velocity }) => ({
    ...{ pitch, velocity, startSeconds: (startTicks - from) * SECONDS_A_TICK },
    lengthSeconds: lengthTicks * SECONDS_A_TICK,
  }))
}

function ticked(notes: readonly PlayedNote[]): PieceNote[] {
  const ticks = (seconds: number): number => Math.round(seconds / SECONDS_A_TICK)
  return notes.map(({ pitch, velocity, startSeconds, lengthSeconds }) => ({
    ...{ pitch, velocity, program: 1, startTicks: ticks(startSeconds) },
    lengthTicks: Math.max(1, ticks(lengthSeconds)),
  }))
}

function pieceOf({ notes, bpm }: DuetAnswer): Piece {
  const grid = 960 / (60 / bpm)
  return {
    notes: notes.map(({ pitch, velocity, startSeconds, lengthSeconds }) => ({
      ...{ pitch, velocity, program: 1, startTicks: Math.round(startSeconds * grid) },
      lengthTicks: Math.max(1, Math.round(lengthSeconds * grid)),
    })),
    ...{ meters: [], tempos: [] },
  }
}

function endOf(notes: readonly PlayedNote[]): number {
  return Math.max(0, ...notes.map((note) => note.startSeconds + note.lengthSeconds))
}

/** Evenly chosen, in a seeded order. */
function some<T>(all: readonly T[], count: number): T[] {
  const random = seededRandom(1)
  return all
    .map((each) => ({ each, by: random() }))
    .sort((one, other) => one.by - other.by)
    .slice(0, count)
    .map(({ each }) => each)
}
