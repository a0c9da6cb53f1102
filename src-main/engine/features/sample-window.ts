/** A stretch of a stream in the memory of the kernel that loops over single samples; the sample before it stays known. */
import { loadKernel } from "#engine/kernels/index.ts"

interface SamplesExports {
  changeEnergies(samples: number, cells: number, cellSamples: number, out: number): void
  signChanges(samples: number, count: number): number
}

const CAPACITY = 8192
/** The sample before stands at the end of the first 16 bytes; as many after the last may be read. */
const MARGIN = 4

export interface SampleWindow {
  /** Samples held. */
  readonly length: number
  /** Takes up samples from `mono`, as many as there is room for, and returns how many. */
  fill(mono: Float32Array): number
  /** Forgets the first `count` samples; the last of them becomes the one before. */
  drop(count: number): void
  /** How many of the samples `from..to` (to excluded) differ in sign from the one before them. */
  signChanges(from: number, to: number): number
  /** Per whole cell held: the energy of the differences from sample to sample. Valid until the next call. */
  changeEnergies(cellSamples: number): Float64Array
}

export function createSampleWindow(): SampleWindow {
  const sampleBytes = (CAPACITY + 2 * MARGIN) * 4
  const bytes = sampleBytes + CAPACITY * 8
  const { exports, memory, heapStart } = loadKernel<SamplesExports>("samples", { bytes })
  const buffer = memory.buffer as unknown as ArrayBuffer
  const samples = new Float32Array(buffer, heapStart, CAPACITY + 2 * MARGIN)
  const energies = new Float64Array(buffer, heapStart + sampleBytes, CAPACITY)
  const first = heapStart + MARGIN * 4
  let length = 0
  return {
    get length() {
      return length
    },
    fill(mono) {
      const count = Math.min(mono.length, CAPACITY - length)
      samples.set(mono.subarray(0, count), MARGIN + length)
      length += count
      return count
    },
    drop(count) {
      samples.copyWithin(MARGIN - 1, MARGIN - 1 + count, MARGIN + length)
      length -= count
    },
    signChanges: (from, to) => exports.signChanges(first + from * 4, to - from),
    changeEnergies(cellSamples) {
      const cells = Math.floor(length / cellSamples)
      exports.changeEnergies(first, cells, cellSamples, energies.byteOffset)
      return energies.subarray(0, cells)
    },
  }
}
