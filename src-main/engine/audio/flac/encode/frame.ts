/** Blocks of samples as FLAC frames, and the head of the stream (RFC 9639 sections 8 and 9). */
import { crc16, crc8 } from "../flac-header.ts"
import type { BitWriter } from "./bit-writer.ts"
import { roughSize, writeSubframe } from "./subframe.ts"

export const BLOCK_FRAMES = 4096
export const STREAM_HEAD_BYTES = 42
const BLOCK_CODE = 12
const OTHER_BLOCK_CODE = 7
const RATE_CODES = new Map([
  [88_200, 1],
  [176_400, 2],
  [192_000, 3],
  [8000, 4],
  [16_000, 5],
  [22_050, 6],
  [24_000, 7],
  [32_000, 8],
  [44_100, 9],
  [48_000, 10],
  [96_000, 11],
])
const DEPTH_CODES = { 16: 4, 24: 6 } as const
const LEFT_SIDE = 8
const SIDE_RIGHT = 9
const MID_SIDE = 10

export interface FlacShape {
  sampleRateHz: number
  /** 1..8 */
  channels: number
  depth: 16 | 24
}

/** @param channels whole numbers of `depth` bits; all equally long, at most BLOCK_FRAMES */
export function writeFrame(
  bits: BitWriter,
  channels: readonly Int32Array[],
  number: number,
  { sampleRateHz, depth }: FlacShape,
): void {
  const start = bits.view().length
  const { assignment, samples } = decorrelated(channels)
  const frames = channels[0]!.length
  const isUsual = frames === BLOCK_FRAMES
  bits.bits(0xfff8, 16)
  bits.bits(isUsual ? BLOCK_CODE : OTHER_BLOCK_CODE, 4)
  bits.bits(RATE_CODES.get(sampleRateHz) ?? 0, 4)
  bits.bits(assignment, 4)
  bits.bits(DEPTH_CODES[depth], 3)
  bits.bits(0, 1)
  writeNumber(bits, number)
  if (!isUsual) bits.bits(frames - 1, 16)
  bits.bits(crc8(bits.view(), start, bits.view().length), 8)
  for (const [index, channel] of samples.entries())
    writeSubframe(bits, channel, depth + (sideOf(assignment) === index ? 1 : 0))
  bits.align()
  bits.bits(crc16(bits.view(), start, bits.view().length), 16)
}

/** The 34 bytes of STREAMINFO behind the file's letters. Sizes of frames are left open. */
export function streamHead(shape: FlacShape, frames: number, md5: Uint8Array): Uint8Array {
  const head = new Uint8Array(STREAM_HEAD_BYTES)
  head.set([0x66, 0x4c, 0x61, 0x43, 0x80, 0, 0, 34])
  const view = new DataView(head.buffer)
  view.setUint16(8, BLOCK_FRAMES)
  view.setUint16(10, BLOCK_FRAMES)
  const { sampleRateHz, channels, depth } = shape
  const high = Math.floor(frames / 2 ** 32) & 0x0f
  view.setUint32(
    18,
    ((sampleRateHz << 12) | ((channels - 1) << 9) | ((depth - 1) << 4) | high) >>> 0,
  )
  view.setUint32(22, frames >>> 0)
  head.set(md5, 26)
  return head
}

/** Left and right as they are, or one of them or their mean beside their difference: whichever leaves least. */
function decorrelated(channels: readonly Int32Array[]): {
  assignment: number
  samples: readonly Int32Array[]
} {
  const [left, right] = channels
  const plain = { assignment: channels.length - 1, samples: channels }
  if (!left || !right || channels.length !== 2) return plain
  const side = left.map((sample, i) => sample - right[i]!)
  const mid = left.map((sample, i) => (sample + right[i]!) >> 1)
  const [ofLeft, ofRight, ofMid, ofSide] = [left, right, mid, side].map(roughSize) as [
    number,
    number,
    number,
    number,
  ]
  const least = Math.min(ofLeft + ofRight, ofLeft + ofSide, ofSide + ofRight, ofMid + ofSide)
  if (least === ofLeft + ofRight) return plain
  if (least === ofLeft + ofSide) return { assignment: LEFT_SIDE, samples: [left, side] }
  if (least === ofSide + ofRight) return { assignment: SIDE_RIGHT, samples: [side, right] }
  return { assignment: MID_SIDE, samples: [mid, side] }
}

function sideOf(assignment: number): number {
  if (assignment === SIDE_RIGHT) return 0
  return assignment === LEFT_SIDE || assignment === MID_SIDE ? 1 : -1
}

/** As UTF-8 writes characters, up to 31 bits. */
function writeNumber(bits: BitWriter, number: number): void {
  if (number < 0x80) {
    bits.bits(number, 8)
    return
  }
  let following = 1
  while (number >= 2 ** (5 * following + 6)) following++
  bits.bits(2 ** (following + 2) - 2, following + 2)
  bits.bits(number >>> (6 * following), 6 - following)
  for (let i = following - 1; i >= 0; i--) bits.bits(0x80 | ((number >>> (6 * i)) & 0x3f), 8)
}
