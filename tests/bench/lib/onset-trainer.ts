/** Trains a stack of 1-D convolutions by back-propagation and Adam (Kingma & Ba 2015), on excerpts, in float32. */
import type { ConvolutionLayer } from "../../../src-main/engine/features/onset-network.ts"

export interface Example {
  /** frames x inputs of the first layer. */
  channels: Float32Array
  /** frames; 0..1. */
  targets: Float32Array
  frames: number
}

interface TrainerOptions {
  seed: number
  layers: readonly { inputs: number; outputs: number; taps: number }[]
}

interface TrainedLayer extends ConvolutionLayer {
  weightState: AdamState
  biasState: AdamState
}

interface AdamState {
  gradient: Float32Array
  mean: Float32Array
  square: Float32Array
}

const EXCERPT_FRAMES = 256
const BATCH = 8

export function createTrainer(options: TrainerOptions) {
  const random = createRandom(options.seed)
  const layers = options.layers.map((shape) => initialise(shape, random))
  let step = 0
  return {
    /** One pass over all excerpts in random order; returns the mean loss. */
    epoch(examples: readonly Example[], rate: number): number {
      const excerpts = shuffledExcerpts(examples, random)
      let loss = 0
      excerpts.forEach(({ example, from }, index) => {
        loss += backPropagate(layers, example, from)
        if (index % BATCH === BATCH - 1) {
          step++
          for (const layer of layers) {
            adam(layer.weights, layer.weightState, rate, step)
            adam(layer.biases, layer.biasState, rate, step)
          }
        }
      })
      return loss / excerpts.length
    },
    layers: layers as readonly ConvolutionLayer[],
    toSource: () => toSource(layers),
  }
}

function initialise(
  { inputs, outputs, taps }: { inputs: number; outputs: number; taps: number },
  random: () => number,
): TrainedLayer {
  const size = inputs * outputs * taps
  const deviation = Math.sqrt(2 / (inputs * taps))
  const normal = () =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) * deviation
  return {
    ...{ inputs, outputs, taps },
    weights: Float32Array.from({ length: size }, normal),
    biases: new Float32Array(outputs),
    weightState: adamState(size),
    biasState: adamState(outputs),
  }
}

const adamState = (size: number): AdamState => ({
  gradient: new Float32Array(size),
  mean: new Float32Array(size),
  square: new Float32Array(size),
})

function shuffledExcerpts(examples: readonly Example[], random: () => number) {
  const excerpts: { example: Example; from: number }[] = []
  for (const example of examples) {
    const shift = Math.floor(random() * EXCERPT_FRAMES)
    for (let from = shift; from + EXCERPT_FRAMES <= example.frames; from += EXCERPT_FRAMES) {
      excerpts.push({ example, from })
    }
  }
  for (let i = excerpts.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const swap = excerpts[i]
    excerpts[i] = excerpts[j] as (typeof excerpts)[number]
    excerpts[j] = swap as (typeof excerpts)[number]
  }
  return excerpts
}

/** Adds the gradients of one excerpt (valid frames only) and returns its mean cross entropy. */
function backPropagate(layers: readonly TrainedLayer[], example: Example, from: number): number {
  const first = layers[0] as TrainedLayer
  const inputs = first.inputs
  const activations = [example.channels.subarray(from * inputs, (from + EXCERPT_FRAMES) * inputs)]
  let frames = EXCERPT_FRAMES
  layers.forEach((layer, index) => {
    frames -= layer.taps - 1
    activations.push(forward(layer, activations[index] as Float32Array, frames, index))
  })
  const logits = activations.at(-1) as Float32Array
  const margin = (EXCERPT_FRAMES - frames) / 2
  let loss = 0
  let delta = new Float32Array(frames)
  for (let t = 0; t < frames; t++) {
    const logit = logits[t] ?? 0
    const target = example.targets[from + margin + t] ?? 0
    const probability = 1 / (1 + Math.exp(-logit))
    loss += Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit)))
    delta[t] = (probability - target) / frames / BATCH
  }
  for (let index = layers.length - 1; index >= 0; index--) {
    delta = backward(layers[index] as TrainedLayer, activations, index, delta)
  }
  return loss / frames

  function forward(layer: TrainedLayer, input: Float32Array, count: number, index: number) {
    const { outputs, taps, weights, biases } = layer
    const span = taps * layer.inputs
    const out = new Float32Array(count * outputs)
    const isLast = index === layers.length - 1
    for (let t = 0; t < count; t++) {
      const base = t * layer.inputs
      for (let o = 0; o < outputs; o++) {
        let sum = biases[o] ?? 0
        const row = o * span
        for (let i = 0; i < span; i++) sum += (weights[row + i] ?? 0) * (input[base + i] ?? 0)
        out[t * outputs + o] = isLast || sum > 0 ? sum : 0
      }
    }
    return out
  }
}

