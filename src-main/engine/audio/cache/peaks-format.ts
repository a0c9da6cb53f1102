/**
 * The waveform pyramid: for every 64 frames the least and the greatest sample of the mono mix, then the same over 4
 * times as many frames, up to a level of one peak.
 *
 * Layout, little-endian: "SMPK", u16 version, u16 levels, u32 base frames, u32 step, f64 total frames; then for each
 * level u32 frames a peak, u32 peaks, f64 byte offset; then the levels as Int8 pairs (min, max). Minima round down
 * and maxima up, so that a peak always bounds its samples; beyond -1..1 they saturate.
 */
import { StudioError } from "#shared/contract/index.ts"

export const PEAKS_MAGIC = "SMPK"
export const PEAKS_VERSION = 1
export const BASE_FRAMES = 64
export const LEVEL_STEP = 4
export const PEAK_SCALE = 127
const HEAD_BYTES = 24
const LEVEL_BYTES = 16
const MAX_LEVELS = 24

export interface PeaksLevel {
  framesPerPeak: number
  peaks: number
  offsetBytes: number
}

export interface PeaksHeader {
  frames: number
  levels: PeaksLevel[]
}

export function peaksHeaderBytes(levels: number): number {
  return HEAD_BYTES + levels * LEVEL_BYTES
}

export function writePeaksHeader(bytes: Uint8Array, header: PeaksHeader): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let index = 0; index < 4; index++) bytes[index] = PEAKS_MAGIC.charCodeAt(index)
  view.setUint16(4, PEAKS_VERSION, true)
  view.setUint16(6, header.levels.length, true)
  view.setUint32(8, BASE_FRAMES, true)
  view.setUint32(12, LEVEL_STEP, true)
  view.setFloat64(16, header.frames, true)
  header.levels.forEach((level, index) => {
    const at = HEAD_BYTES + index * LEVEL_BYTES
    view.setUint32(at, level.framesPerPeak, true)
    view.setUint32(at + 4, level.peaks, true)
    view.setFloat64(at + 8, level.offsetBytes, true)
  })
}

/** Reads the header from at least the file's first 408 bytes. @throws StudioError "unreadable" */
export function readPeaksHeader(bytes: Uint8Array, totalBytes: number): PeaksHeader {
  const damaged = () => new StudioError("unreadable", "The waveform picture is damaged.")
  if (bytes.length < HEAD_BYTES) throw damaged()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const magic = String.fromCharCode(...bytes.subarray(0, 4))
  const count = view.getUint16(6, true)
  const known = magic === PEAKS_MAGIC && view.getUint16(4, true) === PEAKS_VERSION
  if (!known || count < 1 || count > MAX_LEVELS || bytes.length < peaksHeaderBytes(count))
    throw damaged()
  const levels = Array.from({ length: count }, (_, index) => {
    const at = HEAD_BYTES + index * LEVEL_BYTES
    return {
      framesPerPeak: view.getUint32(at, true),
      peaks: view.getUint32(at + 4, true),
      offsetBytes: view.getFloat64(at + 8, true),
    }
  })
  const whole = levels.every(
    ({ offsetBytes, peaks, framesPerPeak }) =>
      framesPerPeak > 0 && offsetBytes >= 0 && offsetBytes + 2 * peaks <= totalBytes,
  )
  if (!whole) throw damaged()
  return { frames: view.getFloat64(16, true), levels }
}

export const PEAKS_HEADER_MAX_BYTES = peaksHeaderBytes(MAX_LEVELS)
