/** Causal self-attention (Vaswani et al. 2017) with rotary positions (Su et al. 2021), over sequences and step by step. */
import { floats } from "../graph/tensor.ts"
import { constant, type Value } from "../graph/value.ts"
import {
  add,
  cast,
  equal,
  gather,
  greater,
  matMul,
  mul,
  range,
  reshape,
  slice,
  softmax,
  transpose,
  transposeMatrix,
  where,
} from "../operators/index.ts"
import { scaledTo } from "./initial.ts"
import { linear } from "./linear.ts"
import type { Parameters } from "./parameters.ts"

interface AttentionOptions {
  heads: number
  /** Factor on what the layer's output starts with: 1 / sqrt(2 layers) keeps deep models calm. */
  outputGain?: number
}

/** Less than any score, and no infinity, whose differences would not be numbers. */
const HIDDEN = -1e9

/** Every position looks at itself and those before it: [batch, time, width] to the same. */
export function attention(parameters: Parameters, x: Value, options: AttentionOptions): Value {
  const time = x.shape[1]!
  const { queries, keys, values } = project(parameters, x, options, rotaryTables(x, options))
  const scores = add(matMul(queries, transposeMatrix(keys)), causalMask(time))
  return merge(parameters, matMul(softmax(scores), values), options)
}

/** What a position remembers of those before it: [batch, heads, length, head width] each. */
export interface KeyValueCache {
  keys: Value
  values: Value
}

/**
 * One position after those in the cache: [batch, 1, width] to the same, and the cache with this position in it.
 * @param position int32 [1], 0 .. length - 1
 */
export function attentionStep(
  parameters: Parameters,
  x: Value,
  { cache, position, ...options }: AttentionOptions & { cache: KeyValueCache; position: Value },
): { y: Value; cache: KeyValueCache } {
  const length = cache.keys.shape[2]!
  const tables = rotaryTables(x, options, length).map((table) =>
    reshape(gather(reshape(table, [length, -1]), position), [1, 1, 1, -1]),
  ) as RotaryTables
  const { queries, keys, values } = project(parameters, x, options, tables)
  const positions = range(length, "int32")
  const isHere = reshape(equal(positions, position), [1, 1, length, 1])
  const put = (one: Value, all: Value): Value => where(isHere, one, all)
  const next = { keys: put(keys, cache.keys), values: put(values, cache.values) }
  const isLater = cast(greater(positions, position), "float32")
  const scores = add(matMul(queries, transposeMatrix(next.keys)), mul(isLater, HIDDEN))
  return { y: merge(parameters, matMul(softmax(scores), next.values), options), cache: next }
}

/** Queries, keys and values [batch, heads, time, head width]; queries are scaled already. */
function project(
  parameters: Parameters,
  x: Value,
  { heads }: AttentionOptions,
  tables: RotaryTables,
): { queries: Value; keys: Value; values: Value } {
  const [batch, time, width] = x.shape as [number, number, number]
  const all = linear(parameters.within("project"), x, { outputs: 3 * width, hasBias: false })
  const split = reshape(all, [batch, time, 3 * heads, width / heads])
  const turned = rotate(slice(split, 2, 0, 2 * heads), tables)
  const byHead = transpose(turned, [0, 2, 1, 3])
  return {
    queries: mul(slice(byHead, 1, 0, heads), 1 / Math.sqrt(width / heads)),
    keys: slice(byHead, 1, heads),
    values: transpose(slice(split, 2, 2 * heads), [0, 2, 1, 3]),
  }
}

/** Heads side by side again, and mixed. */
function merge(parameters: Parameters, x: Value, { outputGain = 1 }: AttentionOptions): Value {
  const [batch, heads, time, size] = x.shape as [number, number, number, number]
  const width = heads * size
  return linear(
    parameters.within("merge"),
    reshape(transpose(x, [0, 2, 1, 3]), [batch, time, width]),
    {
      ...{ outputs: width, hasBias: false, initial: scaledTo(width, outputGain) },
    },
  )
}

/** Cosines and sines [time, 1, head width] of each position's angles. */
type RotaryTables = [cosines: Value, sines: Value]

const LONGEST_WAVE = 10_000

function rotaryTables(x: Value, { heads }: AttentionOptions, time = x.shape[1]!): RotaryTables {
  const size = x.shape[2]! / heads
  const half = size / 2
  if (!Number.isInteger(half)) throw new RangeError("Rotary positions need heads of even width")
  const table = (of: (angle: number) => number): Value => {
    const numbers = new Float32Array(time * size)
    for (let i = 0; i < numbers.length; i++) {
      const wave = LONGEST_WAVE ** (-((i % size) % half) / half)
      numbers[i] = of(Math.floor(i / size) * wave)
    }
    return constant(floats(numbers, [time, 1, size]))
  }
  return [table(Math.cos), table(Math.sin)]
}

/** Turns pairs (i, i + half) of each head by its position's angles: [batch, time, heads, size]. */
function rotate(x: Value, [cosines, sines]: RotaryTables): Value {
  return add(mul(x, cosines), mul(matMul(x, quarterTurn(x.shape.at(-1)!)), sines))
}

/** (a, b) to (-b, a) as a product: one pass over memory, where cutting and joining take three. */
function quarterTurn(size: number): Value {
  const matrix = new Float32Array(size * size)
  for (let i = 0; i < size / 2; i++) {
    matrix[(i + size / 2) * size + i] = -1
    matrix[i * size + i + size / 2] = 1
  }
  return constant(floats(matrix, [size, size]))
}

function causalMask(time: number): Value {
  const mask = new Float32Array(time * time)
  for (let i = 0; i < mask.length; i++) if (i % time > Math.floor(i / time)) mask[i] = HIDDEN
  return constant(floats(mask, [time, time]))
}
