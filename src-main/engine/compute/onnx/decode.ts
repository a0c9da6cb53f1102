/** Reads the ONNX files that we write. Any other is refused with a reason. Field numbers are those of onnx.proto. */
import { fail } from "#shared/contract/errors.ts"
import { bytesPerElement, type DataType, sizeOf, type TensorData, viewOf } from "../graph/tensor.ts"
import { dataTypeOf, OPSET } from "./model.ts"
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensorInfo } from "./model.ts"
import { type FieldValue, fieldsOf } from "./protobuf.ts"

const MAX_NODES = 200_000
const MAX_DEPTH = 4

/** @throws StudioError `unreadable` */
export function decodeModel(bytes: Uint8Array): OnnxModel {
  try {
    return modelOf(bytes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return fail("unreadable", `This is no model that can be read: ${error.message}`)
  }
}

function modelOf(bytes: Uint8Array): OnnxModel {
  const metadata: Record<string, string> = {}
  let graph: OnnxGraph | undefined
  for (const [field, value] of fieldsOf(bytes)) {
    if (field === 7) graph = graphOf(bytesOf(value), 0)
    if (field === 8) checkOpset(bytesOf(value))
    if (field === 14) {
      const [key, text] = entryOf(bytesOf(value))
      metadata[key] = text
    }
  }
  if (!graph) throw new RangeError("it has no graph")
  return { metadata, graph }
}

function checkOpset(bytes: Uint8Array): void {
  const fields = new Map(fieldsOf(bytes))
  const domain = textOf(fields.get(1) ?? new Uint8Array(0))
  const version = Number(fields.get(2) ?? 0n)
  if (domain !== "" || version !== OPSET)
    throw new RangeError(`it needs operators ${domain || "of ONNX"} ${version}, not ${OPSET}`)
}

function entryOf(bytes: Uint8Array): [string, string] {
  const fields = new Map(fieldsOf(bytes))
  const empty = new Uint8Array(0)
  return [textOf(fields.get(1) ?? empty), textOf(fields.get(2) ?? empty)]
}

function graphOf(bytes: Uint8Array, depth: number): OnnxGraph {
  if (depth > MAX_DEPTH) throw new RangeError("its loops are nested too deeply")
  const graph: OnnxGraph = { nodes: [], inputs: [], outputs: [], initializers: new Map() }
  for (const [field, value] of fieldsOf(bytes)) {
    if (field === 1) graph.nodes.push(nodeOf(bytesOf(value), depth))
    if (field === 5) graph.initializers.set(...tensorOf(bytesOf(value)))
    if (field === 11) graph.inputs.push(infoOf(bytesOf(value)))
    if (field === 12) graph.outputs.push(infoOf(bytesOf(value)))
    if (graph.nodes.length > MAX_NODES) throw new RangeError("it has too many operators")
  }
  return graph
}

function nodeOf(bytes: Uint8Array, depth: number): OnnxNode {
  const node: OnnxNode = { type: "", inputs: [], outputs: [], attributes: {} }
  for (const [field, value] of fieldsOf(bytes)) {
    if (field === 1) node.inputs.push(textOf(value))
    if (field === 2) node.outputs.push(textOf(value))
    if (field === 4) node.type = textOf(value)
    if (field === 5) Object.assign(node.attributes, attributeOf(bytesOf(value), depth))
    if (field === 7 && textOf(value) !== "") throw new RangeError("it has operators of its own")
  }
  return node
}

function attributeOf(bytes: Uint8Array, depth: number): Record<string, OnnxAttribute> {
  let name = ""
  let value: OnnxAttribute = []
  const ints: number[] = []
  for (const [field, raw] of fieldsOf(bytes)) {
    if (field === 1) name = textOf(raw)
    else if (field === 2) value = { float: floatOf(bytesOf(raw)) }
    else if (field === 3) value = signed(raw)
    else if (field === 6) value = graphOf(bytesOf(raw), depth + 1)
    else if (field === 8) ints.push(signed(raw))
    else if (field !== 20) throw new RangeError("it has an attribute of an unknown kind")
  }
  return Object.fromEntries([[name, ints.length > 0 ? ints : value]])
}

function tensorOf(bytes: Uint8Array): [string, TensorData] {
  const shape: number[] = []
  let name = ""
  let dtype: DataType | undefined
  let raw = new Uint8Array(0)
  for (const [field, value] of fieldsOf(bytes)) {
    if (field === 1) shape.push(sizeFrom(value))
    if (field === 2) dtype = dataTypeOf(Number(value))
    if (field === 8) name = textOf(value)
    if (field === 9) raw = bytesOf(value)
  }
  if (!dtype) throw new RangeError("it has numbers of an unknown type")
  if (sizeOf(shape) * bytesPerElement(dtype) !== raw.length)
    throw new RangeError(`its tensor ${name} has not as many numbers as its shape says`)
  // A copy, which lies where its type wants it.
  return [name, { dtype, shape, data: viewOf(dtype, raw.slice().buffer, 0, sizeOf(shape)) }]
}

function infoOf(bytes: Uint8Array): OnnxTensorInfo {
  const fields = new Map(fieldsOf(bytes))
  const empty = new Uint8Array(0)
  const type = new Map(fieldsOf(bytesOf(fields.get(2) ?? empty)))
  const tensor = new Map(fieldsOf(bytesOf(type.get(1) ?? empty)))
  const dtype = dataTypeOf(Number(tensor.get(1) ?? 0n))
  if (!dtype) throw new RangeError("it has an input or output of an unknown type")
  const shape = [...fieldsOf(bytesOf(tensor.get(2) ?? empty))].map(([, dimension]) =>
    sizeFrom(new Map(fieldsOf(bytesOf(dimension))).get(1) ?? -1n),
  )
  return { name: textOf(fields.get(1) ?? empty), dtype, shape }
}

function bytesOf(value: FieldValue): Uint8Array<ArrayBuffer> {
  if (typeof value === "bigint") throw new RangeError("a number stands where bytes are expected")
  return value as Uint8Array<ArrayBuffer>
}

const textOf = (value: FieldValue): string => new TextDecoder().decode(bytesOf(value))

function signed(value: FieldValue): number {
  if (typeof value !== "bigint") throw new RangeError("bytes stand where a number is expected")
  return Number(BigInt.asIntN(64, value))
}

function sizeFrom(value: FieldValue): number {
  const size = signed(value)
  if (size < 0 || size > 2 ** 31) throw new RangeError("a tensor's size is not known or too large")
  return size
}

function floatOf(bytes: Uint8Array): number {
  if (bytes.length !== 4) throw new RangeError("a number has a wrong length")
  return new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true)
}
