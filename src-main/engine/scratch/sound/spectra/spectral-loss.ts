/**
 * How far a sound is from another by its spectra at several resolutions (R. Yamamoto et al., "Parallel WaveGAN", 2020): spectral
 * convergence and the difference of logarithmic magnitudes, with the slope over every sample. A rig's own noise, which no
 * deck can foresee, is added to what was made before it is compared: in silence there is nothing to be learnt.
 */
import { Frames, pairOfSpectra, type PairOfSpectra } from "./frames.ts"

export const LOSS_SIZES = [512, 1024, 2048] as const

export interface LossTarget {
  /** By resolution: magnitudes, and their sum of squares. */
  magnitudes: readonly Float32Array[]
  powers: readonly number[]
}

/** For learning, windows that overlap by half say as much as more of them. */
const resolutions = (): Frames[] => LOSS_SIZES.map((size) => new Frames(size, size / 2))

export class SpectralLoss {
  #resolutions = resolutions()
  #floors: readonly Float32Array[]

  /** @param floors magnitudes of the rig's noise, by resolution and bin */
  constructor(floors: readonly Float32Array[]) {
    this.#floors = floors
  }

  targetOf(sound: ArrayLike<number>): LossTarget {
    const magnitudes = this.#resolutions.map((frames, r) => {
      const floor = this.#floors[r]!
      return frames.magnitudes(sound).map((value, i) => Math.max(value, floor[i % frames.bins]!))
    })
    return { magnitudes, powers: magnitudes.map(powerOf) }
  }

  /** @param slope over each sample is added to it */
  of(sound: Float64Array, { magnitudes, powers }: LossTarget, slope?: Float64Array): number {
    let sum = 0
    for (const [r, frames] of this.#resolutions.entries())
      sum += resolutionLoss(frames, this.#floors[r]!, sound, {
        ...{ target: magnitudes[r]!, power: powers[r]!, slope, share: 1 / LOSS_SIZES.length },
      })
    return sum
  }
}

interface Against {
  target: Float32Array
  power: number
  slope: Float64Array | undefined
  /** Of the whole loss. */
  share: number
}

function powerOf(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]! * values[i]!
  return sum
}

function resolutionLoss(
  frames: Frames,
  floor: Float32Array,
  sound: Float64Array,
  { target, power, slope, share }: Against,
): number {
  const bins = frames.bins
  const count = frames.countOf(sound.length)
  const pairs: PairOfSpectra[] = []
  let off = 0
  let logs = 0
  for (let frame = 0; frame < count; frame += 2) {
    const pair = pairOfSpectra(bins)
    frames.pair(sound, frame, pair)
    if (slope) pairs.push(pair)
    for (let which = 0; which < 2 && frame + which < count; which++) {
      const { real, imaginary } = pair[which as 0 | 1]
      const row = (frame + which) * bins
      for (let bin = 0; bin < bins; bin++) {
        const ours = heard(real[bin]!, imaginary[bin]!, floor[bin]!)
        const theirs = target[row + bin]!
        off += (ours - theirs) * (ours - theirs)
        logs += Math.abs(Math.log(ours / theirs))
      }
    }
  }
  const root = Math.sqrt(off)
  const all = Math.sqrt(power) + 1e-9
  const overRoot = share / (Math.max(root, 1e-12) * all)
  const overLog = share / (count * bins)
  for (const [i, pair] of pairs.entries())
    slopesBack(frames, floor, { pair, frame: 2 * i, target, overRoot, overLog }, slope!)
  return share * (root / all + logs / (count * bins))
}

/** What is heard of a magnitude above the noise. */
const heard = (real: number, imaginary: number, floor: number): number =>
  Math.sqrt(real * real + imaginary * imaginary + floor * floor)

interface Pair {
  pair: PairOfSpectra
  frame: number
  target: Float32Array
  overRoot: number
  overLog: number
}

function slopesBack(
  frames: Frames,
  floor: Float32Array,
  { pair, frame, target, overRoot, overLog }: Pair,
  slope: Float64Array,
): void {
  const bins = frames.bins
  for (let which = 0; which < 2; which++) {
    const { real, imaginary } = pair[which as 0 | 1]
    const row = (frame + which) * bins
    for (let bin = 0; bin < bins; bin++) {
      // Past the last frame there is no target, and no slope.
      const theirs = target[row + bin] ?? NaN
      const ours = heard(real[bin]!, imaginary[bin]!, floor[bin]!)
      const over = overRoot * (ours - theirs) + (overLog * Math.sign(ours - theirs)) / ours
      // The ends of a spectrum stand once, all others twice.
      const times = over === over ? (bin === 0 || bin === bins - 1 ? 1 : 0.5) * (over / ours) : 0
      real[bin]! *= times
      imaginary[bin]! *= times
    }
  }
  addBack(frames, pair, frame, slope)
}

function addBack(frames: Frames, pair: PairOfSpectra, frame: number, slope: Float64Array): void {
  const { size, hop, window } = frames
  const { one, other } = frames.pairBack(pair)
  for (const [which, part] of [one, other].entries()) {
    const start = (frame + which) * hop - size / 2
    const from = Math.max(0, -start)
    const to = Math.min(size, slope.length - start)
    for (let i = from; i < to; i++) slope[start + i]! += part[i]! * window[i]!
  }
}

/** Of each recording, so many frames are looked at. */
const MOST_QUIET_FRAMES = 400
const QUIET_SHARE = 0.05
/** Of noise, whose magnitudes are Rayleigh's, the root mean square is 4.4 times what a twentieth lies below. */
const RMS_OF_QUIET = 4.4

/** The noise of a rig: what is left in each bin where it is most quiet. By resolution and bin. */
export function noiseFloors(sounds: readonly Float32Array[]): Float32Array[] {
  return resolutions().map((frames) => {
    const { bins, hop } = frames
    const rows = sounds.map((sound) =>
      frames.magnitudes(sound.subarray(0, MOST_QUIET_FRAMES * hop)),
    )
    return Float32Array.from({ length: bins }, (_, bin) => {
      const values = rows.flatMap((row) =>
        Array.from({ length: row.length / bins }, (_, frame) => row[frame * bins + bin]!),
      )
      const sorted = Float64Array.from(values).sort()
      return Math.max(1e-5, RMS_OF_QUIET * (sorted[Math.floor(QUIET_SHARE * sorted.length)] ?? 0))
    })
  })
}
