/**
 * A stream of banded log spectra: mono samples go in by blocks of any size, frames centred at multiples of the hop come
 * out, four at a time, from the SIMD kernel. The result does not depend on how the samples are cut into blocks.
 */
import type { Filterbank } from "./filterbank.ts"
import { LANES, layOutSpectra } from "./spectra-layout.ts"

/** The FFT, window and hop for a rate: the same seconds at every rate, so that no resampling is needed. */
export interface FrameShape {
  sampleRateHz: number
  fftSize: number
  windowSamples: number
  hopSamples: number
}

export interface SpectraOptions {
  shape: FrameShape
  /** Power of a full-scale sine is 1 in its band's peak bin; magnitude is its root. */
  kind: "power" | "magnitude"
  /** A frame holds log2(offset + sum) of every band of every bank, bank after bank. */
  banks: readonly { filterbank: Filterbank; offset: number }[]
}

/** Gets the number of the frame and its bands per bank; the arrays are reused for the next frame. */
export type FrameSink = (frame: number, bands: readonly Float32Array[]) => void

export interface Spectra {
  push(mono: Float32Array): void
  /** Completes the frames centred within the samples pushed. */
  finish(): void
  /** One more set of sums, in the kernel's memory. */
  createBinSum(): BinSum
}

/** Sums of frames, bin by bin. */
export interface BinSum {
  /** Bins 0..fftSize / 2. */
  sum: Float64Array
  /** Only within the sink: adds the current frame's bins from `firstBin` up and returns their total. */
  add(firstBin: number): number
}

/** A window of `seconds`, in an FFT no more than a tenth too short for it (then the window gives way). */
export function frameShape(
  sampleRateHz: number,
  windowSeconds: number,
  hopSeconds: number,
): FrameShape {
  const wanted = windowSeconds * sampleRateHz
  const fftSize = Math.max(32, 2 ** Math.ceil(Math.log2(wanted * 0.9)))
  const windowSamples = Math.min(fftSize, Math.max(8, Math.round(wanted)))
  const hopSamples = Math.max(1, Math.round(hopSeconds * sampleRateHz))
  return { sampleRateHz, fftSize, windowSamples, hopSamples }
}

export function createSpectra(options: SpectraOptions, sink: FrameSink): Spectra {
  const { fftSize, hopSamples } = options.shape
  const layout = layOutSpectra(options)
  const { input, at } = layout
  const exports = layout.kernel.exports
  const points = fftSize / 2
  const bins = points + 1
  const span = fftSize + (LANES - 1) * hopSamples
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    layout.banks.map((bank) => bank.lanes[lane] ?? new Float32Array()),
  )
  // The first frame is centred on sample 0: half a frame of silence goes before it.
  let filled = points
  let start = 0
  let frame = 0
  let pushed = 0
  let lane = 0

  const analyse = (limit: number) => {
    const from = at.input + start * 4
    exports.window4(from, hopSamples * 4, points, at.window, at.order, at.work)
    exports.transform(at.work, points, at.twiddles)
    exports.unpack(at.work, points, at.rotation, at.power, options.kind === "magnitude" ? 1 : 0)
    for (const bank of layout.banks) {
      exports.bands(at.power, bank.edges, bank.count, bank.rise, bank.norm, bank.offset, bank.out)
    }
    for (lane = 0; lane < LANES && frame < limit; lane++) sink(frame++, lanes[lane] ?? [])
    start += LANES * hopSamples
  }

  const drain = (limit: number) => {
    while (start + span <= filled && frame < limit) analyse(limit)
    // A hop longer than the frame may step over samples that have not come yet.
    const done = Math.min(start, filled)
    input.copyWithin(0, done, filled)
    filled -= done
    start -= done
  }

  const append = (mono: Float32Array, limit: number) => {
    for (let offset = 0; offset < mono.length;) {
      const count = Math.min(mono.length - offset, input.length - filled)
      input.set(mono.subarray(offset, offset + count), filled)
      filled += count
      offset += count
      drain(limit)
    }
  }

  return {
    push(mono) {
      pushed += mono.length
      append(mono, Infinity)
    },
    finish() {
      const limit = Math.floor(Math.max(0, pushed - 1) / hopSamples) + 1
      const silence = new Float32Array(span)
      while (frame < limit) append(silence, limit)
    },
    createBinSum() {
      const sum = layout.reserveSums()
      return {
        sum,
        add: (firstBin) => exports.addLane(at.power, lane, firstBin, bins, sum.byteOffset),
      }
    },
  }
}

/** A sine's power shows in several bins of the window's spectrum: their sum is this many times its own. */
export function leakageBins({ fftSize, windowSamples }: FrameShape): number {
  return (HANN_NOISE_BINS * fftSize) / windowSamples
}

const HANN_NOISE_BINS = 1.5
