/** Finds the beginnings of sonic events in a stream of samples. Memory: two numbers a frame (about 800 bytes a second). */
import { createOnsetFunction, type OnsetFunction } from "./onset-function.ts"
import { pickPeaks } from "./peaks.ts"

export interface OnsetResult {
  /** Ascending, seconds from the first sample pushed. */
  onsetsSeconds: Float64Array
  /** Per onset, 0..1: how clear it is. */
  strength: Float32Array
  /** The level of the sound over time, for `sliceAtOnsets`. */
  envelope: LevelEnvelope
}

/** Level per frame; frame i is centred at i x hopSeconds. */
export interface LevelEnvelope {
  hopSeconds: number
  /** dB, full-scale sine about 0, floor -80. */
  levelDb: Float32Array
}

export interface OnsetDetector {
  /** Blocks of any size, in order; the result does not depend on how the samples are cut. */
  push(mono: Float32Array): void
  finish(): OnsetResult
}

export interface OnsetOptions {
  sampleRateHz: number
  /** Above 0..1: higher finds fewer, surer onsets. */
  threshold?: number
}

const DEFAULT_THRESHOLD = 1.1

export function createOnsetDetector(options: OnsetOptions): OnsetDetector {
  const onsetFunction = createOnsetFunction(options.sampleRateHz)
  return {
    push: (mono) => onsetFunction.push(mono),
    finish: () => toResult(onsetFunction.finish(), options.threshold ?? DEFAULT_THRESHOLD),
  }
}

function toResult(found: OnsetFunction, threshold: number): OnsetResult {
  const peaks = pickPeaks(found.novelty, { threshold, hopSeconds: found.hopSeconds })
  return {
    onsetsSeconds: Float64Array.from(peaks, (frame) => frame * found.hopSeconds),
    strength: Float32Array.from(peaks, (frame) =>
      Math.min(1, (found.novelty[frame] ?? 0) / (10 * threshold)),
    ),
    envelope: { hopSeconds: found.hopSeconds, levelDb: found.levelDb },
  }
}
