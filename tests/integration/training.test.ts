import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeEach, expect, test, vi } from "vitest"
import type { ModelId, Run, RunId, TrainingConfig } from "#shared/contract/index.ts"
import { asMidi } from "../support/datasets/written-music.ts"
import { finished, openEngine, type TestEngine } from "../support/engines.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"
import { aConfig } from "../support/training/tiny.ts"

// What else this machine has is found out elsewhere.
beforeEach(() => void vi.stubEnv("SLIPMAT_EXECUTOR", "onnx-cpu"))

const LICENCE = { name: "mine", use: "private" as const, notice: "" }

/** A dataset of so many pieces, each in another order of notes. */
async function aDataset(engine: TestEngine, count: number) {
  const folder = join(temporaryFolder(), "songs")
  mkdirSync(folder)
  for (let piece = 0; piece < count; piece++) {
    const notes = Array.from({ length: 64 }, (_, at) => ({
      pitch: 50 + ((at * (piece + 3) + (at % (piece + 2)) * 5) % 24),
      sixteenths: 1 + ((at * 7 + piece) % 4),
    }))
    writeFileSync(join(folder, `${piece}.mid`), asMidi([notes]))
  }
  const { jobId, datasetId } = await engine.call("files.importDataset", {
    ...{ paths: [folder], licence: LICENCE },
  })
  await finished(engine, [jobId])
  return datasetId
}

async function until(engine: TestEngine, runId: RunId, isSo: (run: Run) => boolean): Promise<Run> {
  for (const deadline = Date.now() + 120_000; ;) {
    const { run } = await engine.call("runs.get", { runId })
    if (isSo(run)) return run
    if (Date.now() > deadline) throw new Error(`The run is ${run.state}: ${run.error?.message}`)
    await new Promise((done) => setTimeout(done, 30))
  }
}

const start = (engine: TestEngine, config: TrainingConfig): Promise<RunId> =>
  engine.call("runs.start", { config })
const long = { steps: 1_000_000, measureEvery: 20, patience: 0 }

test("a run is paused, goes on after the engine was closed and its music removed, and becomes a model", async () => {
  const first = await openEngine()
  const datasetId = await aDataset(first, 5)
  const runId = await start(first, aConfig({ ...long, datasets: [datasetId] }))
  await until(first, runId, ({ best }) => best !== null && best.step > 0)
  await first.call("runs.pause", { runId })
  const { run: paused, checkpoints } = await first.call("runs.get", { runId })
  expect(paused).toMatchObject({
    state: "paused",
    error: null,
    unit: "note",
    datasetNames: ["songs"],
  })
  expect(paused.baselines.length).toBeGreaterThan(1)
  expect(checkpoints.filter(({ isBest }) => isBest)).toHaveLength(1)
  await first.engine.close()

  const second = await openEngine(first.library)
  await second.call("datasets.remove", { datasetId })
  await second.call("runs.resume", { runId })
  await until(second, runId, ({ step }) => step > paused.step)
  const modelId = await second.call("runs.stop", { runId })
  expect((await second.call("runs.get", { runId })).run).toMatchObject({
    state: "stopped",
    modelId,
  })
  const model = (await second.call("models.list", {})).find(({ id }) => id === modelId)!
  expect(model).toMatchObject({ name: "Tiny", isStarter: false, card: { unit: "note" } })

  const source = { modelId: model.id }
  const asked = { ...ASKED, source }
  const [one] = await second.call("models.generate", asked)
  const [again] = await second.call("models.generate", asked)
  expect(one!.piece.notes.length).toBeGreaterThan(0)
  expect(again).toEqual(one)

  await second.call("models.rename", { modelId: model.id, name: "Sea" })
  const path = join(temporaryFolder(), "sea.safetensors")
  await second.call("files.exportModel", { modelId: model.id, path })
  await second.call("models.remove", { modelId: model.id })
  const imported = await second.call("files.importModel", { path })
  const names = (await second.call("models.list", {})).filter(({ isStarter }) => !isStarter)
  expect(names.map(({ id, name, card }) => [id, name, card])).toEqual([
    [imported, expect.any(String), model.card],
  ])
  await second.call("runs.remove", { runId })
  expect(await second.call("runs.list", {})).toEqual([])
})

