import { SAMPLE_BYTES, type SampleFormat } from "./sample-coding.ts"

export interface WavShape {
  sampleRateHz: number
  channels: number
  sampleFormat: SampleFormat
}

/** One size for every header, so that it can be rewritten in place once the length is known. */
export const WAV_HEADER_BYTES = 104

/** WAVE speaker masks for 1..8 channels: mono, stereo, 3.0, quad, 5.0, 5.1, 6.1, 7.1. */
const SPEAKERS = [0, 0x4, 0x3, 0x7, 0x33, 0x37, 0x3f, 0x70f, 0x63f]
const GUID_TAIL = Buffer.from("000000001000800000aa00389b71", "hex")
const MAX_RIFF_BYTES = 0xffff_ffff

/**
 * A WAVE_FORMAT_EXTENSIBLE header with a JUNK chunk that becomes RF64's ds64 when the file passes 4 GB
 * (EBU Tech 3306).
 */
export function wavHeader(shape: WavShape, frames: number): Buffer {
  const stride = shape.channels * SAMPLE_BYTES[shape.sampleFormat]
  const dataBytes = frames * stride
  const riffBytes = WAV_HEADER_BYTES - 8 + dataBytes + (dataBytes % 2)
  const long = riffBytes > MAX_RIFF_BYTES
  const header = Buffer.alloc(WAV_HEADER_BYTES)
  header.write(long ? "RF64" : "RIFF", 0, "latin1")
  header.writeUInt32LE(long ? MAX_RIFF_BYTES : riffBytes, 4)
  header.write(long ? "WAVEds64" : "WAVEJUNK", 8, "latin1")
  header.writeUInt32LE(28, 16)
  if (long) {
    header.writeBigUInt64LE(BigInt(riffBytes), 20)
    header.writeBigUInt64LE(BigInt(dataBytes), 28)
    header.writeBigUInt64LE(BigInt(frames), 36)
  }
  writeFormat(header, 48, shape, stride)
  header.write("data", 96, "latin1")
  header.writeUInt32LE(long ? MAX_RIFF_BYTES : dataBytes, 100)
  return header
}

function writeFormat(header: Buffer, at: number, shape: WavShape, stride: number): void {
  const bits = SAMPLE_BYTES[shape.sampleFormat] * 8
  header.write("fmt ", at, "latin1")
  header.writeUInt32LE(40, at + 4)
  header.writeUInt16LE(0xfffe, at + 8)
  header.writeUInt16LE(shape.channels, at + 10)
  header.writeUInt32LE(shape.sampleRateHz, at + 12)
  header.writeUInt32LE(shape.sampleRateHz * stride, at + 16)
  header.writeUInt16LE(stride, at + 20)
  header.writeUInt16LE(bits, at + 22)
  header.writeUInt16LE(22, at + 24)
  header.writeUInt16LE(bits, at + 26)
  header.writeUInt32LE(SPEAKERS[shape.channels] ?? 0, at + 28)
  header.writeUInt16LE(shape.sampleFormat === "float32" ? 3 : 1, at + 32)
  GUID_TAIL.copy(header, at + 34)
}
