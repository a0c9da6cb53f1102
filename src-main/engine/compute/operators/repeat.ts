/** Arranging, repeating and summing up: repeating is the gradient of a sum, a sum that of repeating. */
import { axisOf, broadcastShape, longs, reducedShape, sameShape, sizeOf } from "../graph/tensor.ts"
import type { Shape } from "../graph/tensor.ts"
import { constant, operation, scalar, shapeText, type Value } from "../graph/value.ts"

/** One size may be -1: what is left. @throws RangeError where the numbers of elements differ */
export function reshape(x: Value, wanted: Shape): Value {
  const known = sizeOf(wanted.filter((size) => size !== -1))
  const shape = wanted.map((size) => (size === -1 ? sizeOf(x.shape) / known : size))
  if (sizeOf(shape) !== sizeOf(x.shape) || !shape.every(Number.isInteger))
    throw new RangeError(`${shapeText(x)} cannot be arranged as [${wanted.join(", ")}]`)
  if (sameShape(shape, x.shape)) return x
  return operation({
    ...{ type: "Reshape", inputs: [x, constant(longs(shape))], shape },
    gradient: (dy) => [reshape(dy, x.shape)],
  })
}

/** Repeats along axes of size 1 and new axes in front. */
export function expand(x: Value, shape: Shape): Value {
  if (sameShape(x.shape, shape)) return x
  if (!sameShape(broadcastShape(x.shape, shape), shape))
    throw new RangeError(`${shapeText(x)} cannot be repeated to [${shape.join(", ")}]`)
  const added = shape.length - x.shape.length
  const repeated = shape.flatMap((size, axis) =>
    axis < added || (x.shape[axis - added] === 1 && size !== 1) ? [axis] : [],
  )
  return operation({
    ...{ type: "Expand", inputs: [x, constant(longs(shape))], shape },
    gradient: (dy) => [reshape(sum(dy, repeated), x.shape)],
  })
}

interface Reduction {
  /** Sizes of the summed axes stay as 1. */
  keep?: boolean
}

/** Sum over `axes`, all of them if none are named. */
export function sum(x: Value, axes?: readonly number[], { keep = false }: Reduction = {}): Value {
  return reduce("ReduceSum", x, axes, keep, (dy) => dy)
}

/** A reduction whose gradient is the output's, scaled, at every element. */
export function reduce(
  type: string,
  x: Value,
  axes: readonly number[] | undefined,
  keep: boolean,
  scale: (dy: Value) => Value,
): Value {
  const over = normalAxes(axes, x.shape)
  if (over.length === 0) return x
  return operation({
    ...{ type, inputs: [x, constant(longs(over))] },
    attributes: { keepdims: keep ? 1 : 0 },
    shape: reducedShape(x.shape, over, keep),
    gradient: (dy) => [expand(reshape(scale(dy), reducedShape(x.shape, over, true)), x.shape)],
  })
}

export const normalAxes = (axes: readonly number[] | undefined, shape: Shape): number[] =>
  axes ? axes.map((axis) => axisOf(axis, shape.length)) : shape.map((_, axis) => axis)

/** Undoes broadcasting: sums a gradient up to the shape of the value that was repeated. */
export function sumTo(dy: Value, { shape }: Value): Value {
  if (sameShape(dy.shape, shape)) return dy
  const added = dy.shape.length - shape.length
  const axes = dy.shape.flatMap((size, axis) =>
    axis < added || (shape[axis - added] === 1 && size !== 1) ? [axis] : [],
  )
  return reshape(sum(dy, axes), shape)
}

export const zerosLike = ({ shape }: Value): Value => expand(scalar(0), shape)
