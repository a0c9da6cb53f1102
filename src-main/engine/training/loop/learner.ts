/** A model while it learns: its steps and what held-out music costs it, in an executor's session. */
import type { TrainingConfig } from "#shared/contract/training.ts"
import {
  type ComputeSession,
  encodeModel,
  floats,
  initialState,
  lower,
  seededDropout,
  type TensorData,
  type Tensors,
} from "../../compute/index.ts"
import { learningGraph, measuringGraph, optimiserFor } from "../model/graphs.ts"
import { type Adapter, adapterOf } from "./adapter.ts"
import { drawWindows, toTensors } from "./batches.ts"
import { heldOut } from "./held-out.ts"
import { natsOfPieces } from "./measure.ts"
import { inMemoryWords } from "./memory-words.ts"
import type { LearnOptions, RunMaterial } from "./run.ts"

const MEASURE_BATCH = 8

export interface Learner {
  /** The one after so many. @returns the loss in nats per unit, and the gradient's length; neither need be finite */
  step(step: number, rateFactor: number): Promise<{ loss: number; norm: number }>
  /** Held-out nats per unit, as it is now. */
  measure(): Promise<number>
  read(): Promise<Tensors>
  write(state: Tensors): Promise<void>
  /** A whole model's, of a state. */
  weights(state: Tensors): Map<string, TensorData>
  close(): Promise<void>
}

/** @throws StudioError out-of-memory, device-unavailable */
export async function openLearner(
  material: RunMaterial,
  options: Pick<LearnOptions, "executor" | "threads">,
): Promise<Learner> {
  const { config, language, model, train, valid } = material
  const adapter = adapterOf(material)
  const { session, masks } = await openSession(material, adapter, options)
  const held = heldOut(valid, config.context)
  const unitsPerRow =
    sum(train, (rows) => language.units(rows)) / sum(train, ({ length }) => length)
  const heldUnits = sum(held, (rows) => language.units(rows))
  const shape = { ...model, batch: config.batch, context: config.context }
  const inWords = (error: unknown): never => {
    throw inMemoryWords(error, config.batch)
  }
  return {
    async step(step, rateFactor) {
      const windows = drawWindows(train, {
        ...{ batch: config.batch, context: config.context, seed: mixed(config.seed, step) },
        vary: (rows, random) => language.varied(rows, random, config),
      })
      const inputs = { ...toTensors(windows, shape), ...masks(step) }
      const told = await session
        .run("learn", { ...inputs, rateFactor: floats([rateFactor], []) })
        .catch(inWords)
      return { loss: first(told, "loss") / unitsPerRow, norm: first(told, "gradientNorm") }
    },
    async measure() {
      const reading = { shape: { ...shape, batch: MEASURE_BATCH } }
      const nats = await natsOfPieces(session, held, reading).catch(inWords)
      return sum(nats, (each) => total(each.nats)) / heldUnits
    },
    read: () => session.read(),
    write: (state) => session.write(state),
    weights: (state) => adapter.weights(state["parameters"]!.data as Float32Array),
    close: () => session.close(),
  }
}

interface OpenSession {
  session: ComputeSession
  masks: (step: number) => Tensors
}

async function openSession(
  { config, model }: RunMaterial,
  { layout, wrap, initial }: Adapter,
  { executor, threads }: Pick<LearnOptions, "executor" | "threads">,
): Promise<OpenSession> {
  const dropout = seededDropout({ rate: config.dropout, seed: config.seed })
  const learning = learningGraph({
    ...{ config: model, batch: config.batch, settings: config, layout, dropout, wrap },
  })
  const measuring = measuringGraph(model, { batch: MEASURE_BATCH, layout, wrap })
  try {
    const session = await executor.open({
      models: { learn: encodeModel(lower(learning)), measure: encodeModel(lower(measuring)) },
      state: initialState(initial, optimiserFor(config)),
      threads,
    })
    return { session, masks: (step) => dropout.masks(step) }
  } catch (error) {
    throw inMemoryWords(error, config.batch)
  }
}

/** A step's own seed. */
const mixed = (seed: TrainingConfig["seed"], step: number): number =>
  Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b)

const first = (told: Tensors, name: string): number => Number(told[name]!.data[0])

const total = (numbers: Float32Array): number => numbers.reduce((all, each) => all + each, 0)

const sum = <T>(all: readonly T[], of: (each: T) => number): number =>
  all.reduce((so, each) => so + of(each), 0)
