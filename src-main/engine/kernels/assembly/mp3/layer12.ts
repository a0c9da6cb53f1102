/** Layers I and II: subband samples quantised evenly, with one scale factor for 12 of them. */
import { append, read, seek, tell } from "./bits"
import { SUBBANDS, SUBBANDS_BYTES, WORK } from "./layout"
import { header } from "./side-info"

/** By channel and subband: quantiser (0 for none), u8; which of three scale factors are sent, u8; the factors, 3 x f32. */
const QUANTISERS: usize = WORK
const SELECTIONS: usize = WORK + 64
const FACTORS: usize = WORK + 128

/** Layer II: quantisers that allocations mean (tables 3-B.2): 1 to 17 for 3, 5, 7, 9, 15, 31, 63, ... 65535 steps. */
const LOWEST = memory.data<u8>([0, 1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17])
const LOW = memory.data<u8>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17])
const MIDDLE = memory.data<u8>([0, 1, 2, 3, 4, 5, 6, 17])
const HIGH = memory.data<u8>([0, 1, 2, 17])
/** The same where few bits are left: tables C and D, and MPEG-2. */
const SPARSE = memory.data<u8>([0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
const SPARSE_LOWEST = memory.data<u8>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
const LAYER2_KBPS = memory.data<i32>([0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0])

/** Subband samples of a whole frame, whose header has been read: 12 slots of layer I, 36 of layer II. */
export function decodeLayer12(frame: usize, bytes: i32): void {
  append(frame, bytes, 0)
  seek(32 + 16 * header.hasCrc)
  memory.fill(SUBBANDS, 0, 2 * SUBBANDS_BYTES)
  const channels = header.channels
  const bands = header.layer == 1 ? 32 : layer2Bands()
  const apart = header.mode == 1 ? min(bands, 4 * header.modeExtension + 4) : bands
  for (let band = 0; band < bands; band++) readAllocation(band, bands, band < apart)
  readFactors(bands)
  for (let part = 0; part < 12; part++)
    for (let band = 0; band < bands; band++) {
      if (band >= apart) readSamples(part, band, 0, channels - 1)
      else for (let channel = 0; channel < channels; channel++) readSamples(part, band, channel, channel)
      if (tell() > bytes * 8) return
    }
}

/** Subbands for which the rate and the bit rate leave room. */
function layer2Bands(): i32 {
  if (header.lsf) return 30
  const kbps = load<i32>(LAYER2_KBPS + <usize>header.kbpsIndex * 4) / header.channels
  if (kbps <= 48) return header.rate == 2 ? 12 : 8
  return header.rate == 1 || kbps <= 80 ? 27 : 30
}

function readAllocation(band: i32, bands: i32, apart: bool): void {
  let quantiser = 0
  for (let channel = 0; channel < header.channels; channel++) {
    if (channel == 0 || apart) quantiser = header.layer == 1 ? read(4) : layer2Quantiser(band, bands)
    // Layer I: one bit more for each sample; 15 is forbidden.
    if (header.layer == 1 && quantiser == 15) quantiser = 0
    store<u8>(QUANTISERS + <usize>(channel * 32 + band), <u8>quantiser)
  }
}

function layer2Quantiser(band: i32, bands: i32): i32 {
  if (header.lsf) {
    if (band < 4) return load<u8>(SPARSE_LOWEST + <usize>read(4))
    return load<u8>(SPARSE + <usize>read(band < 11 ? 3 : 2))
  }
  if (bands < 27) return load<u8>(SPARSE + <usize>read(band < 2 ? 4 : 3))
  if (band < 3) return load<u8>(LOWEST + <usize>read(4))
  if (band < 11) return load<u8>(LOW + <usize>read(4))
  return band < 23 ? load<u8>(MIDDLE + <usize>read(3)) : load<u8>(HIGH + <usize>read(2))
}

function readFactors(bands: i32): void {
  if (header.layer == 2)
    for (let band = 0; band < bands; band++)
      for (let channel = 0; channel < header.channels; channel++) {
        const at = <usize>(channel * 32 + band)
        if (load<u8>(QUANTISERS + at)) store<u8>(SELECTIONS + at, <u8>read(2))
      }
  for (let band = 0; band < bands; band++)
    for (let channel = 0; channel < header.channels; channel++) {
      const at = <usize>(channel * 32 + band)
      if (!load<u8>(QUANTISERS + at)) continue
      const selection = header.layer == 1 ? 2 : <i32>load<u8>(SELECTIONS + at)
      const first = factor()
      const second = selection == 0 || selection == 3 ? factor() : first
      const third = selection == 0 || selection == 1 ? factor() : second
      store<f32>(FACTORS + at * 12, first)
      store<f32>(FACTORS + at * 12, second, 4)
      store<f32>(FACTORS + at * 12, third, 8)
    }
}

/** 2^(1 - n / 3) */
function factor(): f32 {
  const n = read(6)
  const root = n % 3 == 0 ? 2.0 : n % 3 == 1 ? 1.5874010519681994 : 1.2599210498948732
  return <f32>(root / <f64>(1 << (n / 3)))
}

/** One sample of layer I, or three of layer II, for one channel or (the same under each one's factor) for both. */
function readSamples(part: i32, band: i32, first: i32, last: i32): void {
  const quantiser = <i32>load<u8>(QUANTISERS + <usize>(first * 32 + band))
  if (quantiser == 0) return
  if (header.layer == 1) return put(part, 0, band, first, last, read(quantiser + 1), (2 << quantiser) - 1)
  const slot = 3 * part
  const third = part >> 2
  if (quantiser == 1 || quantiser == 2 || quantiser == 4) {
    // Three samples are the digits of one number; greater numbers mean nothing.
    const steps = 2 * quantiser + 1
    let code = read(quantiser == 1 ? 5 : quantiser == 2 ? 7 : 10)
    if (code >= steps * steps * steps) return
    for (let index = 0; index < 3; index++, code /= steps) put(slot + index, third, band, first, last, code % steps, steps)
    return
  }
  const bits = quantiser == 3 ? 3 : quantiser - 1
  for (let index = 0; index < 3; index++) put(slot + index, third, band, first, last, read(bits), (1 << bits) - 1)
}

function put(slot: i32, third: i32, band: i32, first: i32, last: i32, code: i32, steps: i32): void {
  const doubled = 2 * code - steps + 1
  const value = <f32>doubled / <f32>steps
  for (let channel = first; channel <= last; channel++) {
    const factor = load<f32>(FACTORS + <usize>((channel * 32 + band) * 3 + third) * 4)
    store<f32>(SUBBANDS + <usize>channel * SUBBANDS_BYTES + <usize>(slot * 32 + band) * 4, value * factor)
  }
}
