/** Frame headers and checksums of FLAC (RFC 9639 section 9.1). */
import type { BitReader } from "../bits/bit-reader.ts"

export interface StreamInfo {
  minBlockFrames: number
  sampleRateHz: number
  channels: number
  bitDepth: number
  totalFrames: number | null
}

export interface FrameHeader {
  blockFrames: number
  /** 0..7: that many + 1 independent channels; 8 left/side, 9 side/right, 10 mid/side. */
  assignment: number
  channels: number
  bitDepth: number
  /** The first frame's number in samples; null when the block sizes are fixed and `index` counts blocks. */
  firstFrame: number | null
  index: number
}

/** Reads the STREAMINFO block's 34 bytes; null when too short. */
export function parseStreamInfo(bytes: Buffer): StreamInfo | null {
  if (bytes.length < 18) return null
  const packed = bytes.readBigUInt64BE(10)
  const total = Number(packed & 0xf_ffff_ffffn)
  return {
    minBlockFrames: bytes.readUInt16BE(0),
    sampleRateHz: Number(packed >> 44n),
    channels: Number((packed >> 41n) & 7n) + 1,
    bitDepth: Number((packed >> 36n) & 31n) + 1,
    totalFrames: total > 0 ? total : null,
  }
}

/** Null when no frame with a valid checksum starts at the reader's position. */
export function parseFrameHeader(bits: BitReader, info: StreamInfo): FrameHeader | null {
  const startByte = bits.bit >>> 3
  if (bits.unsigned(15) !== 0x7ffc) return null
  const variable = bits.unsigned(1) === 1
  const sizeCode = bits.unsigned(4)
  const rateCode = bits.unsigned(4)
  const assignment = bits.unsigned(4)
  const depthCode = bits.unsigned(3)
  if (bits.unsigned(1) !== 0 || assignment > 10 || sizeCode === 0 || rateCode === 15) return null
  const number = codedNumber(bits)
  const blockFrames = blockFramesOf(bits, sizeCode)
  if (rateCode >= 12) bits.skip(rateCode === 12 ? 8 : 16)
  const endByte = bits.bit >>> 3
  if (bits.unsigned(8) !== crc8(bits.bytes, startByte, endByte) || number === null) return null
  const bitDepth = depthCode === 0 ? info.bitDepth : DEPTHS[depthCode]
  if (!bitDepth) return null
  const channels = assignment < 8 ? assignment + 1 : 2
  return {
    blockFrames,
    assignment,
    channels,
    bitDepth,
    firstFrame: variable ? number : null,
    index: number,
  }
}

const DEPTHS = [0, 8, 12, 0, 16, 20, 24, 32]

function blockFramesOf(bits: BitReader, code: number): number {
  if (code === 1) return 192
  if (code <= 5) return 576 << (code - 2)
  if (code === 6) return bits.unsigned(8) + 1
  if (code === 7) return bits.unsigned(16) + 1
  return 256 << (code - 8)
}

/** UTF-8's scheme stretched to 36 bits. */
function codedNumber(bits: BitReader): number | null {
  const first = bits.unsigned(8)
  if (first < 0x80) return first
  const extra = Math.clz32(~(first << 24)) - 1
  if (extra < 1 || extra > 6) return null
  let value = first & ((1 << (6 - extra)) - 1)
  for (let count = 0; count < extra; count++) {
    const next = bits.unsigned(8)
    if (next >> 6 !== 2) return null
    value = value * 64 + (next & 63)
  }
  return value
}

const CRC8 = crcTable(8, 0x07)
const CRC16 = crcTable(16, 0x8005)

function crcTable(width: number, polynomial: number): Uint16Array {
  const top = 1 << (width - 1)
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let value = byte << (width - 8)
    for (let bit = 0; bit < 8; bit++) value = value & top ? (value << 1) ^ polynomial : value << 1
    return value & ((1 << width) - 1)
  })
}

export function crc8(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) value = CRC8[value ^ (bytes[at] as number)] as number
  return value
}

export function crc16(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++)
    value = ((value << 8) & 0xffff) ^ (CRC16[(value >> 8) ^ (bytes[at] as number)] as number)
  return value
}
