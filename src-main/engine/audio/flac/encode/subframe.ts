/** One channel of a block as a constant or by the fixed predictors of orders 0 to 4 (RFC 9639 section 9.2.5). */
import type { BitWriter } from "./bit-writer.ts"
import { writeResidual } from "./residual.ts"

const MOST_ORDER = 4
const FIXED = 0b001000
const CONSTANT = 0b000000

/** @param depth bits of a sample: one more than the file's in a channel of differences */
export function writeSubframe(bits: BitWriter, samples: Int32Array, depth: number): void {
  if (samples.every((sample) => sample === samples[0])) {
    writeHeader(bits, CONSTANT)
    bits.bits(samples[0] ?? 0, depth)
    return
  }
  const { order, residual } = bestPrediction(samples)
  writeHeader(bits, FIXED | order)
  for (let i = 0; i < order; i++) bits.bits(samples[i]!, depth)
  writeResidual(bits, residual, order)
}

function writeHeader(bits: BitWriter, type: number): void {
  bits.bits(0, 1)
  bits.bits(type, 6)
  bits.bits(0, 1)
}

/** Roughly how long a channel will be: what the best of the predictors leaves. */
export function roughSize(samples: Int32Array): number {
  return bestPrediction(samples).sum
}

/** Each order is the differences of the one before. */
function bestPrediction(samples: Int32Array): { order: number; residual: Int32Array; sum: number } {
  let residual = samples
  let best = { order: 0, residual, sum: sumOf(samples, MOST_ORDER) }
  for (let order = 1; order <= Math.min(MOST_ORDER, samples.length - 1); order++) {
    const next = new Int32Array(samples.length)
    for (let i = order; i < samples.length; i++) next[i] = residual[i]! - residual[i - 1]!
    residual = next
    const sum = sumOf(residual, MOST_ORDER)
    if (sum < best.sum) best = { order, residual, sum }
  }
  return best
}

function sumOf(values: Int32Array, from: number): number {
  let sum = 0
  for (let i = from; i < values.length; i++) sum += Math.abs(values[i]!)
  return sum
}
