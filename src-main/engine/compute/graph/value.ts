/**
 * A computation as a graph of values. An operator is a plain function from values to a value: it checks shapes, names
 * its ONNX operator and says how a gradient goes back through it. Nothing is computed here, and what no output needs
 * does not exist: graphs are read from their outputs.
 */
import type { DataType, Shape, TensorData } from "./tensor.ts"
import { floats } from "./tensor.ts"

/** One tensor of a computation. */
export interface Value {
  readonly dtype: DataType
  readonly shape: Shape
  readonly source: Source
}

export type Source = Input | Constant | Operation

interface Input {
  readonly kind: "input"
  /** Hint for its name in a file; a graph's inputs are named where it is written. */
  readonly name: string
}

export interface Constant {
  readonly kind: "constant"
  readonly data: TensorData
  /** Its name in a file, where it shall have one. */
  readonly name?: string
}

export interface Operation {
  readonly kind: "operation"
  /** The ONNX operator, for example `MatMul`. */
  readonly type: string
  readonly inputs: readonly Value[]
  readonly attributes: Attributes
  /** The loop's body, for `Scan` alone. */
  readonly body?: Subgraph
  /** Grows for `Scan` alone, whose gradient asks for more than the forward pass showed. */
  readonly outputs: Value[]
  readonly gradient: GradientRule | undefined
}

export type Attributes = Readonly<Record<string, number | readonly number[] | Float>>

/** ONNX tells floating-point attributes from whole ones. */
export interface Float {
  readonly float: number
}

/** A graph inside an operator; it may use values from outside of it. */
export interface Subgraph {
  readonly inputs: readonly Value[]
  readonly outputs: Value[]
}

/** The gradients that reached an operation's outputs, to those that it passes on: pairs of a value and its share. */
export type GradientRule = (
  outputGradients: readonly (Value | undefined)[],
  wanted: (value: Value) => boolean,
) => readonly (readonly [Value, Value])[]

export interface OperationSpec {
  type: string
  inputs: readonly Value[]
  attributes?: Attributes
  dtype?: DataType
  shape: Shape
  /** One gradient per input, undefined for those without. Left out: no gradient passes (comparisons, rounding). */
  gradient?: (dy: Value, y: Value) => readonly (Value | undefined)[]
}

/** An operation with one output, of the first input's type unless told otherwise. */
export function operation(spec: OperationSpec): Value {
  const { type, inputs, attributes = {}, shape, gradient } = spec
  const outputs: Value[] = []
  const rule: GradientRule = ([dy]) => {
    if (!dy || !gradient) return []
    const shares = gradient(dy, outputs[0]!)
    return inputs.flatMap((value, i) => (shares[i] ? [[value, shares[i]] as const] : []))
  }
  const source: Operation = {
    ...{ kind: "operation", type, inputs, attributes, outputs },
    gradient: gradient && rule,
  }
  const value = { dtype: spec.dtype ?? inputs[0]!.dtype, shape, source }
  outputs.push(value)
  return value
}

/** A tensor that is given when the graph is run. */
export const input = (name: string, shape: Shape, dtype: DataType = "float32"): Value => ({
  ...{ dtype, shape },
  source: { kind: "input", name },
})

/** A tensor that is written into the graph. */
export const constant = (data: TensorData, name?: string): Value => ({
  ...{ dtype: data.dtype, shape: data.shape },
  source: { kind: "constant", data, ...(name !== undefined && { name }) },
})

/** A single number. */
export const scalar = (value: number): Value => constant(floats([value], []))

export const shapeText = ({ shape }: Value): string => `[${shape.join(", ")}]`