test("a single piece is learnt to the end, and what it is worth stands on its card", async () => {
  const engine = await openEngine()
  const datasetId = await aDataset(engine, 1)
  const runId = await start(engine, aConfig({ steps: 6, measureEvery: 3, datasets: [datasetId] }))
  const run = await until(engine, runId, ({ state }) => ["finished", "failed"].includes(state))
  expect(run).toMatchObject({ state: "finished", error: null, step: 6 })
  const model = (await engine.call("models.list", {})).find(({ id }) => id === run.modelId)!
  expect(model.card.learntFrom).toMatchObject([{ name: "songs", works: 1, licence: LICENCE }])
  expect(model.card.licence).toEqual(LICENCE)
  await expect(engine.call("runs.resume", { runId })).rejects.toMatchObject({ code: "conflict" })
})

test("music that a model's words cannot say fails the run in plain words; a cancelled job is a pause", async () => {
  const engine = await openEngine()
  const datasetId = await aDataset(engine, 1)
  const chorales = aConfig({ language: "chorales", datasets: [datasetId] })
  const failing = await start(engine, chorales)
  const { error } = await until(engine, failing, ({ state }) => state === "failed")
  expect(error).toMatchObject({
    code: "invalid-input",
    message: expect.stringContaining("four voices") as string,
  })

  // A parent that knows other words.
  const parent = "chorales" as ModelId
  const otherWords = {
    code: "invalid-input",
    message: expect.stringContaining("another language of notes") as string,
  }
  const config = aConfig({ parent, datasets: [datasetId] })
  await expect(start(engine, config)).rejects.toMatchObject(otherWords)
  await expect(engine.call("runs.estimate", { config })).rejects.toMatchObject(otherWords)
  const prompt = { notes: [{ ...KICK, program: 128 }], tempos: [], meters: [] }
  const asked = { ...ASKED, prompt, source: { modelId: parent } }
  await expect(engine.call("models.generate", asked)).rejects.toMatchObject(otherWords)

  const runId = await start(engine, aConfig({ ...long, datasets: [datasetId] }))
  await until(engine, runId, ({ best }) => best !== null)
  const job = (await engine.call("jobs.list", {})).find(({ state }) => state === "running")!
  await engine.call("jobs.cancel", { jobId: job.id })
  await until(engine, runId, ({ state }) => state === "paused")
})

test("where nothing can train, a run says so and goes on as soon as something can", async () => {
  vi.stubEnv("SLIPMAT_EXECUTOR", "none")
  const engine = await openEngine()
  const datasetId = await aDataset(engine, 1)
  const config = aConfig({ ...long, datasets: [datasetId] })
  const nothing = {
    code: "device-unavailable",
    message: expect.stringContaining("Settings, Compute says why") as string,
  }
  await expect(engine.call("runs.estimate", { config })).rejects.toMatchObject(nothing)
  const runId = await start(engine, config)
  const { error } = await until(engine, runId, ({ state }) => state === "failed")
  expect(error).toMatchObject(nothing)
  vi.stubEnv("SLIPMAT_EXECUTOR", "onnx-cpu")
  await engine.call("runs.resume", { runId })
  const { error: none } = await until(engine, runId, ({ best }) => best !== null)
  expect(none).toBeNull()
})

const KICK = { startBeats: 0, lengthBeats: 1, pitch: 36, velocity: 90 }
const ASKED = {
  ...{ prompt: null, bars: 2, count: 1, seed: 4, temperature: 1, topP: 1, minP: 0 },
  ...{ repetitionBars: 0, wishes: {}, soprano: null },
}
