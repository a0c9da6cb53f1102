/** ONNX operators in those of TensorFlow.js. Numbers of type int64 are shapes, axes and bounds: they stay outside of it. */
import type * as Tfjs from "@tensorflow/tfjs-core"
import { broadcastShape, sameShape, type Shape } from "../graph/tensor.ts"
import type { Float } from "../graph/value.ts"
import type { OnnxGraph, OnnxNode } from "../onnx/index.ts"
import { createTfjsConvolution } from "./tfjs-convolution.ts"

export type Tf = typeof Tfjs
export type TfTensor = Tfjs.Tensor
type Names = ReadonlyMap<string, TfTensor>
type Constants = ReadonlyMap<string, number[]>
type Results = Record<string, TfTensor>

interface Call {
  inputs: TfTensor[]
  node: OnnxNode
  /** The numbers of a constant input. */
  numbers(index: number): number[]
  names: Names
  constants: Constants
}

type Kernel = (call: Call) => TfTensor | TfTensor[]
type Unary = (x: TfTensor) => TfTensor
type Binary = (a: TfTensor, b: TfTensor) => TfTensor

/** @returns a function that runs a graph; to be called where tensors are tidied up */
export function createInterpreter(tf: Tf): (graph: OnnxGraph, given: Names) => Results {
  const kernels: Record<string, Kernel> = {
    ...mathKernels(tf),
    ...shapeKernels(tf),
    ...productKernels(tf),
    Scan: scan,
  }

  function run(graph: OnnxGraph, given: Names, outer: Constants = new Map()): Results {
    const names = new Map(given)
    const constants = new Map(outer)
    for (const [name, { dtype, shape, data }] of graph.initializers) {
      if (dtype === "int64") constants.set(name, Array.from(data as BigInt64Array, Number))
      else names.set(name, tf.tensor(data as Float32Array, [...shape], dtype))
    }
    for (const node of graph.nodes) {
      const kernel = kernels[node.type]
      if (!kernel) throw new Error(`The interpreter has no operator ${node.type}`)
      const inputs = node.inputs.map((name) => names.get(name)!)
      const numbers = (index: number): number[] => constants.get(node.inputs[index] ?? "") ?? []
      const results = [kernel({ inputs, node, numbers, names, constants })].flat()
      node.outputs.forEach((name, i) => names.set(name, results[i]!))
    }
    return Object.fromEntries(graph.outputs.map(({ name }) => [name, names.get(name)!]))
  }

  function scan({ inputs, node: { attributes }, names, constants }: Call): TfTensor[] {
    const body = attributes["body"] as OnnxGraph
    const count = attributes["num_scan_inputs"] as number
    const isReversed = (attributes["scan_input_directions"] as number[])[0] === 1
    let states = inputs.slice(0, inputs.length - count)
    const slices = inputs.slice(inputs.length - count).map((x) => tf.unstack(x))
    const turns = slices[0]!.map((_, turn) => turn)
    const outputs: TfTensor[][] = []
    for (const turn of isReversed ? turns.toReversed() : turns) {
      const inside = new Map(names)
      const given = [...states, ...slices.map((each) => each[turn]!)]
      body.inputs.forEach(({ name }, i) => inside.set(name, given[i]!))
      const results = run(body, inside, constants)
      const ordered = body.outputs.map(({ name }) => results[name]!)
      states = ordered.slice(0, states.length)
      outputs[turn] = ordered.slice(states.length)
    }
    return [...states, ...outputs[0]!.map((_, i) => tf.stack(outputs.map((each) => each[i]!)))]
  }
  return run
}

const DTYPES: Record<number, "float32" | "int32" | "bool"> = {
  1: "float32",
  6: "int32",
  7: "int32",
  9: "bool",
}

