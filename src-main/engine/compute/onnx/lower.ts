/** From a graph of values to a list of named ONNX nodes: what the outputs need, and nothing else. */
import { innerOperations, operationsOf } from "../graph/order.ts"
import type { TensorData } from "../graph/tensor.ts"
import type { Constant, Operation, Subgraph, Value } from "../graph/value.ts"
import type { OnnxGraph, OnnxModel, OnnxNode, OnnxTensorInfo } from "./model.ts"

export interface GraphSpec {
  /** By the names they have in the file. Those that no output needs are left out. */
  inputs: Readonly<Record<string, Value>>
  outputs: Readonly<Record<string, Value>>
  metadata?: Readonly<Record<string, string>>
}

/** @throws Error where an output needs an input that is not named */
export function lower({ inputs, outputs, metadata = {} }: GraphSpec): OnnxModel {
  const scope = new Scope()
  for (const [name, value] of Object.entries(inputs)) scope.names.set(value, name)
  const results = Object.values(outputs)
  const nodes = operationsOf(results, new Set(Object.values(inputs))).map((operation) =>
    nodeOf(operation, scope),
  )
  // A graph's outputs are named at the end, by nodes of their own: one value may be given out twice, or be an input.
  const named = Object.entries(outputs).map(([name, value]): OnnxNode => {
    return { type: "Identity", inputs: [scope.nameOf(value)], outputs: [name], attributes: {} }
  })
  const used = new Set([...nodes, ...named].flatMap((node) => [...namesRead(node)]))
  const graph = {
    nodes: [...nodes, ...named],
    inputs: infos(inputs).filter(({ name }) => used.has(name)),
    outputs: infos(outputs),
    initializers: scope.initializers,
  }
  return { metadata: { ...metadata }, graph }
}

const infos = (values: Readonly<Record<string, Value>>): OnnxTensorInfo[] =>
  Object.entries(values).map(([name, { dtype, shape }]) => ({ name, dtype, shape }))

/** Names that a node reads, also within its body. */
function* namesRead({ inputs, attributes }: OnnxNode): Generator<string> {
  yield* inputs
  for (const attribute of Object.values(attributes))
    if (typeof attribute === "object" && "nodes" in attribute)
      for (const node of attribute.nodes) yield* namesRead(node)
}

/** Small constants are written once, however often they are made. */
const SHARED_ELEMENTS = 16

class Scope {
  readonly names = new Map<Value, string>()
  readonly initializers = new Map<string, TensorData>()
  readonly #constants = new Map<string | TensorData, string>()
  readonly #root: Scope
  readonly #parent: Scope | undefined
  #count = 0

  constructor(parent?: Scope) {
    this.#parent = parent
    this.#root = parent ? parent.#root : this
  }

  inner(): Scope {
    return new Scope(this)
  }

  /** A new name, unique in the whole file. */
  define(value: Value): string {
    const name = `t${this.#root.#count++}`
    this.names.set(value, name)
    return name
  }

  nameOf(value: Value): string {
    const name = this.#find(value)
    if (name !== undefined) return name
    if (value.source.kind === "constant") return this.#root.#constantName(value.source)
    const what = value.source.kind === "input" ? `input "${value.source.name}"` : value.source.type
    throw new Error(`A graph uses a value (${what}) that is not part of it`)
  }

  #find(value: Value): string | undefined {
    const parent = this.#parent
    return this.names.get(value) ?? (parent && parent.#find(value))
  }

  #constantName({ data, name: wanted }: Constant): string {
    const isShared = data.data.length <= SHARED_ELEMENTS && wanted === undefined
    const key = isShared ? [data.dtype, data.shape.join(), [...data.data].join()].join("|") : data
    const known = this.#constants.get(key)
    if (known !== undefined) return known
    const name = wanted ?? `c${this.#constants.size}`
    this.#constants.set(key, name)
    this.initializers.set(name, data)
    return name
  }
}

function nodeOf(operation: Operation, scope: Scope): OnnxNode {
  const { type, inputs, attributes, outputs, body } = operation
  return {
    type,
    inputs: inputs.map((value) => scope.nameOf(value)),
    outputs: outputs.map((value) => scope.define(value)),
    attributes: body ? { ...attributes, body: bodyOf(body, scope.inner()) } : attributes,
  }
}

function bodyOf(body: Subgraph, scope: Scope): OnnxGraph {
  const inputs = body.inputs.map((value) => ({ ...value, name: scope.define(value) }))
  const nodes = innerOperations(body).map((operation) => nodeOf(operation, scope))
  const outputs = body.outputs.map((value) => ({ ...value, name: scope.nameOf(value) }))
  const info = ({ name, dtype, shape }: OnnxTensorInfo): OnnxTensorInfo => ({ name, dtype, shape })
  return { nodes, inputs: inputs.map(info), outputs: outputs.map(info), initializers: new Map() }
}
