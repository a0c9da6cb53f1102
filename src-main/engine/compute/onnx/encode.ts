/** Writes ONNX files. Field numbers are those of onnx.proto. */
import { type TensorData, TYPE_NUMBERS } from "../graph/tensor.ts"
import { IR_VERSION, isGraph, OPSET } from "./model.ts"
import type { OnnxAttribute, OnnxGraph, OnnxModel, OnnxNode, OnnxTensorInfo } from "./model.ts"
import { MessageWriter } from "./protobuf.ts"

/** AttributeProto.type */
const ATTRIBUTE = { float: 1, int: 2, graph: 5, ints: 7 } as const

export function encodeModel({ graph, metadata }: OnnxModel): Uint8Array {
  const model = new MessageWriter()
    .int(1, IR_VERSION)
    .string(2, "slipmat")
    .message(7, (inner) => writeGraph(inner, "graph", graph))
    .message(8, (opset) => opset.string(1, "").int(2, OPSET))
  for (const [key, value] of Object.entries(metadata))
    model.message(14, (entry) => entry.string(1, key).string(2, value))
  return model.finish()
}

function writeGraph(out: MessageWriter, name: string, graph: OnnxGraph): void {
  for (const node of graph.nodes) out.message(1, (inner) => writeNode(inner, node))
  out.string(2, name)
  for (const [key, data] of graph.initializers)
    out.message(5, (inner) => writeTensor(inner, key, data))
  for (const info of graph.inputs) out.message(11, (inner) => writeInfo(inner, info))
  for (const info of graph.outputs) out.message(12, (inner) => writeInfo(inner, info))
}

function writeNode(out: MessageWriter, { type, inputs, outputs, attributes }: OnnxNode): void {
  for (const name of inputs) out.string(1, name)
  for (const name of outputs) out.string(2, name)
  out.string(4, type)
  for (const [name, value] of Object.entries(attributes))
    out.message(5, (inner) => writeAttribute(inner.string(1, name), value))
}

function writeAttribute(out: MessageWriter, value: OnnxAttribute): void {
  if (typeof value === "number") out.int(3, value).int(20, ATTRIBUTE.int)
  else if (isGraph(value))
    out.message(6, (inner) => writeGraph(inner, "body", value)).int(20, ATTRIBUTE.graph)
  else if ("float" in value) out.float(2, value.float).int(20, ATTRIBUTE.float)
  else {
    for (const each of value) out.int(8, each)
    out.int(20, ATTRIBUTE.ints)
  }
}

function writeTensor(out: MessageWriter, name: string, { dtype, shape, data }: TensorData): void {
  for (const size of shape) out.int(1, size)
  out.int(2, TYPE_NUMBERS[dtype]).string(8, name)
  out.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
}

function writeInfo(out: MessageWriter, { name, dtype, shape }: OnnxTensorInfo): void {
  out.string(1, name).message(2, (type) =>
    type.message(1, (tensor) =>
      tensor.int(1, TYPE_NUMBERS[dtype]).message(2, (dimensions) => {
        for (const size of shape) dimensions.message(1, (dimension) => dimension.int(1, size))
      }),
    ),
  )
}
