/** ONNX Runtime as an executor: on the processor, or through one of its providers for graphics cards. */
import { InferenceSession } from "onnxruntime-node"
import { StudioError } from "#shared/contract/errors.ts"
import { sizeOf, type TensorData } from "../graph/tensor.ts"
import { decodeModel, type OnnxGraph, type OnnxTensorInfo } from "../onnx/index.ts"
import { createCardState, createMemoryState, fromOrt, stateName, toOrt } from "./onnx-state-io.ts"
import type { ComputeSession, Executor, ExecutorName, SessionSpec, Tensors } from "./executor.ts"

type Provider = "cpu" | "webgpu" | "cuda" | "dml" | "coreml"

export const ONNX_PROVIDERS: Partial<Record<ExecutorName, Provider>> = {
  "onnx-cpu": "cpu",
  "onnx-webgpu": "webgpu",
  "onnx-cuda": "cuda",
  "onnx-directml": "dml",
  "onnx-coreml": "coreml",
}

export function createOnnxExecutor(name: ExecutorName): Executor {
  const provider = ONNX_PROVIDERS[name]
  if (!provider) throw new RangeError(`${name} is not an ONNX Runtime executor`)
  return { name, open: (spec) => openSession(spec, provider), close: async () => {} }
}

interface LoadedModel {
  session: InferenceSession
  inputs: string[]
  outputs: OnnxTensorInfo[]
}

async function openSession(spec: SessionSpec, provider: Provider): Promise<ComputeSession> {
  const models = new Map<string, LoadedModel>()
  for (const [name, bytes] of Object.entries(spec.models))
    models.set(name, await load(bytes, provider, spec.threads))
  const state = (provider === "webgpu" ? createCardState : createMemoryState)(spec.state)

  return {
    async run(name, inputs) {
      const model = models.get(name)
      if (!model) throw new RangeError(`No model is called ${name}`)
      const feeds = Object.fromEntries(
        model.inputs.map((each) => [each, state.get(each) ?? toOrt(required(inputs, each))]),
      )
      const fetches = Object.fromEntries(
        model.outputs.map((info) => [info.name, state.room(info) ?? null]),
      )
      const results = await model.session.run(feeds, fetches)
      const given: Tensors = {}
      for (const info of model.outputs) {
        const kept = stateName(info)
        if (kept === undefined) given[info.name] = fromOrt(info, results[info.name]!)
        else state.replace(kept, results[info.name]!)
      }
      return given
    },
    async read(names) {
      return state.read(names)
    },
    async write(tensors) {
      state.write(tensors)
    },
    async close() {
      // First what lies on the card: a session takes the card's memory with it.
      await state.close()
      for (const { session } of models.values()) await session.release()
      models.clear()
    },
  }
}

/** ORT's level that tells of errors alone. */
const ERRORS_ALONE = 3

function optionsFor(provider: Provider, { outputs }: OnnxGraph, threads: number) {
  const options: InferenceSession.SessionOptions = {
    executionProviders: provider === "cpu" ? ["cpu"] : [provider, "cpu"],
    intraOpNumThreads: threads,
    logSeverityLevel: ERRORS_ALONE,
  }
  if (provider !== "webgpu") return options
  const kept = outputs.filter((info) => stateName(info) !== undefined)
  const preferredOutputLocation = Object.fromEntries(
    kept.map(({ name }) => [name, "gpu-buffer" as const]),
  )
  return { ...options, preferredOutputLocation }
}

async function load(bytes: Uint8Array, provider: Provider, threads = 0): Promise<LoadedModel> {
  const { graph } = decodeModel(bytes)
  try {
    const session = await InferenceSession.create(bytes, optionsFor(provider, graph, threads))
    return { session, inputs: graph.inputs.map(({ name }) => name), outputs: graph.outputs }
  } catch (error) {
    const message = `ONNX Runtime (${provider}): ${reasonOf(error)}`
    throw new StudioError("device-unavailable", message, { cause: error })
  }
}

function required(inputs: Tensors, name: string): TensorData {
  const data = inputs[name]
  if (!data) throw new RangeError(`The model wants an input ${name}`)
  if (data.data.length !== sizeOf(data.shape))
    throw new RangeError(`${name} has not as many numbers as its shape says`)
  return data
}

/** What the runtime says, without the place in its sources. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/^.* was (true|false)\. /s, "")
    .trim()
