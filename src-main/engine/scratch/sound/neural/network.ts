/**
 * A model that knows nothing of decks, for comparison: from speed, fader and the bands of the record under the needle, at 100 Hz,
 * a recurrent unit of 64 tells the bands that are heard. Its sound is noise in those bands.
 */
import {
  gru,
  input,
  layoutOf,
  linear,
  type ParameterLayout,
  type Parameters,
  tanh,
  unpack,
  type Value,
} from "../../../compute/index.ts"
import type { Playing } from "../deck/learnt-deck.ts"
import { gestureFrames } from "../measures/gesture-frames.ts"
import { BANDS, logBands } from "../spectra/bands.ts"

export const NEURAL_HOP = 480
export const NEURAL_INPUTS = BANDS + 4
const WIDTH = 64

/** [time, batch, inputs] to [time, batch, bands]. */
export function neuralNetwork(parameters: Parameters, x: Value): Value {
  const seen = tanh(linear(parameters.within("in"), x, { outputs: WIDTH }))
  const { y } = gru(parameters.within("gru"), seen, { width: WIDTH })
  return linear(parameters.within("out"), y, { outputs: BANDS })
}

export const neuralLayout = (): ParameterLayout =>
  layoutOf((parameters) => neuralNetwork(parameters, input("x", [2, 1, NEURAL_INPUTS])))

/** As the network sees and tells logarithms of powers. */
export const toNetwork = (logPower: number): number => (logPower + 4) / 6
export const fromNetwork = (value: number): number => 6 * value - 4

/** Frames x inputs. */
export function neuralInputs({ playing }: { playing: Playing }, samples: number): Float32Array {
  const count = Math.floor(samples / NEURAL_HOP) + 1
  const record = recordBands(playing)
  const inputs = new Float32Array(count * NEURAL_INPUTS)
  for (const [i, frame] of gestureFrames(playing, { count, hop: NEURAL_HOP }).entries()) {
    const row = i * NEURAL_INPUTS
    const at = Math.round(frame.place * 100)
    for (let band = 0; band < BANDS; band++)
      inputs[row + band] = toNetwork(record[at * BANDS + band] ?? -14)
    inputs.set(
      [frame.speed / 2, Math.abs(frame.speed) / 2, frame.octaves / 3, frame.fader],
      row + BANDS,
    )
  }
  return inputs
}

/** Of the record at its own speed, 100 frames a second. */
function recordBands({ record }: Playing): Float32Array {
  const sound = new Float32Array(record.frames)
  record.read(0, 0, record.frames, sound)
  // Bands are a filterbank's at 48 kHz: at another rate they are off by that much, for all records alike.
  return logBands(sound, Math.round(record.rateHz / 100))
}

/** @param x frames x inputs @returns frames x bands: logarithms of powers */
export function runNeural(vector: Float32Array, x: Float32Array): Float32Array {
  const tensors = unpack(neuralLayout(), vector)
  const numbers = (name: string): Float32Array => tensors.get(name)!.data as Float32Array
  const affine = (row: ArrayLike<number>, name: string): Float64Array => {
    const [weight, bias] = [numbers(`${name}.weight`), numbers(`${name}.bias`)]
    const y = Float64Array.from(bias)
    for (let i = 0; i < row.length; i++)
      for (let o = 0; o < y.length; o++) y[o]! += row[i]! * weight[i * y.length + o]!
    return y
  }
  const count = x.length / NEURAL_INPUTS
  const bands = new Float32Array(count * BANDS)
  let state = new Float64Array(WIDTH)
  for (let frame = 0; frame < count; frame++) {
    const row = x.subarray(frame * NEURAL_INPUTS, (frame + 1) * NEURAL_INPUTS)
    state = stepped(state, affine(affine(row, "in").map(Math.tanh), "gru.input"), affine)
    bands.set(affine(state, "out").map(fromNetwork), frame * BANDS)
  }
  return bands
}

/** As the compute core's unit: reset, update, new. */
function stepped(
  state: Float64Array<ArrayBuffer>,
  gates: Float64Array,
  affine: (row: ArrayLike<number>, name: string) => Float64Array,
): Float64Array<ArrayBuffer> {
  const own = affine(state, "gru.state")
  return state.map((before, i) => {
    const reset = sigmoid(gates[i]! + own[i]!)
    const update = sigmoid(gates[WIDTH + i]! + own[WIDTH + i]!)
    const candidate = Math.tanh(gates[2 * WIDTH + i]! + reset * own[2 * WIDTH + i]!)
    return candidate + update * (before - candidate)
  })
}

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value))