function mathKernels(tf: Tf): Record<string, Kernel> {
  const unary =
    (of: Unary): Kernel =>
    ({ inputs: [x] }) =>
      of(x!)
  const binary =
    (of: Binary): Kernel =>
    ({ inputs: [a, b] }) =>
      of(a!, b!)
  type Reduce = (x: TfTensor, axes: number[], keep: boolean) => TfTensor
  const reduction =
    (of: Reduce): Kernel =>
    ({ inputs: [x], node, numbers }) =>
      of(x!, numbers(1), node.attributes["keepdims"] !== 0)
  return {
    ...{ Add: binary(tf.add), Sub: binary(tf.sub), Mul: binary(tf.mul), Div: binary(tf.div) },
    ...{ Equal: binary(tf.equal), Greater: binary(tf.greater), Less: binary(tf.less) },
    ...{ Neg: unary(tf.neg), Exp: unary(tf.exp), Log: unary(tf.log), Sqrt: unary(tf.sqrt) },
    ...{ Sin: unary(tf.sin), Cos: unary(tf.cos), Abs: unary(tf.abs), Sign: unary(tf.sign) },
    ...{ Floor: unary(tf.floor), Tanh: unary(tf.tanh), Sigmoid: unary(tf.sigmoid) },
    ...{ Softplus: unary(tf.softplus), Erf: unary(tf.erf), Relu: unary(tf.relu) },
    Identity: unary((x) => x.clone()),
    Softmax: unary((x) => tf.softmax(x)),
    ReduceSum: reduction((x, axes, keep) => tf.sum(x, axes, keep)),
    ReduceMean: reduction((x, axes, keep) => tf.mean(x, axes, keep)),
    ReduceMax: reduction((x, axes, keep) => tf.max(x, axes, keep)),
    ArgMax: ({ inputs: [x], node }) => tf.argMax(x!, node.attributes["axis"] as number),
    Where: ({ inputs: [condition, a, b] }) => tf.where(condition!, a!, b!),
    Cast: ({ inputs: [x], node }) => tf.cast(x!, DTYPES[node.attributes["to"] as number]!),
    LayerNormalization({ inputs: [x, scale, bias], node }) {
      const { float: epsilon } = node.attributes["epsilon"] as Float
      const { mean, variance } = tf.moments(x!, -1, true)
      const inverse = tf.rsqrt(tf.add(variance, epsilon))
      return [tf.add(tf.mul(tf.mul(tf.sub(x!, mean), inverse), scale!), bias!), mean, inverse]
    },
  }
}

function shapeKernels(tf: Tf): Record<string, Kernel> {
  return {
    Reshape: ({ inputs: [x], numbers }) => tf.reshape(x!, numbers(1)),
    Expand: ({ inputs: [x], numbers }) => tf.broadcastTo(x!, numbers(1)),
    Transpose: ({ inputs: [x], node }) =>
      tf.transpose(x!, [...(node.attributes["perm"] as readonly number[])]),
    Concat: ({ inputs, node }) => tf.concat(inputs, node.attributes["axis"] as number),
    Gather: ({ inputs: [table, indices] }) => tf.gather(table!, indices!),
    Pad({ inputs: [x], numbers }) {
      const [before, after] = [numbers(1).slice(0, x!.rank), numbers(1).slice(x!.rank)]
      return tf.pad(
        x!,
        before.map((size, axis): [number, number] => [size, after[axis]!]),
      )
    },
    Slice({ inputs: [x], numbers }) {
      const [from, to, axis] = [1, 2, 3].map((index) => numbers(index)[0]!) as [
        number,
        number,
        number,
      ]
      const step = numbers(4)[0] ?? 1
      if (step === -1) return tf.reverse(x!, axis)
      const begin = x!.shape.map((_, i) => (i === axis ? from : 0))
      const end = x!.shape.map((length, i) => (i === axis ? Math.min(to, length) : length))
      const steps = x!.shape.map((_, i) => (i === axis ? step : 1))
      const sizes = end.map((each, i) => each - begin[i]!)
      return step === 1 ? tf.slice(x!, begin, sizes) : tf.stridedSlice(x!, begin, end, steps)
    },
  }
}

function productKernels(tf: Tf): Record<string, Kernel> {
  /** As one product wherever it can be: batches and transposed sides are slow on WebAssembly. */
  const matMul: Binary = (a, b) => {
    if (b.rank > 2) {
      const batch = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2))
      return tf.matMul(repeated(a, batch), repeated(b, batch))
    }
    const rows = tf.reshape(a, [-1, a.shape.at(-1)!])
    return tf.reshape(tf.matMul(rows, b), [...a.shape.slice(0, -1), b.shape.at(-1)!])
  }
  const repeated = (x: TfTensor, batch: Shape): TfTensor =>
    sameShape(x.shape.slice(0, -2), batch) ? x : tf.broadcastTo(x, [...batch, ...x.shape.slice(-2)])
  const { conv, convTranspose } = createTfjsConvolution(tf, matMul)
  return {
    MatMul: ({ inputs: [a, b] }) => matMul(a!, b!),
    Gemm({ inputs: [a, b, bias], node: { attributes } }) {
      const left = attributes["transA"] ? tf.transpose(a!) : a!
      const product = tf.matMul(left, attributes["transB"] ? tf.transpose(b!) : b!)
      return bias ? tf.add(product, bias) : product
    },
    Conv: ({ inputs: [x, kernel, bias], node }) => conv(x!, kernel!, node.attributes, bias),
    ConvTranspose: ({ inputs: [x, kernel, bias], node }) =>
      convTranspose(x!, kernel!, node.attributes, bias),
  }
}
