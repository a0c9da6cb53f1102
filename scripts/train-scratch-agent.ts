/**
 * Makes the scratching machine that comes with the program, from nothing but physics and a reward:
 *   node scripts/train-scratch-agent.ts archive [--folder DIR]   looks for gestures, measures the controls, learns by trial
 *   node scripts/train-scratch-agent.ts policy                   practises what was found for thirty days
 *   node scripts/train-scratch-agent.ts card RESULTS.json  names the map again and puts what `npm run bench -- scratch-discover` found on the card
 * What was searched is kept in the folder, which the bench shares, so that whoever was stopped goes on. The archive is written to
 * resources/models/scratch, the policy beside it.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { createExecutor } from "#engine/compute/index.ts"
import {
  archiveOfSearch,
  curvesOf,
  EliteArchive,
  type Found,
  learntByTrial,
  METHODS,
  practise,
  readArchive,
  scratchSearchTask,
  searchedBy,
  type SearchMethod,
  summaryOf,
  TARGETS,
  writeArchive,
  writePractice,
} from "#engine/scratch/index.ts"
import { DiscoverySettings, type ScratchCurve } from "#shared/contract/index.ts"

const ID = "found-by-itself"
const CONTROLS: readonly SearchMethod[] = ["chance", "best"]
const TRIAL_ROUNDS = 120
const RANDOM_POLICIES = 8

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    folder: { type: "string", default: join(tmpdir(), "slipmat-scratch-discover") },
    budget: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
  },
})
const settings = DiscoverySettings.parse({
  ...{ name: "Found by itself", evaluations: Number(values.budget), seed: Number(values.seed) },
})
const models = join(import.meta.dirname, "../resources/models/scratch")
const archivePath = join(models, `${ID}.safetensors`)
const steps: Record<string, () => void | Promise<void>> = { archive, policy, card }
const step = steps[positionals[0] ?? ""]
if (!step) throw new Error(`What? ${Object.keys(steps).join(", ")}`)
await step()

async function archive(): Promise<void> {
  const found = await named(searched("lines"))
  const controls = CONTROLS.flatMap((method) =>
    curvesOf(searched(method).curve, METHODS[method], true),
  )
  const file = archiveOfSearch(settings, Date.now(), found)
  mkdirSync(models, { recursive: true })
  writeArchive(archivePath, { ...file, curves: [...controls, ...(await trialCurves())] })
  console.log(`${archivePath}: ${found.saved.elites.niches.length} kinds of gestures`)
}

/** Nothing is left to search; what was found gets its names, by the rules as they are now. */
function named(saved: ReturnType<typeof searched>) {
  const quiet = { signal: new AbortController().signal, onProgress: () => undefined }
  return scratchSearchTask({ settings, saved, batchesTold: Infinity }, quiet)
}

function searched(method: SearchMethod) {
  mkdirSync(values.folder, { recursive: true })
  const path = join(values.folder, `${method}-${settings.seed}.safetensors`)
  if (!existsSync(path)) {
    const saved = searchedBy(method, settings)
    writeArchive(path, archiveOfSearch(settings, 0, { saved, techniques: [] }))
  }
  return readArchive(path).saved
}

/** Learning by trial, and what policies play that have learnt nothing. */
async function trialCurves(): Promise<ScratchCurve[]> {
  const executor = await createExecutor("onnx-cpu")
  const [evaluations, learnt]: [number[], number[]] = [[], []]
  for await (const { bars, quality } of learntByTrial(settings, {
    rounds: TRIAL_ROUNDS,
    executor,
  })) {
    evaluations.push(bars)
    learnt.push(quality)
  }
  let sum = 0
  for (let seed = 0; seed < RANDOM_POLICIES; seed++)
    for await (const { quality } of learntByTrial({ ...settings, seed }, { rounds: 1, executor }))
      sum += quality / RANDOM_POLICIES
  await executor.close()
  console.log(
    `learning by trial: ${learnt[0]!.toFixed(3)} to ${learnt.at(-1)!.toFixed(3)}, random ${sum.toFixed(3)}`,
  )
  return [
    { name: "mean", of: "learning by trial", isControl: false, evaluations, values: learnt },
    {
      ...{ name: "mean", of: "random policy", isControl: true },
      ...{ evaluations: [0, evaluations.at(-1)!], values: [sum, sum] },
    },
  ]
}

async function policy(): Promise<void> {
  const file = readArchive(archivePath)
  const executor = await createExecutor("onnx-cpu")
  const practice = await practise(EliteArchive.of(file.saved.elites), file.settings, {
    ...{ executor, signal: new AbortController().signal },
    onDay: (day, days) => console.log(`day ${day} of ${days}`),
  })
  await executor.close()
  mkdirSync(join(models, "practice"), { recursive: true })
  writePractice(join(models, "practice", `${ID}.safetensors`), practice)
  console.log(practice.qualities.map((quality) => quality.toFixed(3)).join(" "))
}

async function card(): Promise<void> {
  const results = JSON.parse(readFileSync(positionals[1]!, "utf8")) as Record<string, Found[][]>
  const file = readArchive(archivePath)
  const counted = Object.entries(results).map(([name, seeds]) => {
    const { median, low, high, found } = summaryOf(seeds)
    const words = found.map(({ technique }) => technique).join(", ") || "none"
    return {
      name: `Techniques, ${name}`,
      value: `median ${median} of ${TARGETS.length} (95 %: ${low} to ${high}; ${seeds.length} seeds); by two or more: ${words}`,
    }
  })
  const { evaluations, elites } = file.saved
  writeArchive(archivePath, {
    ...file,
    ...(await named(file.saved)),
    card: [
      {
        name: "Learnt from",
        value: "no gesture, recording or technique; physics and a reward alone",
      },
      { name: "Tries", value: `${evaluations}, ${elites.niches.length} kinds of gestures found` },
      ...counted,
      { name: "Made by", value: "node scripts/train-scratch-agent.ts archive, policy, card" },
    ],
  })
}
