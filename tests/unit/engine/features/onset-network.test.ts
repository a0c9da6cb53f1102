import { describe, expect, it } from "vitest"
import {
  createNetworkStream,
  type ConvolutionLayer,
} from "../../../../src-main/engine/features/onset-network.ts"
import { seededNoise } from "./signals.ts"

function aLayer(inputs: number, outputs: number, taps: number, seed: number): ConvolutionLayer {
  const random = seededNoise(seed)
  const values = (length: number) => Float32Array.from({ length }, () => 0.4 * random())
  return {
    ...{ inputs, outputs, taps },
    weights: values(inputs * outputs * taps),
    biases: values(outputs),
  }
}

/** The definition, in float64: zeros before and after. */
function plainLayer(layer: ConvolutionLayer, frames: number[][], isLast: boolean): number[][] {
  const { inputs, outputs, taps, weights, biases } = layer
  return frames.map((_, t) =>
    Array.from({ length: outputs }, (__, o) => {
      let sum = biases[o] ?? 0
      for (let k = 0; k < taps; k++) {
        const frame = frames[t + k - (taps - 1) / 2]
        for (let i = 0; i < inputs; i++) {
          sum += (weights[(o * taps + k) * inputs + i] ?? 0) * (frame?.[i] ?? 0)
        }
      }
      return isLast ? sum : Math.max(0, sum)
    }),
  )
}

describe("onset network", () => {
  it("computes the layers as defined, frame for frame", () => {
    const layers = [aLayer(5, 7, 7, 1), aLayer(7, 3, 5, 2), aLayer(3, 1, 3, 3)]
    const random = seededNoise(4)
    const frames = Array.from({ length: 200 }, () => Array.from({ length: 5 }, random))
    const found: number[] = []
    const network = createNetworkStream(layers, (probability) => found.push(probability))
    for (const frame of frames) network.push(Float32Array.from(frame))
    network.finish()

    // A layer's output beyond the last frame is what it makes of silence, not zero: only the middle is compared.
    let wanted = frames
    layers.forEach((layer, i) => (wanted = plainLayer(layer, wanted, i === layers.length - 1)))
    expect(found.length).toBe(frames.length)
    const differences = found
      .slice(6, -6)
      .map((value, i) => Math.abs(value - 1 / (1 + Math.exp(-(wanted[i + 6]?.[0] ?? NaN)))))
    expect(Math.max(...differences)).toBeLessThan(1e-5)
  })
})
