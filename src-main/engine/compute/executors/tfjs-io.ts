/** TensorFlow.js as an executor: interprets the same ONNX files operator by operator, where ONNX Runtime has no library. */
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import type { DataType, TensorData } from "../graph/tensor.ts"
import { decodeModel, type OnnxModel } from "../onnx/index.ts"
import { NEXT } from "../training/index.ts"
import type { ComputeSession, Executor, ExecutorName, SessionSpec, Tensors } from "./executor.ts"
import { createInterpreter, type Tf, type TfTensor } from "./tfjs-interpreter.ts"

/** Not called `require`: bundlers put one of their own beside it. */
const packageOf = createRequire(import.meta.url)

/** @throws where the package is not installed or cannot be loaded */
export async function createTfjsExecutor(name: ExecutorName): Promise<Executor> {
  const tf = await load(name)
  return { name, open: async (spec) => openSession(tf, spec), close: async () => {} }
}

async function load(name: ExecutorName): Promise<Tf> {
  // The user's own packages: their versions of the library come with them.
  if (name === "tfjs-node" || name === "tfjs-node-gpu") {
    repairNodeUtil()
    return packageOf(`@tensorflow/${name}`) as Tf
  }
  const tf = packageOf("@tensorflow/tfjs-core") as Tf
  tf.enableProdMode() // or it advertises another package
  const backend = name === "tfjs-wasm" ? "wasm" : "cpu"
  const module = packageOf(`@tensorflow/tfjs-backend-${backend}`) as {
    setWasmPaths?: (folder: string) => void
  }
  const folder = dirname(packageOf.resolve("@tensorflow/tfjs-backend-wasm/package.json"))
  module.setWasmPaths?.(`${join(folder, "wasm-out")}/`)
  if (!(await tf.setBackend(backend))) return fail("device-unavailable", `${name} does not start`)
  return tf
}

/** tfjs-node 4.22 calls functions that Node 23 took away. */
function repairNodeUtil(): void {
  const util = packageOf("node:util") as Record<string, unknown>
  util["isNullOrUndefined"] ??= (value: unknown) => value === null || value === undefined
  util["isArray"] ??= Array.isArray
}

function openSession(tf: Tf, spec: SessionSpec): ComputeSession {
  const models = new Map<string, OnnxModel>(
    Object.entries(spec.models).map(([name, bytes]) => [name, decodeModel(bytes)]),
  )
  const interpret = createInterpreter(tf)
  const state = new Map<string, TfTensor>()
  const put = (name: string, tensor: TfTensor): void => {
    state.get(name)?.dispose()
    state.set(name, tf.keep(tensor))
  }
  const write = (tensors: Tensors): void => {
    for (const [name, data] of Object.entries(tensors)) put(name, toTf(tf, data))
  }
  write(spec.state)
  return {
    async run(name, inputs) {
      const { graph } = models.get(name) ?? fail("not-found", `No model is called ${name}`)
      const given = new Map<string, TfTensor>()
      for (const info of graph.inputs) {
        const data = inputs[info.name]
        const tensor = state.get(info.name) ?? (data && toTf(tf, data))
        given.set(
          info.name,
          tensor ?? fail("invalid-input", `The model wants an input ${info.name}`),
        )
      }
      const results = tf.tidy(() => interpret(graph, given)) as Record<string, TfTensor>
      const outputs: Tensors = {}
      for (const [i, { dtype, shape }] of graph.outputs.entries()) {
        const output = graph.outputs[i]!.name
        const tensor = results[output]!
        if (output.startsWith(NEXT)) put(output.slice(NEXT.length), tensor.clone())
        else outputs[output] = { dtype, shape, data: typed(dtype, await tensor.data()) }
      }
      tf.dispose(Object.values(results))
      for (const [key, tensor] of given) if (!state.has(key)) tensor.dispose()
      return outputs
    },
    async read(names = [...state.keys()]) {
      const read: Tensors = {}
      for (const name of names) {
        const tensor = state.get(name) ?? fail("not-found", `There is no state ${name}`)
        const dtype = tensor.dtype as DataType
        read[name] = { dtype, shape: tensor.shape, data: typed(dtype, await tensor.data()).slice() }
      }
      return read
    },
    async write(tensors) {
      write(tensors)
    },
    async close() {
      tf.dispose([...state.values()])
      state.clear()
    },
  }
}

function toTf(tf: Tf, { dtype, shape, data }: TensorData): TfTensor {
  const values = data instanceof BigInt64Array ? Int32Array.from(data, Number) : data
  // A copy: the cpu backend keeps the array that it is given.
  return tf.tensor(values.slice(), [...shape], dtype === "int64" ? "int32" : dtype)
}

function typed(dtype: DataType, values: ArrayLike<number>): TensorData["data"] {
  if (dtype === "int64") return BigInt64Array.from(values as Int32Array, BigInt)
  return values as Float32Array
}
