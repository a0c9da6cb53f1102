/** Integer, float and companded samples to Float32 in -1..1: integers divide by 2^(bits-1), exactly as they were made. */

export type SampleCoding =
  | "u8"
  | "s8"
  | "s16le"
  | "s16be"
  | "s24le"
  | "s24be"
  | "s32le"
  | "s32be"
  | "f32le"
  | "f32be"
  | "f64le"
  | "f64be"
  | "alaw"
  | "ulaw"

export const CODING_BYTES: Record<SampleCoding, number> = {
  u8: 1,
  s8: 1,
  alaw: 1,
  ulaw: 1,
  s16le: 2,
  s16be: 2,
  s24le: 3,
  s24be: 3,
  s32le: 4,
  s32be: 4,
  f32le: 4,
  f32be: 4,
  f64le: 8,
  f64be: 8,
}

type ReadSample = (view: DataView, offset: number) => number

const READERS: Record<SampleCoding, ReadSample> = {
  u8: (view, at) => (view.getUint8(at) - 128) / 128,
  s8: (view, at) => view.getInt8(at) / 128,
  s16le: (view, at) => view.getInt16(at, true) / 32_768,
  s16be: (view, at) => view.getInt16(at) / 32_768,
  s24le: (view, at) => (view.getInt8(at + 2) * 65_536 + view.getUint16(at, true)) / 8_388_608,
  s24be: (view, at) => (view.getInt8(at) * 65_536 + view.getUint16(at + 1)) / 8_388_608,
  s32le: (view, at) => view.getInt32(at, true) / 2_147_483_648,
  s32be: (view, at) => view.getInt32(at) / 2_147_483_648,
  f32le: (view, at) => view.getFloat32(at, true),
  f32be: (view, at) => view.getFloat32(at),
  f64le: (view, at) => view.getFloat64(at, true),
  f64be: (view, at) => view.getFloat64(at),
  alaw: (view, at) => ALAW[view.getUint8(at)] ?? 0,
  ulaw: (view, at) => ULAW[view.getUint8(at)] ?? 0,
}

/**
 * Spreads `frames` interleaved frames over planar channels.
 * @param strideBytes bytes from one frame to the next (may exceed channels x sample bytes)
 * @param slotBytes bytes from one channel's sample to the next
 */
export function deinterleave(
  bytes: Uint8Array,
  layout: { coding: SampleCoding; strideBytes: number; slotBytes: number },
  frames: number,
  out: readonly Float32Array[],
): void {
  const packed = layout.slotBytes === 2 && layout.strideBytes === 2 * out.length
  if (layout.coding === "s16le" && packed && bytes.byteOffset % 2 === 0) {
    deinterleave16(bytes, frames, out)
    return
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const read = READERS[layout.coding]
  out.forEach((channel, index) => {
    let at = index * layout.slotBytes
    for (let frame = 0; frame < frames; frame++, at += layout.strideBytes)
      channel[frame] = read(view, at)
  })
}

function deinterleave16(bytes: Uint8Array, frames: number, out: readonly Float32Array[]): void {
  const stride = out.length
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, frames * stride)
  out.forEach((channel, index) => {
    for (let frame = 0, at = index; frame < frames; frame++, at += stride)
      channel[frame] = (samples[at] as number) / 32_768
  })
}

/** ITU-T G.711 A-law. */
const ALAW = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55
  const exponent = (bits & 0x70) >> 4
  const mantissa = (bits & 0x0f) * 16 + 8
  const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1)
  return ((bits & 0x80 ? 1 : -1) * magnitude) / 32_768
})

/** ITU-T G.711 mu-law. */
const ULAW = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84
  return ((bits & 0x80 ? -1 : 1) * magnitude) / 32_768
})
