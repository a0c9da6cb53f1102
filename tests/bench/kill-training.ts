/**
 * A run whose process is killed (SIGKILL) at random points, again and again, beside one that was left alone: the last held-out
 * loss and every number of the last state, bit by bit.
 *   npm run bench -- kill-training [--kills 20] [--steps 4000] [--seed 1]
 */
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createRunKeeper } from "../../src-main/engine/training/index.ts"
import { seededRandom } from "../../src-main/shared/music/random.ts"
import { aRunFolder, endOf, learnInChild } from "../support/training/run-folder.ts"

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    steps: { type: "string", default: "4000" },
    seed: { type: "string", default: "1" },
  },
})
const kills = Number(values.kills)
const settings = { steps: Number(values.steps), measureEvery: 50, patience: 0 }
const random = seededRandom(Number(values.seed))
/** About as long as two measurements and what they keep. */
const MOST_MS = 400
const leftIn = (folder: string): number =>
  readdirSync(folder, { recursive: true }).filter((name) => /next-|\.tmp$/.test(String(name)))
    .length
const root = mkdtempSync(join(tmpdir(), "slipmat-kill-"))

const alone = aRunFolder(settings, join(root, "alone"))
const begin = performance.now()
await learnInChild(alone)
const wholeMs = performance.now() - begin
const expected = endOf(alone)
console.log(`left alone: step ${expected.step}, loss ${expected.valid}, ${Math.round(wholeMs)} ms`)

const killed = aRunFolder(settings, join(root, "killed"))
let [done, leftovers] = [0, 0]
for (let kill = 1; kill <= kills; kill++) {
  // Counted in work, not in time: how fast it goes depends on what else this machine does.
  const words = 1 + Math.floor((2 * random() * settings.steps) / settings.measureEvery / kills)
  const afterMs = random() * MOST_MS
  if (await learnInChild(killed, { words, afterMs })) {
    console.log(`it ended before kill ${kill}; give more --steps`)
    break
  }
  const step = createRunKeeper(killed).load()?.progress.step ?? 0
  console.log(`kill ${kill}: ${Math.round(afterMs)} ms after word ${words}, kept step ${step}`)
  leftovers += leftIn(killed)
  done = kill
}
await learnInChild(killed)
const ended = endOf(killed)
console.log(`after ${done} kills: step ${ended.step}, loss ${ended.valid}`)
console.log(`half-written files seen after kills: ${leftovers}, at the end: ${leftIn(killed)}`)
const isSame = ended.valid === expected.valid && ended.state === expected.state
console.log(isSame ? "the same, bit for bit" : "NOT the same")
rmSync(root, { recursive: true, force: true })
process.exitCode = isSame ? 0 : 1
