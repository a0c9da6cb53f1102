/** Runs and models so small that a step of them takes a millisecond. */
import type { Executor } from "#engine/compute/index.ts"
import { initialVector, unpack } from "#engine/compute/index.ts"
import { createOnnxExecutor } from "#engine/compute/executors/onnx-io.ts"
import type { CorpusWork } from "#engine/datasets/index.ts"
import { languageOf } from "#engine/training/language/index.ts"
import type { RunEvent, RunKeeper, RunMaterial } from "#engine/training/loop/run.ts"
import { learn } from "#engine/training/loop/trainer.ts"
import { modelConfigOf } from "#engine/training/model/config.ts"
import { rowLayout } from "#engine/training/model/graphs.ts"
import type { RowModel } from "#engine/training/models/model-file.ts"
import { TrainingConfig } from "#shared/contract/training.ts"
import type { z } from "zod"
import { aPiece, bars } from "../pieces.ts"

export const onnx: Executor = createOnnxExecutor("onnx-cpu")

export const aConfig = (of: Partial<z.input<typeof TrainingConfig>> = {}): TrainingConfig =>
  TrainingConfig.parse({
    ...{ name: "Tiny", datasets: ["some"], language: "notes", layers: 1, width: 16, heads: 2 },
    ...{ context: 8, batch: 2, steps: 12, measureEvery: 4, warmUpSteps: 2, rate: 1e-2 },
    ...of,
  })

export const aWork = (of: Partial<CorpusWork> = {}): CorpusWork => ({
  ...{ name: "a work", path: "a work.mid", split: "train", labels: {} },
  piece: aPiece({ notes: bars(3, [60, 64, 67, 72]) }),
  ...of,
})

/** What a run learns: two small works, a third held out. */
export function aMaterial(of: Partial<z.input<typeof TrainingConfig>> = {}): RunMaterial {
  const config = aConfig({ language: "chorales", ...of })
  const language = languageOf(config.language, [])
  const works = [
    [60, 64, 67, 72],
    [62, 65, 69, 74],
    [57, 60, 64, 69],
  ].map((pitches) => {
    const frames = pitches.flatMap((pitch) =>
      Array.from({ length: 8 }, () => [pitch, pitch - 4, pitch - 9, pitch - 16] as const),
    )
    return language.encode(aWork({ piece: aPiece({ notes: bars(3, pitches) }), frames }))!
  })
  const [one, two, three] = works
  return {
    ...{ config, language, model: modelConfigOf(config, language), parent: null },
    ...{ train: [one!, two!], valid: [three!] },
  }
}

export interface KeptInMemory extends RunKeeper {
  /** Steps whose weights were kept. */
  weights: Map<number, Map<string, { data: ArrayLike<number | bigint> }>>
}

export function keptInMemory(): KeptInMemory {
  let kept: ReturnType<RunKeeper["load"]> = null
  const weights: KeptInMemory["weights"] = new Map()
  return {
    weights,
    load: () => kept,
    save: (state, progress) => void (kept = { state, progress }),
    saveWeights: (all, { step }) =>
      void weights.set(
        step,
        new Map([...all].map(([name, { data }]) => [name, { data: data.slice() }])),
      ),
  }
}

interface LearntOptions {
  keeper: RunKeeper
  executor?: Executor
  /** The run is paused after so many steps of this start. */
  pauseAfter?: number
}

/** Runs to its end or pause. */
export async function learnt(
  material: RunMaterial,
  { keeper, executor = onnx, pauseAfter = Infinity }: LearntOptions,
): Promise<{ why: "finished" | "paused"; events: RunEvent[] }> {
  const pause = new AbortController()
  let clock = 0
  const events: RunEvent[] = []
  const running = learn(material, {
    ...{ keeper, executor, pause: pause.signal, threads: 1, nowMs: () => (clock += 10) },
  })
  for (let steps = 0; ;) {
    const { done, value } = await running.next()
    if (done) return { why: value, events }
    events.push(value)
    if (value.kind === "step" && ++steps >= pauseAfter) pause.abort()
  }
}

/** All numbers of its state, to be compared bit by bit. */
export const stateOf = (keeper: RunKeeper): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(keeper.load()!.state).map(([name, { data }]) => [
      name,
      Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64"),
    ]),
  )

/** A model that has learnt nothing. */
export function aModel(of: Partial<z.input<typeof TrainingConfig>> = {}, seed = 1): RowModel {
  const config = aConfig(of)
  const language = languageOf(config.language, [])
  const model = modelConfigOf(config, language)
  const layout = rowLayout(model)
  const weights = unpack(layout, initialVector(layout, seed))
  return { config: model, language, genres: [], weights, card: aCard(language), name: "Tiny" }
}

const aCard = ({ name, hash, unit }: RowModel["language"]): RowModel["card"] => ({
  ...{ summary: "Tiny, after 0 steps", learntFrom: [], lineage: [], results: [], measures: [] },
  restoresKeys: false,
  licence: { name: "mine", use: "private", notice: "" },
  ...{ language: name, vocabulary: hash, unit, parameters: 1, command: "slipmat train" },
  trained: { steps: 0, seconds: 0, executor: "processor" },
  copies: {
    ...{ verdict: "not measured", lengths: [] },
    ...{ heldOut: { p95: 0, longest: 0 }, generated: { p95: 0, longest: 0 } },
  },
})
