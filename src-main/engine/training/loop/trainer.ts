/**
 * The loop of a run: step, measure, keep. A step's music and masks follow from the seed and its number alone, and what is
 * kept is whole, so that a run which was stopped anywhere ends as if it never had been.
 */
import { fail } from "#shared/contract/errors.ts"
import type { Measurement, TrainingConfig } from "#shared/contract/training.ts"
import {
  type ComputeSession,
  encodeModel,
  type Executor,
  floats,
  initialState,
  lower,
  seededDropout,
  type TensorData,
  type Tensors,
} from "../../compute/index.ts"
import type { RowLanguage, Rows } from "../language/language.ts"
import type { RowModelConfig } from "../model/config.ts"
import { learningGraph, measuringGraph, optimiserFor } from "../model/graphs.ts"
import { drawWindows, toTensors } from "./batches.ts"
import { natsOfPieces } from "./measure.ts"
import { adapterOf, type Adapter } from "./adapter.ts"
import { progressOf, type RunProgress } from "./run-progress.ts"

export interface RunMaterial {
  config: TrainingConfig
  model: RowModelConfig
  language: RowLanguage
  train: readonly Rows[]
  valid: readonly Rows[]
  /** Weights of the model that it begins as. */
  parent: ReadonlyMap<string, TensorData> | null
}

/** Where a run lies between its steps. */
export interface RunKeeper {
  load(): { state: Tensors; progress: RunProgress } | null
  /** Whole or not at all. @throws StudioError disk-full */
  save(state: Tensors, progress: RunProgress): void
  /** What can be heard of this step. */
  saveWeights(weights: ReadonlyMap<string, TensorData>, at: Measurement, isBest: boolean): void
}

export type RunEvent =
  | { kind: "step"; step: number; stepsPerSecond: number }
  | { kind: "measured"; measurement: Measurement; isBest: boolean }

interface LearnOptions {
  executor: Executor
  keeper: RunKeeper
  /** Aborted, the run is kept after the step it is in. */
  pause: AbortSignal
  threads?: number | undefined
  nowMs: () => number
}

/** Windows of held-out music that are measured: enough for the third digit. */
const MOST_READINGS = 320
const MEASURE_BATCH = 8
/** After so many falls there is nothing to be hoped for. */
const MOST_FALLS = 6

/** @returns why it ended */
export async function* learn(
  material: RunMaterial,
  options: LearnOptions,
): AsyncGenerator<RunEvent, "finished" | "paused"> {
  const { config, language } = material
  const { keeper, pause, nowMs } = options
  const adapter = adapterOf(material)
  const { session, masks } = await openRun(material, adapter, options)
  const kept = keeper.load()
  let progress = kept?.progress ?? progressOf()
  if (kept) await session.write(kept.state)
  const held = heldOut(material.valid, config.context)
  const unitsPerRow = sum(material.train, (rows) => language.units(rows)) / sum(material.train, ({ length }) => length)
  const shape = { ...material.model, batch: config.batch, context: config.context }

  const keep = async (): Promise<Tensors> => {
    const state = await session.read()
    keeper.save(state, progress)
    return state
  }
  async function measure(): Promise<RunEvent> {
    const nats = await natsOfPieces(session, held, { shape: { ...shape, batch: MEASURE_BATCH } })
    const valid = sum(nats, each => total(each.nats)) / sum(held, (rows) => language.units(rows))
    const { measured, isBest } = progress.measured(valid)
    progress = measured
    const measurement = measured.measurements.at(-1)!
    const state = await keep()
    keeper.saveWeights(adapter.weights(state.parameters!.data as Float32Array), measurement, isBest)
    return { kind: "measured", measurement, isBest }
  }

  try {
    if (progress.measurements.length === 0) yield await measure()
    let last = nowMs()
    let speed = 0
    while (progress.step < config.steps && !progress.isStale(config.patience)) {
      const { step } = progress
      const windows = drawWindows(material.train, {
        ...{ batch: config.batch, context: config.context, seed: mixed(config.seed, step) },
        vary: (rows, random) => language.varied(rows, random, config),
      })
      const told = await session.run("learn", {
        ...toTensors(windows, shape),
        ...masks(step),
        rateFactor: floats([progress.rateFactor], []),
      })
      const [loss, norm] = [Number(told.loss!.data[0]), Number(told.gradientNorm!.data[0])]
      if (!Number.isFinite(loss) || !Number.isFinite(norm)) {
        const { state, progress: before } = keeper.load()!
        progress = fallenBack(before, progress)
        await session.write(state)
        continue
      }
      const now = nowMs()
      progress = progress.stepped(loss / unitsPerRow, (now - last) / 1000)
      speed = speed === 0 ? 1000 / (now - last) : speed + ((1000 / (now - last) - speed) / 20)
      last = now
      yield { kind: "step", step: progress.step, stepsPerSecond: speed }
      if (progress.step % config.measureEvery === 0 || progress.step === config.steps) {
        yield await measure()
        last = nowMs()
      }
      if (pause.aborted && progress.step < config.steps) {
        await keep()
        return "paused"
      }
    }
    return "finished"
  } finally {
    await session.close()
  }
}

function fallenBack(kept: RunProgress, now: RunProgress): RunProgress {
  if (now.falls >= MOST_FALLS)
    fail("internal", "The model's numbers ran away again and again; begin anew with a lower rate")
  return kept.fallen(now)
}

interface OpenRun {
  session: ComputeSession
  masks: (step: number) => Tensors
}

async function openRun(
  { config, model }: RunMaterial,
  { layout, wrap, initial }: Adapter,
  { executor, threads }: LearnOptions,
): Promise<OpenRun> {
  const dropout = seededDropout({ rate: config.dropout, seed: config.seed })
  const learning = learningGraph({
    ...{ config: model, batch: config.batch, settings: config, layout, dropout, wrap },
  })
  const measuring = measuringGraph(model, { batch: MEASURE_BATCH, layout, wrap })
  const session = await executor.open({
    models: { learn: encodeModel(lower(learning)), measure: encodeModel(lower(measuring)) },
    state: initialState(initial, optimiserFor(config)),
    threads,
  })
  return { session, masks: (step) => dropout.masks(step) }
}

/** Of every held-out piece its beginning, as much of each as there is time for: the same at every measurement. */
function heldOut(pieces: readonly Rows[], context: number): Rows[] {
  let room = (MOST_READINGS * context) / 2
  const byLength = [...pieces].sort((a, b) => a.length - b.length)
  const most = new Map<Rows, number>()
  for (const [at, rows] of byLength.entries()) {
    const share = Math.max(context, Math.floor(room / (byLength.length - at)))
    most.set(rows, Math.min(rows.length, share))
    room -= most.get(rows)!
  }
  return pieces.map((rows) => beginningOf(rows, most.get(rows)!))
}

function beginningOf(rows: Rows, length: number): Rows {
  const cut = (numbers: Uint8Array): Uint8Array =>
    numbers.subarray(0, (numbers.length / rows.length) * length)
  return { length, values: cut(rows.values), given: cut(rows.given), asked: cut(rows.asked) }
}

const mixed = (seed: number, step: number): number =>
  Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b)

const total = (numbers: Float32Array): number => numbers.reduce((all, each) => all + each, 0)

const sum = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((so, each) => so + of(each), 0)
