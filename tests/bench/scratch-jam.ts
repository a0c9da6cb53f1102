/**
 * How a jam partner answers a scripted hand: how soon an answer is planned, whether answers are more like their own call than
 * like others' (permutation over which call an answer belongs to), how close they keep to the hand's timing and to what a hand
 * can do.
 *   npm run bench -- scratch-jam [--calls 80] [--mode answer] [--bars 1]
 */
import { parseArgs } from "node:util"
import { PhraseBank } from "../../src-main/engine/scratch/jam/bank.ts"
import { createShippedArchives, foundGestures } from "../../src-main/engine/scratch/index.ts"
import { leaningOf } from "../../src-main/engine/scratch/jam/liking.ts"
import { planAnswer, unlikeness } from "../../src-main/engine/scratch/jam/plan.ts"
import { JamMode, JamTaste } from "../../src-main/shared/contract/index.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"
import { BEAT, callOf } from "../support/scratch/calls.ts"

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "80" },
    bars: { type: "string", default: "1" },
    mode: { type: "string" },
  },
})
const count = Number(values.calls)
const bars = Number(values.bars)
const modes = values.mode ? [JamMode.parse(values.mode)] : JamMode.options
const PERMUTATIONS = 9999

const begun = performance.now()
const bank = new PhraseBank(foundGestures(createShippedArchives()))
bank.phrases(bars * BEAT.beatsPerBar, BEAT.beatsPerBar)
console.log(`${bank.size} phrases known, ready in ${(performance.now() - begun).toFixed(0)} ms`)

const calls = Array.from({ length: count }, (_, at) =>
  callOf({ seed: at + 1, bars, jitterSeconds: 0.01 }),
)
for (const mode of modes) {
  const times: number[] = []
  const worked: number[] = []
  const answers = calls.map((call, at) => {
    const from = performance.now()
    const { user: before } = process.cpuUsage()
    const { gesture } = planAnswer(
      {
        ...{ call, beat: BEAT, bars, mode, taste: JamTaste.parse({}), seed: at + 1 },
        ...{ sampleSeconds: 2, leaning: leaningOf([], mode) },
      },
      bank,
    )
    times.push(performance.now() - from)
    worked.push((process.cpuUsage().user - before) / 1000)
    return gesture
  })
  const table = answers.map((answer) =>
    calls.map((call) => 1 - unlikeness(call, answer, BEAT, bars)),
  )
  const own = mean(table.map((row, at) => row[at]!))
  const others = mean(table.flatMap((row, at) => row.filter((_, call) => call !== at)))
  const p = permuted(table, own)
  const at = (share: number, of = times) =>
    of.toSorted((a, b) => a - b)[Math.ceil(share * of.length) - 1]!.toFixed(1)
  console.log(
    `${mode}: planned in p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms (of the processor p95 ${at(0.95, worked)} ms); ` +
      `like its own call ${own.toFixed(3)}, like others' ${others.toFixed(3)}, p = ${p.toFixed(4)}`,
  )
}

/** How often answers that belong to any call are as like it. */
function permuted(table: readonly (readonly number[])[], own: number): number {
  const random = seededRandom(11)
  let asLike = 0
  for (let round = 0; round < PERMUTATIONS; round++) {
    const order = table.map((_, at) => at)
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    if (mean(table.map((row, at) => row[order[at]!]!)) >= own) asLike++
  }
  return (asLike + 1) / (PERMUTATIONS + 1)
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, each) => sum + each, 0) / list.length
}
