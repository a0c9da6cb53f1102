/**
 * What a model learns, as one long vector: layers ask for their parameters by name, and get slices of it. So that an
 * optimiser is a dozen operators for a whole model, and a checkpoint a few arrays.
 */
import { floats, type Shape, sizeOf, type TensorData } from "../graph/tensor.ts"
import { constant, type Value } from "../graph/value.ts"
import { reshape, slice } from "../operators/index.ts"
import type { Initial } from "./initial.ts"

/** Hands a layer its parameters. */
export interface Parameters {
  parameter(name: string, shape: Shape, options: { initial: Initial; decays?: boolean }): Value
  /** For a part of the model: its parameters' names begin with `name`. */
  within(name: string): Parameters
}

export interface ParameterSpec {
  /** Parts joined by dots, for example `blocks.0.attention.query.weight`. */
  name: string
  shape: Shape
  initial: Initial
  /** Position in the vector. */
  offset: number
}

export interface ParameterLayout {
  specs: readonly ParameterSpec[]
  /** Length of the vector. */
  size: number
  /** So many numbers at its start are subject to weight decay. */
  decayed: number
}

type Requested = Omit<ParameterSpec, "offset"> & { decays: boolean }

/** Runs a model once to see which parameters it asks for. @throws Error where a name is taken twice */
export function layoutOf(model: (parameters: Parameters) => unknown): ParameterLayout {
  const requested = new Map<string, Requested>()
  model(
    parametersBy((name, shape, { initial, decays = shape.length > 1 }) => {
      if (requested.has(name)) throw new Error(`Two parameters are called ${name}`)
      requested.set(name, { name, shape, initial, decays })
      return constant({ dtype: "float32", shape, data: new Float32Array(0) })
    }),
  )
  let offset = 0
  const place = ({ name, shape, initial }: Requested): ParameterSpec => {
    offset += sizeOf(shape)
    return { name, shape, initial, offset: offset - sizeOf(shape) }
  }
  const all = [...requested.values()]
  const decaying = all.filter(({ decays }) => decays).map(place)
  const decayed = offset
  const others = all.filter(({ decays }) => !decays).map(place)
  return { specs: [...decaying, ...others], size: offset, decayed }
}

/** Parameters as slices of a vector that is given when the graph is run. */
export function slicesOf(vector: Value, layout: ParameterLayout): Parameters {
  return handing(sliceValues(vector, layout))
}

/** The slices themselves, in the layout's order. */
export function sliceValues(vector: Value, { specs }: ParameterLayout): Map<string, Value> {
  return new Map(
    specs.map(({ name, shape, offset }) => [
      name,
      reshape(slice(vector, 0, offset, offset + sizeOf(shape)), shape),
    ]),
  )
}

/** Hands out values that are there already. */
export function handing(values: ReadonlyMap<string, Value>): Parameters {
  return parametersBy((name, shape) => known(values.get(name), name, shape))
}

/** Parameters written into the graph, by name: how a trained model is exported. */
export function constantsOf(tensors: ReadonlyMap<string, TensorData>): Parameters {
  return handing(new Map([...tensors].map(([name, data]) => [name, constant(data, name)])))
}

function known(value: Value | undefined, name: string, shape: Shape): Value {
  if (!value) throw new Error(`The model has no parameter ${name}`)
  if (value.shape.join() !== shape.join())
    throw new Error(`Parameter ${name} is [${value.shape.join(", ")}], not [${shape.join(", ")}]`)
  return value
}

function parametersBy(parameter: Parameters["parameter"], prefix = ""): Parameters {
  return {
    parameter: (name, shape, options) => parameter(`${prefix}${name}`, shape, options),
    within: (name) => parametersBy(parameter, `${prefix}${name}.`),
  }
}

/** The vector's parts by name; views upon it, no copies. */
export function unpack(layout: ParameterLayout, vector: Float32Array): Map<string, TensorData> {
  return new Map(
    layout.specs.map(({ name, shape, offset }) => [
      name,
      floats(vector.subarray(offset, offset + sizeOf(shape)), shape),
    ]),
  )
}

/** The vector from its parts. @throws Error naming what is missing, too much or of another shape */
export function pack(
  { specs, size }: ParameterLayout,
  tensors: ReadonlyMap<string, TensorData>,
): Float32Array {
  const vector = new Float32Array(size)
  for (const { name, shape, offset } of specs) {
    const tensor = tensors.get(name)
    if (!tensor) throw new Error(`The weights have no ${name}`)
    if (tensor.dtype !== "float32" || tensor.shape.join() !== shape.join())
      throw new Error(`${name} is [${tensor.shape.join(", ")}], not [${shape.join(", ")}]`)
    vector.set(tensor.data as Float32Array, offset)
  }
  const extra = [...tensors.keys()].find((name) => !specs.some((spec) => spec.name === name))
  if (extra !== undefined) throw new Error(`The model has no ${extra}`)
  return vector
}
