/**
 * A small convolution over time: layers that each look at a few frames around and together turn the rises of the spectrum
 * into the probability that a sound begins. Runs as a stream, in WASM SIMD. Trained by tests/bench/train-onsets.ts.
 */
import { loadKernel } from "#engine/kernels/index.ts"

/** One layer: out[t][o] = bias[o] + sum over taps k and channels i of weights[o][k][i] x in[t + k - (taps - 1) / 2][i]. */
export interface ConvolutionLayer {
  inputs: number
  outputs: number
  /** Odd. */
  taps: number
  /** outputs x taps x inputs. */
  weights: Float32Array
  /** outputs. */
  biases: Float32Array
}

export interface NetworkStream {
  /** One frame in; one probability comes out per frame, some frames later. */
  push(channels: Float32Array): void
  /** Follows with silence until all probabilities are out. */
  finish(): void
}

/** Hidden layers are rectified, the last gives one logit. Before the first and after the last frame: zeros. */
export function createNetworkStream(
  layers: readonly ConvolutionLayer[],
  emit: (probability: number) => void,
): NetworkStream {
  let next = (values: Float32Array) => emit(1 / (1 + Math.exp(-(values[0] ?? 0))))
  const stages = layers.toReversed().map((layer, index) => {
    const stage = createStage(layer, { isLast: index === 0, next })
    next = stage.push
    return stage
  })
  stages.reverse()
  return {
    push: (channels) => stages[0]?.push(channels),
    finish: () => stages.forEach((stage) => stage.finish()),
  }
}

interface DenseExports {
  dense(
    input: number,
    span: number,
    weights: number,
    biases: number,
    outputs: number,
    rectify: number,
    out: number,
  ): void
}

/** Frames a stage keeps before it moves its history to the front of its buffer. */
const HISTORY_FRAMES = 64

function createStage(
  layer: ConvolutionLayer,
  { isLast, next }: { isLast: boolean; next: (values: Float32Array) => void },
) {
  const { inputs, outputs, taps } = layer
  const reach = (taps - 1) / 2
  const span = taps * inputs
  const { exports, history, out, at, paddedSpan } = layOut(layer)
  // Zeros stand before the first frame.
  let end = reach * inputs
  const push = (values: Float32Array) => {
    if (end === HISTORY_FRAMES * inputs) {
      history.copyWithin(0, end - (taps - 1) * inputs, end)
      end = (taps - 1) * inputs
    }
    history.set(values, end)
    end += inputs
    if (end < span) return
    const input = at.history + (end - span) * 4
    const rectify = isLast ? 0 : 1
    exports.dense(input, paddedSpan, at.weights, at.biases, outputs, rectify, at.out)
    next(out)
  }
  const finish = () => {
    const silence = new Float32Array(inputs)
    for (let i = 0; i < reach; i++) push(silence)
  }
  return { push, finish }
}

/** Rows of weights are filled up with zeros to a multiple of four, so what the kernel reads beyond counts for nothing. */
function layOut({ inputs, outputs, taps, weights, biases }: ConvolutionLayer) {
  const span = taps * inputs
  const paddedSpan = Math.ceil(span / 4) * 4
  const historyLength = Math.ceil((HISTORY_FRAMES * inputs + 4) / 4) * 4
  const sizes = [historyLength, outputs * paddedSpan, outputs, outputs]
  const bytes = sizes.reduce((sum, size) => sum + size * 4, 0)
  const kernel = loadKernel<DenseExports>("dense", { bytes })
  let offset = kernel.heapStart
  const [history, rows, bias, out] = sizes.map((size) => {
    const view = new Float32Array(kernel.memory.buffer as unknown as ArrayBuffer, offset, size)
    offset += size * 4
    return view
  }) as [Float32Array, Float32Array, Float32Array, Float32Array]
  for (let o = 0; o < outputs; o++) {
    rows.set(weights.subarray(o * span, (o + 1) * span), o * paddedSpan)
  }
  bias.set(biases)
  const at = {
    history: history.byteOffset,
    weights: rows.byteOffset,
    biases: bias.byteOffset,
    out: out.byteOffset,
  }
  return { exports: kernel.exports, history, out, at, paddedSpan }
}
