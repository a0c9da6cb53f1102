/** What stays with ONNX Runtime from run to run: in memory, or on the graphics card, where nothing is copied between steps. */
import { InferenceSession, Tensor } from "onnxruntime-node"
import type { TensorData } from "../graph/tensor.ts"
import { zeros } from "../graph/tensor.ts"
import { input } from "../graph/value.ts"
import { encodeModel, lower, type OnnxTensorInfo } from "../onnx/index.ts"
import { NEXT } from "../training/index.ts"
import type { Tensors } from "./executor.ts"

interface State {
  get(name: string): Tensor | undefined
  /** Where an output may be written; undefined where the runtime makes room itself. */
  room(output: OnnxTensorInfo): Tensor | undefined
  replace(name: string, tensor: Tensor): void
  read(names?: readonly string[]): Promise<Tensors>
  write(tensors: Tensors): void
  close(): Promise<void>
}

/** The state that an output replaces, if it does. */
export const stateName = ({ name }: OnnxTensorInfo): string | undefined =>
  name.startsWith(NEXT) ? name.slice(NEXT.length) : undefined

export function createMemoryState(initial: Tensors): State {
  const tensors = new Map<string, Tensor>()
  // What a state was before is where its next value is written: two buffers that change places.
  const spare = new Map<string, Tensor>()
  const write = (given: Tensors): void => {
    for (const [name, { data, ...rest }] of Object.entries(given))
      tensors.set(name, toOrt({ ...rest, data: data.slice() }))
  }
  write(initial)
  return {
    write,
    get: (name) => tensors.get(name),
    room(output) {
      const name = stateName(output)
      return name === undefined
        ? undefined
        : (spare.get(name) ?? toOrt(zeros(output.dtype, output.shape)))
    },
    replace(name, tensor) {
      const before = tensors.get(name)
      if (before) spare.set(name, before)
      tensors.set(name, tensor)
    },
    async read(names = [...tensors.keys()]) {
      return Object.fromEntries(names.map((name) => [name, copyOf(name, known(tensors, name))]))
    },
    async close() {
      tensors.clear()
      spare.clear()
    },
  }
}

/** A tensor's own way back from the card aborts the process: a graph that hands its input on brings it. */
export function createCardState(initial: Tensors): State {
  const memory = createMemoryState(initial)
  const tensors = new Map<string, Tensor>()
  return {
    get: (name) => tensors.get(name) ?? memory.get(name),
    room: () => undefined,
    replace(name, tensor) {
      tensors.get(name)?.dispose()
      tensors.set(name, tensor)
    },
    async read(names) {
      const inMemory = await memory.read(names)
      const wanted = [...tensors].filter(([name]) => !names || names.includes(name))
      for (const [name, tensor] of wanted) inMemory[name] = await fetch(name, tensor)
      return inMemory
    },
    write(given) {
      memory.write(given)
      for (const name of Object.keys(given)) {
        tensors.get(name)?.dispose()
        tensors.delete(name)
      }
    },
    async close() {
      for (const tensor of tensors.values()) tensor.dispose()
      tensors.clear()
      await memory.close()
    },
  }
}

async function fetch(name: string, tensor: Tensor): Promise<TensorData> {
  const held = input(name, tensor.dims, tensor.type as TensorData["dtype"])
  const model = encodeModel(lower({ inputs: { held }, outputs: { fetched: held } }))
  const session = await InferenceSession.create(model, { executionProviders: ["webgpu", "cpu"] })
  try {
    const { fetched } = await session.run({ held: tensor })
    return copyOf(name, fetched!)
  } finally {
    await session.release()
  }
}

function copyOf(name: string, tensor: Tensor): TensorData {
  const info = { name, dtype: tensor.type as TensorData["dtype"], shape: tensor.dims }
  const { data, ...rest } = fromOrt(info, tensor)
  return { ...rest, data: data.slice() }
}

function known(tensors: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const tensor = tensors.get(name)
  if (!tensor) throw new RangeError(`There is no state ${name}`)
  return tensor
}

export const toOrt = ({ dtype, shape, data }: TensorData): Tensor => new Tensor(dtype, data, shape)

export const fromOrt = ({ dtype, shape }: OnnxTensorInfo, { data }: Tensor): TensorData => ({
  ...{ dtype, shape },
  data: data as TensorData["data"],
})
