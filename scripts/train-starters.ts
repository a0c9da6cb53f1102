/**
 * Trains the models that come with the program, from corpora whose licences let weights ship:
 *   node scripts/train-starters.ts chorales|chopin|base|drums|duet [--folder DIR] [--threads N] [--steps N]
 * It may be stopped (Ctrl C) and started again with the same folder, where the run lies. The model with its card is written
 * to resources/models. Corpora are read from SLIPMAT_DATA (default ../shared/data).
 */
import { mkdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createExecutor } from "#engine/compute/index.ts"
import { type Corpus, readCorpus } from "#engine/datasets/index.ts"
import { starters } from "./starters.ts"
import {
  cardsOf,
  createRunKeeper,
  hasMaterial,
  learn,
  learntRunsOf,
  prepareRun,
  readMaterial,
  readStep,
  writeMaterial,
  writeModel,
} from "#engine/training/index.ts"
import { TrainingConfig } from "#shared/contract/index.ts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string" },
    threads: { type: "string", default: "2" },
    steps: { type: "string" },
  },
})
const [id = ""] = positionals
const starter = starters[id]
if (!starter) throw new Error(`Which one? ${Object.keys(starters).join(", ")}`)
const { data, settings, name, restoresKeys = false, made: madeOf = whole } = starter
const folder = values.folder ?? join(tmpdir(), `slipmat-starter-${id}`)
const dataRoot = process.env["SLIPMAT_DATA"] ?? join(import.meta.dirname, "../../shared/data")
const threads = Number(values.threads)

const corpora: Corpus[] = []
for (const { path, licence } of data)
  corpora.push(madeOf(await readCorpus(join(dataRoot, path), { licence, restoresKeys })))
const config = TrainingConfig.parse({
  ...{ name, datasets: corpora.map((corpus) => corpus.id), patience: 0, ...settings },
  ...(values.steps && { steps: Number(values.steps) }),
})
if (!hasMaterial(folder)) {
  mkdirSync(folder, { recursive: true })
  writeMaterial(folder, { config, ...prepareRun(config, corpora, null), parent: null })
}

const pause = new AbortController()
process.once("SIGINT", () => pause.abort())
const executor = await createExecutor("onnx-cpu")
const material = readMaterial(folder)
const keeper = createRunKeeper(folder)
const nowMs = (): number => performance.now()
const run = learn(material, { executor, keeper, pause: pause.signal, threads, nowMs })
for (let next = await run.next(); ; next = await run.next()) {
  if (next.done) {
    if (next.value === "paused") process.exit(0)
    break
  }
  if (next.value.kind !== "measured") continue
  const { step, train, valid } = next.value.measurement
  const { user, system } = process.cpuUsage()
  console.log(
    `step ${step}: ${train?.toFixed(4) ?? "-"} ${valid.toFixed(4)}, ${((user + system) / 6e7).toFixed(1)} CPU minutes of this start`,
  )
}

const best = keeper.load()!.progress.best()!
const { genres, language, model } = material
const weights = readStep(folder, best.step)
// Only answers are kept from what was learnt by heart.
const learnt = id === "duet" ? learntRunsOf(corpora) : undefined
const made = { name, config: model, language, genres, weights, learnt }
const trained = {
  steps: best.step,
  seconds: best.seconds,
  executor: `processor, ${threads} ${threads === 1 ? "thread" : "threads"}`,
}
const command = `node scripts/train-starters.ts ${id}`
const facts = {
  model: made,
  corpora,
  config: material.config,
  parent: null,
  trained,
  command,
  restoresKeys,
}
for await (const card of cardsOf(facts, { executor, threads, count: 24 })) {
  writeModel(join(import.meta.dirname, "../resources/models", `${id}.safetensors`), {
    ...made,
    card,
  })
  console.log(JSON.stringify({ results: card.results, copies: card.copies }))
}
process.exit(0)

function whole(corpus: Corpus): Corpus {
  return corpus
}
