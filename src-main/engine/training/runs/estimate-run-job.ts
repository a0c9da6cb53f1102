/** How long a run will take here: five steps of it, on this machine, thrown away. */
import { availableParallelism } from "node:os"
import type { Estimate, TrainingConfig } from "#shared/contract/training.ts"
import {
  createProcessExecutor,
  encodeModel,
  floats,
  initialState,
  lower,
  seededDropout,
} from "../../compute/index.ts"
import { languageOf } from "../language/index.ts"
import { drawWindows, toTensors } from "../loop/batches.ts"
import { adapterOf } from "../loop/adapter.ts"
import { modelConfigOf } from "../model/config.ts"
import { learningGraph, optimiserFor } from "../model/graphs.ts"
import type { ModelStore } from "../models/model-store.ts"
import { type ExecutorChoice, executorWords } from "./executor-choice-io.ts"
import { openParent, shapedAs } from "./parent.ts"

interface EstimateOptions {
  models: ModelStore
  executors: ExecutorChoice
  signal: AbortSignal
}

const STEPS = 5
/** Parameters, their gradient, two moments, each twice while they are exchanged. */
const COPIES = 7
const BYTES = 4
/** A measurement takes as long as so many steps. */
const MEASURING = 8

/** @throws StudioError device-unavailable, not-found of a parent */
export async function estimateRun(
  asked: TrainingConfig,
  { models, executors, signal }: EstimateOptions,
): Promise<Estimate> {
  const begun = openParent(asked, models)
  const config = shapedAs(asked, begun)
  const language = languageOf(config.language, begun?.genres ?? [])
  const model = modelConfigOf(config, language)
  const parent = begun?.weights ?? null
  const { layout, wrap, initial } = adapterOf({ config, model, parent })
  const dropout = seededDropout({ rate: config.dropout, seed: config.seed })
  const graph = learningGraph({
    config: model,
    batch: config.batch,
    settings: config,
    layout,
    dropout,
    wrap,
  })
  const name = await executors.choose()
  const executor = createProcessExecutor(name)
  const threads = availableParallelism()
  try {
    const session = await executor.open({
      models: { learn: encodeModel(lower(graph)) },
      state: initialState(initial, optimiserFor(config)),
      threads,
    })
    const empty = silence(language, config.context)
    const windows = drawWindows([empty], {
      batch: config.batch,
      context: config.context,
      seed: 1,
      vary: (rows) => rows,
    })
    const inputs = {
      ...toTensors(windows, { ...model, batch: config.batch }),
      ...dropout.masks(0),
      rateFactor: floats([1], []),
    }
    const times: number[] = []
    for (let step = 0; step <= STEPS; step++) {
      signal.throwIfAborted()
      const begin = performance.now()
      await session.run("learn", inputs)
      times.push((performance.now() - begin) / 1000)
    }
    // The first step is slower than all others; of those the middle one is not a neighbour's fault.
    const secondsAStep = times.slice(1).sort((a, b) => a - b)[Math.floor(STEPS / 2)]!
    const measurements = config.steps / config.measureEvery
    const activations = config.batch * config.context * config.width * config.layers * 40
    return {
      ...{ parameters: layout.size, secondsAStep, executor: executorWords(name, threads) },
      seconds: secondsAStep * (config.steps + measurements * MEASURING),
      megabytes: ((layout.size * COPIES + activations) * BYTES) / 1e6,
    }
  } finally {
    await executor.close()
  }
}

function silence({ fields, given }: ReturnType<typeof languageOf>, length: number) {
  return {
    ...{ length, values: new Uint8Array(length * fields.length) },
    ...{
      given: new Uint8Array(length * given.length),
      asked: new Uint8Array(length * fields.length),
    },
  }
}
