/**
 * What stands beside every model of notes, on the held-out works of Chopin: musical measures and their overlap with what a 5-gram of
 * words makes up, checked against numpy and scipy (Debian packages python3-numpy, python3-scipy), and runs that both share with the
 * works that were learnt. Needs ../shared/data/chopin.
 *   npm run bench -- measures
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { readCorpus } from "../../src-main/engine/datasets/index.ts"
import { learnRemi } from "../../src-main/engine/symbolic/baselines/remi-grams.ts"
import { copyCheck } from "../../src-main/engine/symbolic/copies/copy-check.ts"
import { measuredPiece } from "../../src-main/engine/symbolic/measures/measured-piece.ts"
import {
  MEASURES,
  musicalMeasures,
} from "../../src-main/engine/symbolic/measures/musical-measures.ts"
import { compareSets } from "../../src-main/engine/symbolic/measures/set-distances.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"
import { DATA, ROOT } from "./lib/render.ts"

const BARS = 16
const PIECES = 100
const folder = join(ROOT, "out/bench")

const { works } = await readCorpus(join(DATA, "chopin"))
const learnt = works.filter(({ split }) => split === "train").map(({ piece }) => piece)
const heldOut = works.filter(({ split }) => split !== "train").map(({ piece }) => piece)
const random = seededRandom(1)
const grams = learnRemi(learnt, { order: 5 })
const generated = Array.from({ length: PIECES }, () => grams.sample({ bars: BARS, random }))

timed("measures", () => {
  for (const one of musicalMeasures({ real: heldOut, generated, seed: 1 })) {
    const [real, ours, overlap, ceiling, kld] = [
      ...[one.real, one.generated, one.overlap, one.ceiling, one.divergence],
    ].map((value) => value.toFixed(3))
    console.log(
      `${one.name}: real ${real}, 5-gram ${ours}, overlap ${overlap} of ${ceiling}, ${kld} nats`,
    )
  }
})
timed("copies", () => {
  for (const [name, made] of [
    ["5-gram", generated],
    ["works that were learnt", learnt.slice(0, 20)],
  ] as const) {
    const {
      verdict,
      heldOut: real,
      generated: ours,
    } = copyCheck({ learnt, heldOut, generated: made })
    console.log(
      `${name}: ${verdict}; p95 ${ours.p95.toFixed(1)}, longest ${ours.longest}; held-out ${real.p95.toFixed(1)}, ${real.longest}`,
    )
  }
})
checkAgainstPeer()

/** Every measure of every piece, and the overlap of two sets of each. */
function checkAgainstPeer(): void {
  const pieces = [...heldOut, ...generated].map(measuredPiece).filter(({ bars }) => bars.length > 0)
  const half = pieces.length >> 1
  const path = join(folder, "measures.json")
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    path,
    JSON.stringify({
      half,
      pieces: pieces.map(({ notes, bars }) => ({
        notes: notes.map((note) => [note.startTicks, note.lengthTicks, note.pitch, note.program]),
        bars: bars.map((bar) => [bar.startTicks, bar.lengthTicks]),
      })),
    }),
  )
  const peer = JSON.parse(
    execFileSync("python3", [join(import.meta.dirname, "peers/measures.py"), path], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    }),
  ) as Record<string, { values: (number | null)[]; overlap: number; divergence: number }>
  for (const [name, measure] of Object.entries(MEASURES)) {
    const theirs = peer[name]!
    const values = pieces.map(measure)
    const apart = values.map((value, i) => Math.abs(value - (theirs.values[i] ?? NaN)))
    const finite = values
      .map((value, i) => [value, i] as const)
      .filter(([value]) => Number.isFinite(value))
    const one = finite.filter(([, i]) => i < half).map(([value]) => value)
    const other = finite.filter(([, i]) => i >= half).map(([value]) => value)
    const { overlap, divergence } = compareSets(one, other)
    console.log(
      `${name}: ${finite.length} pieces, at most ${Math.max(...apart.filter(Number.isFinite)).toExponential(1)} from numpy; ` +
        `overlap ${overlap.toFixed(4)} (scipy ${theirs.overlap.toFixed(4)}), ` +
        `${divergence.toFixed(4)} nats (scipy ${theirs.divergence.toFixed(4)})`,
    )
  }
}

function timed(what: string, work: () => void): void {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  work()
  const { user } = process.cpuUsage(cpu)
  const seconds = (performance.now() - started) / 1000
  console.log(`${what}: ${seconds.toFixed(1)} s, of the processor ${(user / 1e6).toFixed(1)} s`)
}
