/** The tables and buffers of the mel kernel, and where they lie in its memory. */
import { growMemory, loadKernel, type Kernel } from "#engine/kernels/index.ts"
import type { SpectraOptions } from "./spectra.ts"

/** Frames the kernel works on at once. */
export const LANES = 4
/** Frames whose samples the kernel's memory holds at once: enough to make moving them cheap. */
const BUFFERED_FRAMES = 64

interface MelExports {
  window4(
    input: number,
    hopBytes: number,
    points: number,
    window: number,
    order: number,
    work: number,
  ): void
  transform(work: number, points: number, twiddles: number): void
  unpack(work: number, points: number, rotation: number, power: number, magnitude: number): void
  bands(
    power: number,
    edges: number,
    count: number,
    rise: number,
    norm: number,
    offset: number,
    out: number,
  ): void
  addLane(power: number, lane: number, from: number, to: number, sum: number): number
}

export interface SpectraLayout {
  kernel: Kernel<MelExports>
  input: Float32Array
  at: Record<"input" | "window" | "order" | "work" | "twiddles" | "rotation" | "power", number>
  /** One more array of a number per bin, zeros. */
  reserveSums(): Float64Array
  banks: {
    edges: number
    rise: number
    norm: number
    out: number
    count: number
    offset: number
    lanes: Float32Array[]
  }[]
}

/** Places tables and buffers in the kernel's memory, all at 16-byte offsets. */
export function layOutSpectra(options: SpectraOptions): SpectraLayout {
  const { fftSize, hopSamples } = options.shape
  const points = fftSize / 2
  const twiddles = fftTwiddles(points)
  const rotation = realRotation(fftSize)
  const inputSamples = fftSize + BUFFERED_FRAMES * hopSamples
  let end = 0
  const reserve = (bytes: number) => {
    const offset = end
    end += Math.ceil(bytes / 16) * 16
    return offset
  }
  const at = {
    input: reserve(inputSamples * 4),
    window: reserve(fftSize * 4),
    order: reserve(points * 4),
    work: reserve(points * 32),
    twiddles: reserve(twiddles.length * 4),
    rotation: reserve(rotation.length * 4),
    power: reserve((points + 1) * 16),
  }
  const bankOffsets = options.banks.map(({ filterbank }) => ({
    edges: reserve((filterbank.count + 2) * 4),
    rise: reserve((points + 1) * 4),
    norm: reserve(filterbank.count * 4),
    out: reserve(filterbank.count * LANES * 4),
  }))
  const kernel = loadKernel<MelExports>("mel", { bytes: end })
  const { buffer } = kernel.memory
  const base = kernel.heapStart
  const floats = (offset: number, length: number) =>
    new Float32Array(buffer as unknown as ArrayBuffer, base + offset, length)
  floats(at.window, fftSize).set(hannWindow(options))
  new Uint32Array(buffer, base + at.order, points).set(bitReversed(points))
  floats(at.twiddles, twiddles.length).set(twiddles)
  floats(at.rotation, rotation.length).set(rotation)
  const banks = options.banks.map(({ filterbank, offset }, index) => {
    const offsets = bankOffsets[index] ?? { edges: 0, rise: 0, norm: 0, out: 0 }
    const { count } = filterbank
    new Int32Array(buffer, base + offsets.edges, count + 2).set(filterbank.edges)
    floats(offsets.rise, points + 1).set(filterbank.rise)
    floats(offsets.norm, count).set(filterbank.norm)
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      floats(offsets.out + lane * count * 4, count),
    )
    return {
      count,
      offset,
      lanes,
      edges: base + offsets.edges,
      rise: base + offsets.rise,
      norm: base + offsets.norm,
      out: base + offsets.out,
    }
  })
  const input = floats(at.input, inputSamples)
  const reserveSums = () => {
    const offset = growMemory(kernel.memory, (points + 1) * 8)
    const grown = kernel.memory.buffer as unknown as ArrayBuffer
    return new Float64Array(grown, offset, points + 1)
  }
  for (const key of Object.keys(at) as (keyof typeof at)[]) at[key] += base
  return { kernel, input, reserveSums, at, banks }
}

/** Periodic Hann, centred in the frame, scaled so that a full-scale sine on a bin has power 1; half for the unpacking. */
function hannWindow(options: SpectraOptions): Float32Array {
  const { fftSize, windowSamples } = options.shape
  const window = new Float32Array(fftSize)
  const first = (fftSize - windowSamples) >> 1
  for (let i = 0; i < windowSamples; i++) {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / windowSamples)
    window[first + i] = (hann * 4) / windowSamples / 2
  }
  return window
}

/** Byte offsets of the points in the work area, in bit-reversed order. */
function bitReversed(points: number): Uint32Array {
  const order = new Uint32Array(points)
  const bits = Math.log2(points)
  for (let i = 0; i < points; i++) {
    let reversed = 0
    for (let bit = 0; bit < bits; bit++) reversed |= ((i >> bit) & 1) << (bits - 1 - bit)
    order[i] = reversed * 32
  }
  return order
}

/** For the passes after the first, which has none: see `transform` in the kernel. */
function fftTwiddles(points: number): Float32Array {
  const values: number[] = []
  const add = (angle: number) => values.push(Math.cos(angle), -Math.sin(angle))
  const isOdd = Math.log2(points) % 2 === 1
  if (isOdd) for (let j = 0; j < 4; j++) add((2 * Math.PI * j) / 8)
  for (let quarter = isOdd ? 8 : 4; quarter < points; quarter *= 4) {
    for (let j = 0; j < quarter; j++) {
      for (const multiple of [1, 2, 3]) add((2 * Math.PI * j * multiple) / (4 * quarter))
    }
  }
  return Float32Array.from(values)
}

function realRotation(fftSize: number): Float32Array {
  const values = new Float32Array(fftSize / 2 + 2)
  for (let k = 0; k <= fftSize / 4; k++) {
    const angle = (2 * Math.PI * k) / fftSize
    values[2 * k] = Math.cos(angle)
    values[2 * k + 1] = -Math.sin(angle)
  }
  return values
}
