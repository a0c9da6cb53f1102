/** Weights as they are stored in a source file: 16-bit steps in base64, with their scale. */
import type { ConvolutionLayer } from "./onset-network.ts"

export interface PackedValues {
  scale: number
  /** Little-endian int16, base64. */
  steps: string
}

export interface PackedLayer {
  inputs: number
  outputs: number
  taps: number
  weights: PackedValues
  biases: PackedValues
}

export function unpackLayer(packed: PackedLayer): ConvolutionLayer {
  const { inputs, outputs, taps } = packed
  return {
    ...{ inputs, outputs, taps },
    weights: unpack(packed.weights),
    biases: unpack(packed.biases),
  }
}

function unpack({ scale, steps }: PackedValues): Float32Array {
  const bytes = Buffer.from(steps, "base64")
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => bytes.readInt16LE(2 * i) * scale)
}
