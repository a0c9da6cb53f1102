import type { AudioTags } from "./audio-source.ts"
import type { ByteFile } from "./file/byte-file-io.ts"
import { unreadable } from "./unreadable.ts"
import { CODING_BYTES, type SampleCoding } from "./wav/sample-format.ts"
import type { SampleLayout } from "./wav/wav-reader-io.ts"

export interface AiffHeader extends SampleLayout {
  sampleRateHz: number
  bitDepth: number
  cut: boolean
  tags: AudioTags
}

interface Common {
  channels: number
  frames: number
  bits: number
  sampleRateHz: number
  compression: string
}

/** Reads the chunks of an AIFF or AIFF-C file (Apple, 1989 and 1991). */
export function readAiffHeader(file: ByteFile): AiffHeader {
  const tags: AudioTags = {}
  let common: Common | null = null
  let dataStart = 0
  let chunkEnd = 0
  for (let position = 12, count = 0; position + 8 <= file.sizeBytes && count < 10_000; count++) {
    const head = file.read(position, 8)
    const id = head.toString("latin1", 0, 4)
    const size = head.readUInt32BE(4)
    const start = position + 8
    if (id === "COMM") common = readCommon(file, start)
    if (id === "NAME" || id === "AUTH")
      readText(file, start, size, id === "NAME" ? "title" : "artist", tags)
    if (id === "SSND" && start + 8 <= file.sizeBytes) {
      dataStart = start + 8 + file.read(start, 4).readUInt32BE(0)
      chunkEnd = start + size
    }
    position = start + size + (size % 2)
  }
  if (!common)
    throw unreadable(file.name, "has no description of its samples (a damaged aiff header).")
  if (dataStart === 0) throw unreadable(file.name, "has an aiff header but no samples.")
  return headerOf(file, common, dataStart, chunkEnd, tags)
}

function headerOf(
  file: ByteFile,
  common: Common,
  dataStart: number,
  chunkEnd: number,
  tags: AudioTags,
): AiffHeader {
  const coding = codingOf(file.name, common)
  const { channels, sampleRateHz } = common
  const strideBytes = CODING_BYTES[coding] * channels
  const claimed = Math.min(common.frames * strideBytes, Math.max(0, chunkEnd - dataStart))
  const dataBytes = Math.max(0, Math.min(claimed, file.sizeBytes - dataStart))
  const cut = dataBytes < common.frames * strideBytes
  const bitDepth = coding.startsWith("f") ? CODING_BYTES[coding] * 8 : common.bits
  return { coding, channels, strideBytes, dataStart, dataBytes, sampleRateHz, bitDepth, cut, tags }
}

function readCommon(file: ByteFile, start: number): Common {
  const bytes = file.read(start, 22)
  if (bytes.length < 18) throw unreadable(file.name, "has a damaged aiff header.")
  return {
    channels: bytes.readUInt16BE(0),
    frames: bytes.readUInt32BE(2),
    bits: bytes.readUInt16BE(6),
    sampleRateHz: Math.round(extended(bytes, 8)),
    compression:
      file.read(8, 4).toString("latin1") === "AIFC" ? bytes.toString("latin1", 18, 22) : "NONE",
  }
}

/** An 80-bit IEEE 754 extended number. */
function extended(bytes: Buffer, at: number): number {
  const exponent = (bytes.readUInt16BE(at) & 0x7fff) - 16_383
  const mantissa = bytes.readUInt32BE(at + 2) * 2 ** -31 + bytes.readUInt32BE(at + 6) * 2 ** -63
  return mantissa * 2 ** exponent
}

const COMPRESSED: Record<string, SampleCoding> = {
  sowt: "s16le",
  raw: "u8",
  fl32: "f32be",
  fl64: "f64be",
  alaw: "alaw",
  ulaw: "ulaw",
  in24: "s24be",
  in32: "s32be",
}

function codingOf(name: string, { compression, bits }: Common): SampleCoding {
  const key = compression.trim().toLowerCase()
  const width = Math.ceil(bits / 8)
  if (key === "none" || key === "twos") {
    if (width === 1) return "s8"
    if (width === 2 || width === 3 || width === 4) return `s${(width * 8) as 16 | 24 | 32}be`
    throw unreadable(name, `says its samples have ${bits} bits.`)
  }
  if (key === "sowt" && (width === 3 || width === 4)) return `s${(width * 8) as 24 | 32}le`
  const coding = COMPRESSED[key]
  if (!coding)
    throw unreadable(
      name,
      `is an aiff file with "${key}" compression, which Slipmat cannot decode.`,
    )
  return coding
}

function readText(
  file: ByteFile,
  start: number,
  size: number,
  field: keyof AudioTags,
  tags: AudioTags,
): void {
  const text = file.read(start, Math.min(size, 1024)).toString("utf8").replace(/\0.*$/s, "").trim()
  if (text) tags[field] = text
}
