/** The same numbers in another arrangement. */
import { axisOf, floats, longs, sameShape } from "../graph/tensor.ts"
import { constant, operation, shapeText, type Value } from "../graph/value.ts"

/** `order[i]` is the old axis that becomes axis `i`; left out, the axes are reversed. */
export function transpose(x: Value, order = x.shape.map((_, axis) => axis).toReversed()): Value {
  const back = order.map((_, axis) => order.indexOf(axis))
  return operation({
    ...{ type: "Transpose", inputs: [x], attributes: { perm: order } },
    shape: order.map((axis) => x.shape[axisOf(axis, x.shape.length)]!),
    gradient: (dy) => [transpose(dy, back)],
  })
}

/** The last two axes exchanged. */
export function transposeMatrix(x: Value): Value {
  const axes = x.shape.map((_, axis) => axis)
  return transpose(x, [...axes.slice(0, -2), axes.at(-1)!, axes.at(-2)!])
}

/** Elements `from` to `to` (exclusive; the end if left out) along an axis. */
export function slice(x: Value, axis: number, from: number, to?: number): Value {
  const at = axisOf(axis, x.shape.length)
  const size = x.shape[at]!
  const end = to ?? size
  if (from < 0 || end > size || from >= end)
    throw new RangeError(`Elements ${from} to ${end} are not within ${shapeText(x)}, axis ${at}`)
  if (from === 0 && end === size) return x
  return operation({
    ...{
      type: "Slice",
      inputs: [x, ...[[from], [end], [at]].map((each) => constant(longs(each)))],
    },
    shape: x.shape.with(at, end - from),
    gradient: (dy) => [pad(dy, at, from, size - end)],
  })
}

/** Every `step`-th element along an axis from the first one; backwards from the last one if negative. No gradient. */
export function stride(x: Value, axis: number, step: number): Value {
  if (step === 1) return x
  const at = axisOf(axis, x.shape.length)
  const [from, to] = step > 0 ? [0, x.shape[at]!] : [-1, -(2 ** 31) + 1]
  const bounds = [[from], [to], [at], [step]].map((each) => constant(longs(each)))
  const shape = x.shape.with(at, Math.ceil(x.shape[at]! / Math.abs(step)))
  return operation({ type: "Slice", inputs: [x, ...bounds], shape })
}

/** Parts of the given sizes along an axis, one after the other. */
export function split(x: Value, axis: number, sizes: readonly number[]): Value[] {
  let from = 0
  return sizes.map((size) => slice(x, axis, from, (from += size)))
}

/** Zeros before and after along an axis. */
export function pad(x: Value, axis: number, before: number, after: number): Value {
  if (before === 0 && after === 0) return x
  const at = axisOf(axis, x.shape.length)
  const rank = x.shape.length
  const pads = Array.from({ length: 2 * rank }, (_, i) =>
    i === at ? before : i === at + rank ? after : 0,
  )
  const size = x.shape[at]!
  return operation({
    ...{ type: "Pad", inputs: [x, constant(longs(pads))] },
    shape: x.shape.with(at, before + size + after),
    gradient: (dy) => [slice(dy, at, before, before + size)],
  })
}

/** ONNX Runtime's GPU provider takes at most so many parts at once. */
const CONCAT_LIMIT = 7

/** Tensors one after the other along an axis. @throws RangeError where other axes differ */
export function concat(parts: readonly Value[], axis: number): Value {
  const [first] = parts
  if (!first) throw new RangeError("There is nothing to join")
  if (parts.length === 1) return first
  const at = axisOf(axis, first.shape.length)
  for (const part of parts)
    if (!sameShape(part.shape.with(at, 1), first.shape.with(at, 1)))
      throw new RangeError(`${shapeText(part)} does not go on ${shapeText(first)} along axis ${at}`)
  if (parts.length > CONCAT_LIMIT) return concat(inGroups(parts, at), at)
  const sizes = parts.map((part) => part.shape[at]!)
  return operation({
    ...{ type: "Concat", inputs: parts, attributes: { axis: at } },
    shape: first.shape.with(
      at,
      sizes.reduce((total, size) => total + size),
    ),
    gradient: (dy) => split(dy, at, sizes),
  })
}

/** As few groups as there may be, of near the same number of parts. */
function inGroups(parts: readonly Value[], axis: number): Value[] {
  const count = Math.ceil(parts.length / CONCAT_LIMIT)
  const size = Math.ceil(parts.length / count)
  return Array.from({ length: count }, (_, i) => parts.slice(i * size, (i + 1) * size))
    .filter((group) => group.length > 0)
    .map((group) => concat(group, axis))
}

/** 0, 1, 2, ... as a constant, along the last of `rank` axes. */
export const range = (count: number, dtype: "int32" | "float32" = "float32"): Value =>
  constant(
    dtype === "float32"
      ? floats(Float32Array.from({ length: count }, (_, i) => i))
      : { dtype, shape: [count], data: Int32Array.from({ length: count }, (_, i) => i) },
  )
