/** Tensors as numbers in memory, and the arithmetic of their shapes. */

export type Shape = readonly number[]

export type DataType = "float32" | "int32" | "int64" | "bool"

/** ONNX's numbers of types. */
export const TYPE_NUMBERS: Record<DataType, number> = { float32: 1, int32: 6, int64: 7, bool: 9 }

export interface TensorData {
  dtype: DataType
  shape: Shape
  /** Row-major. Booleans are bytes of 0 and 1. */
  data: Float32Array | Int32Array | BigInt64Array | Uint8Array
}

const arrays = {
  float32: Float32Array,
  int32: Int32Array,
  int64: BigInt64Array,
  bool: Uint8Array,
} as const

/** Number of elements. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1)

export const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((size, axis) => size === b[axis])

export function zeros(dtype: DataType, shape: Shape): TensorData {
  return { dtype, shape, data: new arrays[dtype](sizeOf(shape)) }
}

export const floats = (values: ArrayLike<number>, shape: Shape = [values.length]): TensorData => ({
  ...{ dtype: "float32", shape },
  data: values instanceof Float32Array ? values : Float32Array.from(values),
})

export const integers = (
  values: ArrayLike<number>,
  shape: Shape = [values.length],
): TensorData => ({
  ...{ dtype: "int32", shape },
  data: values instanceof Int32Array ? values : Int32Array.from(values),
})

/** What ONNX wants for shapes, axes and bounds. */
export const longs = (values: readonly number[]): TensorData => ({
  ...{ dtype: "int64", shape: [values.length] },
  data: BigInt64Array.from(values, BigInt),
})

/** The view of a dtype's numbers upon bytes that are aligned for it. */
export function viewOf(dtype: DataType, buffer: ArrayBufferLike, offset: number, length: number) {
  return new arrays[dtype](buffer as ArrayBuffer, offset, length)
}

export const bytesPerElement = (dtype: DataType): number => arrays[dtype].BYTES_PER_ELEMENT

/** `axis` counted from the front, also where it was given from the end. @throws RangeError */
export function axisOf(axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis
  if (positive < 0 || positive >= rank || !Number.isInteger(axis))
    throw new RangeError(`There is no axis ${axis} in a tensor of ${rank} dimensions`)
  return positive
}

/** NumPy's rule: sizes are matched from the last axis; a size of 1 is repeated. @throws RangeError */
export function broadcastShape(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1
    const right = b[axis - rank + b.length] ?? 1
    if (left !== right && left !== 1 && right !== 1)
      throw new RangeError(`Shapes [${a.join(", ")}] and [${b.join(", ")}] do not match`)
    return left === 1 ? right : left
  })
}

/** What is left of a shape when some axes are summed up. */
export const reducedShape = (shape: Shape, axes: readonly number[], keep: boolean): Shape =>
  keep
    ? shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
    : shape.filter((_, axis) => !axes.includes(axis))
