/** Where analysis frames stand, and which of them belong to which chunk. */
import { frameShape, type FrameShape } from "./spectra.ts"

const WINDOW_SECONDS = 2048 / 44_100
const HOP_SECONDS = 512 / 44_100
/** Frames nearer to a bound than this hear too much of the neighbour. */
const MARGIN_SECONDS = 0.012

/** About 46 ms of sound every 11.6 ms, at any rate. */
export function describerShape(sampleRateHz: number): FrameShape {
  return frameShape(sampleRateHz, WINDOW_SECONDS, HOP_SECONDS)
}

/**
 * The sample from which to push so that chunks from `fromSeconds` on come out bit for bit as in a pass from the
 * beginning: on the frame grid, at least one window ahead.
 */
export function describerStartSample(sampleRateHz: number, fromSeconds: number): number {
  const { fftSize, hopSamples } = describerShape(sampleRateHz)
  const sample = Math.floor(fromSeconds * sampleRateHz) - fftSize - hopSamples
  return Math.max(0, Math.floor(sample / hopSamples) * hopSamples)
}

export interface FrameRange {
  first: number
  /** Inclusive. */
  last: number
}

/**
 * Frames of each chunk: those centred inside it, away from its bounds where it is long enough, and always at least the
 * one nearest to its middle. `startSeconds` is the time of frame 0.
 */
export function frameRanges(
  boundsSeconds: Float64Array,
  startSeconds: number,
  hopSeconds: number,
): FrameRange[] {
  return Array.from({ length: Math.max(0, boundsSeconds.length - 1) }, (_, index) => {
    const from = (boundsSeconds[index] ?? 0) - startSeconds
    const to = (boundsSeconds[index + 1] ?? 0) - startSeconds
    const margin = Math.min(MARGIN_SECONDS, (to - from) / 4)
    const first = Math.max(0, Math.ceil((from + margin) / hopSeconds))
    const last = Math.ceil((to - margin) / hopSeconds) - 1
    if (last >= first) return { first, last }
    const nearest = Math.max(0, Math.round((from + to) / 2 / hopSeconds))
    return { first: nearest, last: nearest }
  })
}
