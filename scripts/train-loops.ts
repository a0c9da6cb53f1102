/**
 * Trains the loop models that come with the program, from corpora whose licences let weights ship:
 *   node scripts/train-loops.ts melody2|melody4|drums2 [--folder DIR] [--threads N] [--until STEP]
 * It may be stopped (Ctrl C) and started again with the same folder, where the run lies. The model with its card is written to
 * resources/models/loops. Corpora are read from SLIPMAT_DATA (default ../shared/data).
 */
import { mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createExecutor } from "#engine/compute/index.ts"
import { type Corpus, readCorpus } from "#engine/datasets/index.ts"
import {
  createLoopKeeper,
  examinedModel,
  gatherLoops,
  hearingOf,
  learnLoops,
  scalesOf,
  writeLoopModel,
} from "#engine/loops/index.ts"
import { loopStarters } from "./loop-starters.ts"

const EVERY = 100

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string" },
    threads: { type: "string", default: "1" },
    until: { type: "string" },
  },
})
const [id = ""] = positionals
const starter = loopStarters[id]
if (!starter) throw new Error(`Which one? ${Object.keys(loopStarters).join(", ")}`)
const { name, network, data } = starter
const settings = { ...starter.settings, ...(values.until && { until: Number(values.until) }) }
const folder = values.folder ?? join(tmpdir(), `slipmat-loops-${id}`)
const dataRoot = process.env["SLIPMAT_DATA"] ?? join(import.meta.dirname, "../../shared/data")
const threads = Number(values.threads)

const keeper = createLoopKeeper(folder)
const material = await keeper.material(async () => {
  const corpora: Corpus[] = []
  for (const { path, licence } of data)
    corpora.push(await readCorpus(join(dataRoot, path), { licence, restoresKeys: true }))
  const named = corpora.map(({ name, hash, licence }) => ({ name, hash, licence }))
  return { corpora: named, gathered: gatherLoops(corpora, network) }
})
const { train, heldOut } = material.gathered
console.log(`${train.length} loops to learn from, ${heldOut.length} of other works`)

const stop = new AbortController()
process.once("SIGINT", () => stop.abort())
const executor = await createExecutor("onnx-cpu")
const kept = keeper.load()
const before = kept?.cpuMinutes ?? 0
const cpuMinutes = (): number => {
  const { user, system } = process.cpuUsage()
  return before + (user + system) / 6e7
}
const contents = train.map(({ content }) => content)
const scales = scalesOf(contents, hearingOf(network.kind))
const order = { network, settings, loops: train, scales }
let state = kept?.state
const going = { executor, from: kept?.state ?? null, every: EVERY, threads }
for await (const progress of learnLoops(order, going)) {
  state = progress.state
  keeper.save({ state, cpuMinutes: cpuMinutes() })
  const { step, loss } = progress
  console.log(
    `step ${step}: ${loss.toFixed(2)} nats a loop, ${cpuMinutes().toFixed(1)} CPU minutes`,
  )
  if (stop.signal.aborted) process.exit(0)
}

const trained = {
  steps: settings.until,
  cpuMinutes: Math.round(10 * (keeper.load()?.cpuMinutes ?? 0)) / 10,
  executor: `processor, ${threads} ${threads === 1 ? "thread" : "threads"}`,
}
const parameters = state!["parameters"]!.data as Float32Array
const command = `node scripts/train-loops.ts ${id}`
const learnt = { ...material, name, network, parameters, scales, trained, command }
const model = await examinedModel(learnt, executor)
const models = join(import.meta.dirname, "../resources/models/loops")
mkdirSync(models, { recursive: true })
writeLoopModel(join(models, `${id}.safetensors`), model)
const { expression, realism, smoothness, kl, activeUnits } = model.card
console.log(JSON.stringify({ expression, realism, smoothness, kl, activeUnits }, null, 1))
process.exit(0)