/** Returns the gradient at the layer's input, after its rectifier. */
function backward(
  layer: TrainedLayer,
  activations: readonly Float32Array[],
  index: number,
  delta: Float32Array,
): Float32Array<ArrayBuffer> {
  const { inputs, outputs, taps, weights, weightState, biasState } = layer
  const input = activations[index] as Float32Array
  const span = taps * inputs
  const count = delta.length / outputs
  const back = new Float32Array(input.length)
  for (let t = 0; t < count; t++) {
    const base = t * inputs
    for (let o = 0; o < outputs; o++) {
      const d = delta[t * outputs + o] ?? 0
      if (d === 0) continue
      biasState.gradient[o] = (biasState.gradient[o] ?? 0) + d
      const row = o * span
      const { gradient } = weightState
      for (let i = 0; i < span; i++) {
        gradient[row + i] = (gradient[row + i] ?? 0) + d * (input[base + i] ?? 0)
        back[base + i] = (back[base + i] ?? 0) + d * (weights[row + i] ?? 0)
      }
    }
  }
  if (index > 0) for (let i = 0; i < back.length; i++) if ((input[i] ?? 0) <= 0) back[i] = 0
  return back
}

function adam(weights: Float32Array, state: AdamState, rate: number, step: number): void {
  const meanCorrection = 1 - 0.9 ** step
  const squareCorrection = 1 - 0.999 ** step
  for (let i = 0; i < weights.length; i++) {
    const gradient = state.gradient[i] ?? 0
    const mean = 0.9 * (state.mean[i] ?? 0) + 0.1 * gradient
    const square = 0.999 * (state.square[i] ?? 0) + 0.001 * gradient * gradient
    state.mean[i] = mean
    state.square[i] = square
    const change = mean / meanCorrection / (Math.sqrt(square / squareCorrection) + 1e-8)
    weights[i] = (weights[i] ?? 0) - rate * (change + 1e-4 * (weights[i] ?? 0))
    state.gradient[i] = 0
  }
}

function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A TypeScript module with the weights as 16-bit numbers in base64. */
function toSource(layers: readonly ConvolutionLayer[]): string {
  const rows = layers.map(({ inputs, outputs, taps, weights, biases }) => {
    const packed = (values: Float32Array) => {
      const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 32_767
      const steps = Int16Array.from(values, (value) => Math.round(value / scale))
      const text = Buffer.from(steps.buffer).toString("base64")
      const lines = text.match(/.{1,88}/g) ?? []
      return `{\n      scale: ${scale},\n      steps:\n      "${lines.join('" +\n      "')}",\n    }`
    }
    return `  {
    inputs: ${inputs},
    outputs: ${outputs},
    taps: ${taps},
    weights: ${packed(weights)},
    biases: ${packed(biases)},
  },`
  })
  return `/**
 * Written by tests/bench/train-onsets.ts: do not edit. Trained on music of the Freedoom project (BSD 3-clause) and on
 * Chopin first editions encoded by the Fryderyk Chopin Institute (CC BY 4.0), rendered with MIT SoundFonts.
 */
export const PACKED_LAYERS = [
${rows.join("\n")}
]
`
}
