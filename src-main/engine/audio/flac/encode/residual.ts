/**
 * Residuals as Rice codes in partitions (RFC 9639 section 9.2.7): in each partition the parameter that its mean asks for, and
 * as many partitions as make the frame shortest.
 */
import type { BitWriter } from "./bit-writer.ts"

const MOST_PARTITION_ORDER = 8
/** Parameters of five bits; the last is the escape, which is not used. */
const LONG_CODING = 1
const LONG_PARAMETER_BITS = 5
const MOST_PARAMETER = 30

interface Partitions {
  order: number
  parameters: number[]
  bits: number
}

/** @param residual from the predictor's order to the block's end; before that it holds nothing */
export function writeResidual(bits: BitWriter, residual: Int32Array, predictorOrder: number): void {
  const { order, parameters } = bestPartitions(residual, predictorOrder)
  bits.bits(LONG_CODING, 2)
  bits.bits(order, 4)
  const size = residual.length >> order
  for (const [index, parameter] of parameters.entries()) {
    bits.bits(parameter, LONG_PARAMETER_BITS)
    const from = index === 0 ? predictorOrder : index * size
    for (let i = from; i < (index + 1) * size; i++) bits.rice(foldedOf(residual[i]!), parameter)
  }
}

/** Small numbers of either sign to small ones without: 0, -1, 1, -2 to 0, 1, 2, 3. */
const foldedOf = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0

function bestPartitions(residual: Int32Array, predictorOrder: number): Partitions {
  let finest = 0
  while (finest < MOST_PARTITION_ORDER && isWhole(residual.length, finest + 1, predictorOrder))
    finest++
  let sums = sumsOf(residual, predictorOrder, finest)
  let best = partitionsOf(sums, finest, residual.length, predictorOrder)
  for (let order = finest - 1; order >= 0; order--) {
    sums = Array.from({ length: sums.length / 2 }, (_, i) => sums[2 * i]! + sums[2 * i + 1]!)
    const coarser = partitionsOf(sums, order, residual.length, predictorOrder)
    if (coarser.bits <= best.bits) best = coarser
  }
  return best
}

const isWhole = (length: number, order: number, predictorOrder: number): boolean =>
  length % (1 << order) === 0 && length >> order > predictorOrder

function sumsOf(residual: Int32Array, predictorOrder: number, order: number): number[] {
  const size = residual.length >> order
  const sums = new Array<number>(1 << order).fill(0)
  for (let partition = 0; partition < sums.length; partition++) {
    let sum = 0
    const from = partition === 0 ? predictorOrder : partition * size
    for (let i = from; i < (partition + 1) * size; i++) sum += foldedOf(residual[i]!)
    sums[partition] = sum
  }
  return sums
}

function partitionsOf(
  sums: readonly number[],
  order: number,
  length: number,
  predictorOrder: number,
): Partitions {
  let bits = 0
  const parameters = sums.map((sum, index) => {
    const count = (length >> order) - (index === 0 ? predictorOrder : 0)
    const parameter = parameterFor(sum, count)
    bits += LONG_PARAMETER_BITS + count * (parameter + 1) + sum / 2 ** parameter
    return parameter
  })
  return { order, parameters, bits }
}

/** About the logarithm of the mean: a code is then as long on average as it can be. */
function parameterFor(sum: number, count: number): number {
  let parameter = 0
  while (parameter < MOST_PARAMETER && count * 2 ** (parameter + 1) < sum) parameter++
  return parameter
}
