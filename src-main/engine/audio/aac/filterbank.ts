/** The windowed overlap-add that turns spectra into sound (ISO/IEC 14496-3 4.6.11). */
import { FRAME_LINES, SHORT_LINES, type WindowInfo } from "./channel-stream.ts"
import { createDct4 } from "./imdct.ts"

const FLAT = (FRAME_LINES - SHORT_LINES) / 2
const LONG_WINDOWS = [sineWindow(FRAME_LINES), kaiserWindow(FRAME_LINES, 4)]
const SHORT_WINDOWS = [sineWindow(SHORT_LINES), kaiserWindow(SHORT_LINES, 6)]
const longDct = createDct4(FRAME_LINES)
const shortDct = createDct4(SHORT_LINES)

/** Scratch space: nothing here is kept between calls. */
const wave = new Float64Array(2 * FRAME_LINES)
const block = new Float64Array(2 * SHORT_LINES)
const folded = new Float64Array(FRAME_LINES)

/** A channel's memory between frames. */
export interface OverlapState {
  overlap: Float64Array
  shape: number
}

export function createOverlap(): OverlapState {
  return { overlap: new Float64Array(FRAME_LINES), shape: 0 }
}

/** 1024 samples in -1..1 from one frame's 1024 lines. */
export function synthesise(
  spectrum: Float64Array,
  info: WindowInfo,
  state: OverlapState,
): Float32Array {
  if (info.sequence === 2) shortBlocks(spectrum, info.shape, state.shape, wave.fill(0))
  else longBlock(spectrum, info, state.shape, wave)
  const out = new Float32Array(FRAME_LINES)
  for (let index = 0; index < FRAME_LINES; index++)
    out[index] = ((wave[index] as number) + (state.overlap[index] as number)) / 32_768
  state.overlap.set(wave.subarray(FRAME_LINES))
  state.shape = info.shape
  return out
}

function longBlock(
  spectrum: Float64Array,
  info: WindowInfo,
  previousShape: number,
  out: Float64Array,
): void {
  inverse(spectrum, 0, FRAME_LINES, out)
  if (info.sequence === 3) {
    out.fill(0, 0, FLAT)
    rise(out, FLAT, SHORT_WINDOWS[previousShape] as Float64Array)
  } else rise(out, 0, LONG_WINDOWS[previousShape] as Float64Array)
  if (info.sequence === 1) {
    fall(out, FRAME_LINES + FLAT, SHORT_WINDOWS[info.shape] as Float64Array)
    out.fill(0, FRAME_LINES + FLAT + SHORT_LINES)
  } else fall(out, FRAME_LINES, LONG_WINDOWS[info.shape] as Float64Array)
}

function shortBlocks(
  spectrum: Float64Array,
  shape: number,
  previousShape: number,
  out: Float64Array,
): void {
  for (let window = 0; window < 8; window++) {
    inverse(spectrum, window * SHORT_LINES, SHORT_LINES, block)
    rise(block, 0, SHORT_WINDOWS[window === 0 ? previousShape : shape] as Float64Array)
    fall(block, SHORT_LINES, SHORT_WINDOWS[shape] as Float64Array)
    const start = FLAT + window * SHORT_LINES
    for (let index = 0; index < block.length; index++)
      out[start + index] = (out[start + index] as number) + (block[index] as number)
  }
}

/** The inverse MDCT of `size` lines into 2 * size samples: a DCT-IV, unfolded. */
function inverse(spectrum: Float64Array, offset: number, size: number, out: Float64Array): void {
  const scale = 1 / size
  const half = size / 2
  const dct = size === FRAME_LINES ? longDct : shortDct
  dct.run(spectrum, offset, folded)
  for (let index = 0; index < half; index++) {
    const late = (folded[index + half] as number) * scale
    const early = (folded[index] as number) * scale
    out[index] = late
    out[size - 1 - index] = -late
    out[size + index] = -((folded[half - 1 - index] as number) * scale)
    out[2 * size - half + index] = -early
  }
}

function rise(out: Float64Array, from: number, window: Float64Array): void {
  for (let index = 0; index < window.length; index++)
    out[from + index] = (out[from + index] as number) * (window[index] as number)
}

function fall(out: Float64Array, from: number, window: Float64Array): void {
  const last = window.length - 1
  for (let index = 0; index <= last; index++)
    out[from + index] = (out[from + index] as number) * (window[last - index] as number)
}

function sineWindow(size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, index) =>
    Math.sin((Math.PI * (index + 0.5)) / (2 * size)),
  )
}

/** The rising half of a Kaiser-Bessel derived window of 2 * size samples. */
function kaiserWindow(size: number, alpha: number): Float64Array {
  const kernel = Float64Array.from({ length: size + 1 }, (_, index) =>
    bessel(Math.PI * alpha * Math.sqrt(1 - ((2 * index) / size - 1) ** 2)),
  )
  const total = kernel.reduce((sum, value) => sum + value, 0)
  let sum = 0
  return Float64Array.from({ length: size }, (_, index) =>
    Math.sqrt((sum += kernel[index] as number) / total),
  )
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-18; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
