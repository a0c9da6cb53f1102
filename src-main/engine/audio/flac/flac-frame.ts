/** Decodes one FLAC frame to integers, exactly (RFC 9639 sections 9.2 and 9.3). */
import { BitReader, OutOfBits } from "../bits/bit-reader.ts"
import { crc16, parseFrameHeader, type FrameHeader, type StreamInfo } from "./flac-header.ts"

type Samples = Int32Array | Float64Array

export interface FlacFrame {
  header: FrameHeader
  samples: Samples[]
  endByte: number
}

/**
 * The frame at `startByte`, or null when none with right checksums stands there.
 * @throws OutOfBits when it goes on past `endByte`
 */
export function decodeFlacFrame(
  bytes: Uint8Array,
  startByte: number,
  endByte: number,
  info: StreamInfo,
): FlacFrame | null {
  const bits = new BitReader(bytes, startByte, endByte)
  const header = parseFrameHeader(bits, info)
  if (!header) return null
  const samples: Samples[] = []
  for (let channel = 0; channel < header.channels; channel++) {
    const side = sideChannelOf(header.assignment) === channel ? 1 : 0
    const subframe = decodeSubframe(bits, header.blockFrames, header.bitDepth + side)
    if (!subframe) return null
    samples.push(subframe)
  }
  bits.alignToByte()
  const frameEnd = bits.bit >>> 3
  if (bits.unsigned(16) !== crc16(bytes, startByte, frameEnd)) return null
  joinStereo(samples, header.assignment)
  return { header, samples, endByte: frameEnd + 2 }
}

function sideChannelOf(assignment: number): number {
  return assignment === 9 ? 0 : assignment === 8 || assignment === 10 ? 1 : -1
}

function joinStereo([left, right]: Samples[], assignment: number): void {
  if (assignment < 8 || !left || !right) return
  for (let index = 0; index < left.length; index++) {
    const a = left[index] as number
    const b = right[index] as number
    if (assignment === 8) right[index] = a - b
    else if (assignment === 9) left[index] = a + b
    else {
      const odd = b & 1
      left[index] = (a * 2 + odd + b) / 2
      right[index] = (a * 2 + odd - b) / 2
    }
  }
}

const FIXED: readonly number[][] = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]]

function decodeSubframe(bits: BitReader, frames: number, codedDepth: number): Samples | null {
  if (bits.unsigned(1) !== 0) return null
  const type = bits.unsigned(6)
  const wasted = bits.unsigned(1) === 1 ? bits.unary() + 1 : 0
  const depth = codedDepth - wasted
  if (depth < 1) return null
  const out: Samples = codedDepth > 32 ? new Float64Array(frames) : new Int32Array(frames)
  if (!decodeByType(bits, out, type, depth)) return null
  if (wasted > 0)
    for (let index = 0; index < frames; index++) out[index] = (out[index] as number) * 2 ** wasted
  return out
}

function decodeByType(bits: BitReader, out: Samples, type: number, depth: number): boolean {
  if (type === 0) out.fill(wideSigned(bits, depth))
  else if (type === 1)
    for (let index = 0; index < out.length; index++) out[index] = wideSigned(bits, depth)
  else if (type >= 8 && type <= 12) return decodePredicted(bits, out, depth, FIXED[type - 8] ?? [])
  else if (type >= 32) return decodeLpc(bits, out, depth, type - 31)
  else return false
  return true
}

function decodeLpc(bits: BitReader, out: Samples, depth: number, order: number): boolean {
  if (order > out.length) return false
  for (let index = 0; index < order; index++) out[index] = wideSigned(bits, depth)
  const precision = bits.unsigned(4) + 1
  const shift = bits.signed(5)
  if (precision === 16 || shift < 0) return false
  const coefficients = Array.from({ length: order }, () => bits.signed(precision))
  return decodeResidual(bits, out, order) && restore(out, coefficients, shift, depth)
}

function decodePredicted(
  bits: BitReader,
  out: Samples,
  depth: number,
  coefficients: number[],
): boolean {
  const order = coefficients.length
  if (order > out.length) return false
  for (let index = 0; index < order; index++) out[index] = wideSigned(bits, depth)
  return decodeResidual(bits, out, order) && restore(out, coefficients, 0, depth)
}

function wideSigned(bits: BitReader, depth: number): number {
  if (depth <= 32) return bits.signed(depth)
  return bits.signed(depth - 32) * 2 ** 32 + bits.unsigned(32)
}

/** Rice-coded residuals, written where the samples will stand. */
function decodeResidual(bits: BitReader, out: Samples, order: number): boolean {
  const method = bits.unsigned(2)
  if (method > 1) return false
  const parameterBits = method === 0 ? 4 : 5
  const escape = (1 << parameterBits) - 1
  const partitions = 1 << bits.unsigned(4)
  const size = out.length / partitions
  if (!Number.isInteger(size) || size < order) return false
  for (let partition = 0, at = order; partition < partitions; partition++) {
    const end = (partition + 1) * size
    const parameter = bits.unsigned(parameterBits)
    if (parameter === escape) {
      const width = bits.unsigned(5)
      while (at < end) out[at++] = bits.signed(width)
    } else {
      ricePartition(bits, out, at, end, parameter)
      at = end
    }
  }
  return true
}

function ricePartition(
  bits: BitReader,
  out: Samples,
  from: number,
  to: number,
  parameter: number,
): void {
  for (let at = from; at < to; at++) {
    const word = bits.peek32()
    const quotient = Math.clz32(word)
    let value: number
    if (quotient + 1 + parameter <= 32) {
      const low = parameter === 0 ? 0 : (word << (quotient + 1)) >>> (32 - parameter)
      value = ((quotient << parameter) | low) >>> 0
      bits.bit += quotient + 1 + parameter
      if (bits.bit > bits.endBit) throw new OutOfBits()
    } else {
      const high = bits.unary()
      value = high * 2 ** parameter + bits.unsigned(parameter)
    }
    out[at] = value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }
}

/** Where no sum of products can pass 31 bits the arithmetic is int32; beyond it float64, exact to 53 bits. */
function restore(out: Samples, coefficients: number[], shift: number, depth: number): boolean {
  if (coefficients.length === 0) return true
  const reach = coefficients.reduce((sum, value) => sum + Math.abs(value), 0) * 2 ** (depth - 1)
  if (reach < 2 ** 31 && out instanceof Int32Array)
    restoreNarrow(out, Int32Array.from(coefficients), shift)
  else restoreWide(out, coefficients, 2 ** shift)
  return true
}

function restoreNarrow(out: Int32Array, coefficients: Int32Array, shift: number): void {
  const order = coefficients.length
  for (let at = order; at < out.length; at++) {
    let sum = 0
    for (let tap = 0; tap < order; tap++)
      sum = (sum + Math.imul(coefficients[tap] as number, out[at - 1 - tap] as number)) | 0
    out[at] = (out[at] as number) + (sum >> shift)
  }
}

function restoreWide(out: Samples, coefficients: number[], scale: number): void {
  const order = coefficients.length
  for (let at = order; at < out.length; at++) {
    let sum = 0
    for (let tap = 0; tap < order; tap++)
      sum += (coefficients[tap] as number) * (out[at - 1 - tap] as number)
    out[at] = (out[at] as number) + Math.floor(sum / scale)
  }
}
