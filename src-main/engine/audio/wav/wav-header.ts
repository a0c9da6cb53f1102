import { unreadable } from "../unreadable.ts"
import type { ByteFile } from "../file/byte-file-io.ts"
import type { AudioTags } from "../audio-source.ts"
import type { SampleCoding } from "./sample-format.ts"

/** Where a wav file's samples lie and how they are coded; positions in bytes. */
export interface WavLayout {
  codec: WavCodec
  sampleRateHz: number
  channels: number
  bitDepth: number
  strideBytes: number
  dataStart: number
  /** Bytes the header claims, and those the file really holds. */
  claimedBytes: number | null
  dataBytes: number
  tags: AudioTags
}

export type WavCodec = { kind: "samples"; coding: SampleCoding } | { kind: "mp3" }

interface FormatChunk {
  tag: number
  channels: number
  sampleRateHz: number
  strideBytes: number
  bits: number
}

const UNKNOWN_SIZE = 0xffff_ffff
const MAX_CHUNKS = 10_000

/** Reads RIFF, RIFX, RF64 and BW64 headers (EBU Tech 3306 for the 64-bit sizes). */
export function readWavHeader(file: ByteFile): WavLayout {
  const little = file.read(0, 4).toString("latin1") !== "RIFX"
  let format: FormatChunk | null = null
  let longDataBytes: number | null = null
  let data: { start: number; claimed: number | null } | null = null
  const tags: AudioTags = {}
  let position = 12
  for (let count = 0; count < MAX_CHUNKS && position + 8 <= file.sizeBytes; count++) {
    const head = file.read(position, 8)
    const id = head.toString("latin1", 0, 4)
    let size = little ? head.readUInt32LE(4) : head.readUInt32BE(4)
    const start = position + 8
    if (id === "ds64") longDataBytes = readLongSize(file, start)
    else if (id === "fmt ") format = readFormat(file, start, size, little)
    else if (id === "LIST") Object.assign(tags, readInfo(file, start, size))
    else if (id === "data" && !data) {
      const claimed = size === UNKNOWN_SIZE ? longDataBytes : size
      data = { start, claimed }
      if (claimed === null || start + claimed >= file.sizeBytes) break
      size = claimed
    }
    position = start + size + (size % 2)
  }
  if (!format)
    throw unreadable(file.name, "has no description of its samples (a damaged wav header).")
  if (!data) throw unreadable(file.name, "has a wav header but no samples.")
  return layoutOf(file, format, data, tags, little)
}

function layoutOf(
  file: ByteFile,
  format: FormatChunk,
  data: { start: number; claimed: number | null },
  tags: AudioTags,
  little: boolean,
): WavLayout {
  const present = file.sizeBytes - data.start
  const streamed = data.claimed === null || (data.claimed === 0 && present > 0)
  return {
    codec: codecOf(file.name, format, little),
    sampleRateHz: format.sampleRateHz,
    channels: format.channels,
    bitDepth: format.bits,
    strideBytes: format.strideBytes,
    dataStart: data.start,
    claimedBytes: streamed ? null : data.claimed,
    dataBytes: streamed ? present : Math.min(present, data.claimed ?? present),
    tags,
  }
}

function readLongSize(file: ByteFile, start: number): number | null {
  const bytes = file.read(start, 16)
  return bytes.length < 16 ? null : Number(bytes.readBigUInt64LE(8))
}

function readFormat(file: ByteFile, start: number, size: number, little: boolean): FormatChunk {
  const bytes = file.read(start, Math.min(size, 40))
  if (bytes.length < 14) throw unreadable(file.name, "has a damaged wav header.")
  const u16 = (at: number) => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const u32 = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const channels = u16(2)
  const strideBytes = u16(12)
  const bits = bytes.length >= 16 ? u16(14) : (strideBytes / Math.max(1, channels)) * 8
  const extensible = u16(0) === 0xfffe && bytes.length >= 26
  return { tag: extensible ? u16(24) : u16(0), channels, sampleRateHz: u32(4), strideBytes, bits }
}

const OTHER_CODECS: Record<number, string> = {
  0x02: "Microsoft ADPCM",
  0x11: "IMA ADPCM",
  0x31: "GSM 6.10",
  0x50: "MPEG layer 2",
  0x92: "Dolby AC-3",
  0x161: "Windows Media Audio",
  0x162: "Windows Media Audio",
  0xff: "AAC",
}

function codecOf(name: string, format: FormatChunk, little: boolean): WavCodec {
  if (format.tag === 0x55) return { kind: "mp3" }
  const slotBytes = Math.floor(format.strideBytes / Math.max(1, format.channels))
  const coding = codingOf(format.tag, slotBytes, little)
  if (coding) return { kind: "samples", coding }
  if (format.tag === 1 || format.tag === 3)
    throw unreadable(
      name,
      `has ${format.bits}-bit samples laid out in a way Slipmat does not know.`,
    )
  const codec = OTHER_CODECS[format.tag] ?? `codec 0x${format.tag.toString(16)}`
  throw unreadable(name, `is a wav file with ${codec} inside, which Slipmat cannot decode.`)
}

function codingOf(tag: number, slotBytes: number, little: boolean): SampleCoding | null {
  const end = little ? "le" : "be"
  if (tag === 1) {
    if (slotBytes === 1) return "u8"
    if (slotBytes === 2 || slotBytes === 3 || slotBytes === 4)
      return `s${(slotBytes * 8) as 16 | 24 | 32}${end}`
  }
  if (tag === 3 && (slotBytes === 4 || slotBytes === 8))
    return `f${(slotBytes * 8) as 32 | 64}${end}`
  if (tag === 6 && slotBytes === 1) return "alaw"
  if (tag === 7 && slotBytes === 1) return "ulaw"
  return null
}

const INFO_LIMIT_BYTES = 65_536

function readInfo(file: ByteFile, start: number, size: number): AudioTags {
  const bytes = file.read(start, Math.min(size, INFO_LIMIT_BYTES))
  const tags: AudioTags = {}
  if (bytes.toString("latin1", 0, 4) !== "INFO") return tags
  for (let at = 4; at + 8 <= bytes.length;) {
    const id = bytes.toString("latin1", at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const text = bytes
      .toString("utf8", at + 8, at + 8 + length)
      .replace(/\0.*$/s, "")
      .trim()
    if (id === "INAM" && text) tags.title = text
    if (id === "IART" && text) tags.artist = text
    at += 8 + length + (length % 2)
  }
  return tags
}
