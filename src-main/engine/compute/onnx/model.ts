/** An ONNX file's contents, as far as our graphs need them. */
import type { Float } from "../graph/value.ts"
import { type DataType, type Shape, type TensorData, TYPE_NUMBERS } from "../graph/tensor.ts"

/** Plain operators alone, so that any runtime can run a model. */
export const OPSET = 18
export const IR_VERSION = 8

export interface OnnxModel {
  /** Free notes that travel with the file. */
  metadata: Record<string, string>
  graph: OnnxGraph
}

export interface OnnxGraph {
  nodes: OnnxNode[]
  inputs: OnnxTensorInfo[]
  outputs: OnnxTensorInfo[]
  /** Constants, by name. */
  initializers: Map<string, TensorData>
}

export interface OnnxNode {
  type: string
  /** Names; empty for an optional one that is left out. */
  inputs: string[]
  outputs: string[]
  attributes: Record<string, OnnxAttribute>
}

export type OnnxAttribute = number | readonly number[] | Float | OnnxGraph

export interface OnnxTensorInfo {
  name: string
  dtype: DataType
  shape: Shape
}

export function dataTypeOf(number: number): DataType | undefined {
  return (Object.keys(TYPE_NUMBERS) as DataType[]).find((name) => TYPE_NUMBERS[name] === number)
}

export const isGraph = (attribute: OnnxAttribute): attribute is OnnxGraph =>
  typeof attribute === "object" && "nodes" in attribute
