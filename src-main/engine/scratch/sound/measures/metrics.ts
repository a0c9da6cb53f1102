/** How far a sound is from what was heard (scratch.md 7). All but the onsets: less is better. */
import { logBands } from "../spectra/bands.ts"
import { Frames } from "../spectra/frames.ts"
import { LOSS_SIZES } from "../spectra/spectral-loss.ts"
import { onsetF1 } from "./onsets.ts"

export const METRICS = ["spectral", "logSpectralDb", "bandsDb", "onsetF1"] as const
export type Metric = (typeof METRICS)[number]

export interface Figures extends Record<Metric, number> {
  /** Spectral convergence and the mean difference of logarithmic magnitudes, of windows of 512, 1024 and 2048, hop a quarter. */
  spectral: number
  /** Root of the mean square over a frame, mean over frames, decibels. */
  logSpectralDb: number
  /** Mean difference of 40 mel bands, decibels. */
  bandsDb: number
  /** Of sounds that begin, found within 20 ms. */
  onsetF1: number
}

/** Of a full-scale tone: what is quieter is as good as silence. -80 dB. */
const FLOOR = 1e-4
const DB = 20 / Math.LN10

export function figuresOf(made: ArrayLike<number>, heard: ArrayLike<number>): Figures {
  const distances = LOSS_SIZES.map((size) => distancesOf(made, heard, size))
  const bands = bandDistance(made, heard)
  return {
    spectral: distances.reduce((sum, { spectral }) => sum + spectral, 0) / distances.length,
    logSpectralDb: distances[1]!.logSpectralDb,
    bandsDb: bands,
    onsetF1: onsetF1(made, heard),
  }
}

function distancesOf(made: ArrayLike<number>, heard: ArrayLike<number>, size: number) {
  const frames = new Frames(size)
  const floor = (FLOOR * size) / 4
  const ours = frames.magnitudes(made)
  const theirs = frames.magnitudes(heard)
  let off = 0
  let power = 0
  let logs = 0
  let decibels = 0
  for (let row = 0; row < theirs.length; row += frames.bins) {
    let squares = 0
    for (let at = row; at < row + frames.bins; at++) {
      const a = ours[at] ?? 0
      const b = theirs[at]!
      off += (a - b) * (a - b)
      power += b * b
      const difference = Math.log(Math.max(a, floor) / Math.max(b, floor))
      logs += Math.abs(difference)
      squares += difference * difference
    }
    decibels += DB * Math.sqrt(squares / frames.bins)
  }
  return {
    spectral: Math.sqrt(off / (power + 1e-12)) + logs / theirs.length,
    logSpectralDb: (decibels * frames.bins) / theirs.length,
  }
}

function bandDistance(made: ArrayLike<number>, heard: ArrayLike<number>): number {
  const least = 2 * Math.log((FLOOR * 1024) / 4)
  const ours = logBands(made)
  const theirs = logBands(heard)
  let sum = 0
  for (let i = 0; i < theirs.length; i++)
    sum += Math.abs(Math.max(ours[i]!, least) - Math.max(theirs[i]!, least))
  return (0.5 * DB * sum) / theirs.length
}
