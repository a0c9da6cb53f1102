/**
 * Finds the beginnings of sonic events in a stream of samples: rises of the spectrum (onset-front), judged by a small
 * network (onset-network), picked and timed. Memory: four bytes a frame of 10 ms, besides the onsets themselves.
 */
import { createOnsetFront } from "./onset-front.ts"
import { createNetworkStream } from "./onset-network.ts"
import { createPeakPicker } from "./onset-picker.ts"
import { createOnsetTiming } from "./onset-timing.ts"
import { PACKED_LAYERS } from "./onset-weights.ts"
import { unpackLayer } from "./packed-weights.ts"
import { createSeries } from "./series.ts"

export interface OnsetResult {
  /** Ascending, seconds from the first sample pushed. */
  onsetsSeconds: Float64Array
  /** Per onset, 0..1: the network's probability. */
  strength: Float32Array
  /** The level of the sound over time, for `sliceAtOnsets`. */
  envelope: LevelEnvelope
}

/** Level per frame; frame i is centred at i x hopSeconds. */
export interface LevelEnvelope {
  hopSeconds: number
  /** Loudest band in dB, full-scale sine about 0, floor -80. */
  levelDb: Float32Array
}

export interface OnsetDetector {
  /** Blocks of any size, in order; the result does not depend on how the samples are cut. */
  push(mono: Float32Array): void
  finish(): OnsetResult
}

export interface OnsetOptions {
  sampleRateHz: number
  /** Within 0..1: higher finds fewer, surer onsets. */
  threshold?: number
}

/** Best on the bench's development files, plain and in a room; lower values hear onsets in steady noise. */
export const DEFAULT_THRESHOLD = 0.31
/** Blocks are worked off in parts, so that what waits between the stages stays small. */
const PART_SECONDS = 0.25

export function createOnsetDetector(options: OnsetOptions): OnsetDetector {
  const { sampleRateHz, threshold = DEFAULT_THRESHOLD } = options
  const partSamples = Math.max(64, Math.round(PART_SECONDS * sampleRateHz))
  const times: number[] = []
  const strength = createSeries()
  const levels = createSeries()
  const timing = createOnsetTiming(sampleRateHz)
  const picker = createPeakPicker(threshold, ({ frame, probability }) => {
    const time = timing.refine(frame * front.hopSeconds)
    if (time <= (times.at(-1) ?? -1)) return
    times.push(time)
    strength.push(probability)
  })
  const network = createNetworkStream(LAYERS, picker.push)
  const front = createOnsetFront(sampleRateHz, (_, channels, levelDb) => {
    levels.push(levelDb)
    network.push(channels)
  })
  return {
    push(mono) {
      for (let from = 0; from < mono.length; from += partSamples) {
        const part = mono.subarray(from, from + partSamples)
        timing.push(part)
        front.push(part)
      }
    },
    finish() {
      front.finish()
      network.finish()
      picker.finish()
      return {
        onsetsSeconds: Float64Array.from(times),
        strength: strength.view().slice(),
        envelope: { hopSeconds: front.hopSeconds, levelDb: levels.view().slice() },
      }
    },
  }
}

const LAYERS = PACKED_LAYERS.map(unpackLayer)
