import type { AudioTags, FormatReader, Piece, Warn } from "../audio-source.ts"
import type { ByteFile } from "../file/byte-file-io.ts"
import { readVorbisComment } from "../file/vorbis-comment.ts"
import { silence } from "../silence.ts"
import { unreadable } from "../unreadable.ts"
import { OutOfBits } from "../bits/bit-reader.ts"
import { decodeFlacFrame, type FlacFrame } from "./flac-frame.ts"
import { toFloats } from "./flac-packets.ts"
import { parseStreamInfo, type StreamInfo } from "./flac-header.ts"

/** More than the largest frame: 65,535 frames of 8 channels at 33 bits. */
const WINDOW_BYTES = 4_194_304
const MAX_GAP_SECONDS = 60

export async function readFlac(file: ByteFile, start: number): Promise<FormatReader> {
  const { info, tags, audioStart } = readBlocks(file, start)
  return {
    format: "flac",
    codec: "flac",
    sampleRateHz: info.sampleRateHz,
    channels: info.channels,
    framesEstimate: info.totalFrames,
    bitDepth: info.bitDepth,
    tags,
    pieces: (warn) => flacPieces(file, info, audioStart, warn),
  }
}

function readBlocks(file: ByteFile, start: number) {
  let position = start + 4
  let info: StreamInfo | null = null
  let tags: AudioTags = {}
  for (let last = false; !last;) {
    const head = file.read(position, 4)
    if (head.length < 4) break
    last = head.readUInt8(0) >= 128
    const type = head.readUInt8(0) & 127
    const size = head.readUIntBE(1, 3)
    if (type === 0) info = parseStreamInfo(file.read(position + 4, size))
    if (type === 4) tags = readVorbisComment(file.read(position + 4, Math.min(size, 262_144)))
    position += 4 + size
  }
  if (!info) throw unreadable(file.name, "has a damaged flac header.")
  return { info, tags, audioStart: position }
}

function* flacPieces(
  file: ByteFile,
  info: StreamInfo,
  start: number,
  warn: Warn,
): Generator<Piece> {
  let written = 0
  let damaged = false
  for (const frame of flacFrames(file, info, start)) {
    if (frame === "damage") {
      damaged = true
      warn("The file is damaged or cut off in places.")
      continue
    }
    const { blockFrames, firstFrame, index } = frame.header
    const due = firstFrame ?? index * info.minBlockFrames
    if (damaged && due > written && due - written <= MAX_GAP_SECONDS * info.sampleRateHz) {
      yield* silence(info.channels, due - written)
      written = due
    }
    damaged = false
    written += blockFrames
    yield { channels: toFloats(frame), frames: blockFrames }
  }
  if (info.totalFrames !== null && written < info.totalFrames)
    warn("The file ends before its header says it should.")
}

/** Walks the frames through one window; after damage goes on at the next frame whose checksums are right. */
function* flacFrames(
  file: ByteFile,
  info: StreamInfo,
  start: number,
): Generator<FlacFrame | "damage"> {
  const window = Buffer.alloc(Math.min(WINDOW_BYTES, Math.max(0, file.sizeBytes - start)) + 8)
  let windowStart = start
  let filled = file.readInto(window.subarray(0, -8), start)
  let at = 0
  let inDamage = false
  const refill = () => {
    windowStart += at
    at = 0
    filled = file.readInto(window.subarray(0, -8), windowStart)
  }
  while (windowStart + at + 10 < file.sizeBytes) {
    if (at + 10 >= filled) refill()
    if (filled < 10) return
    const frame = tryFrame(window, at, filled, info)
    if (frame === "short" && at > 0) {
      refill()
      continue
    }
    if (frame && frame !== "short" && frame.header.channels === info.channels) {
      yield frame
      inDamage = false
      at = frame.endByte
      continue
    }
    if (!inDamage) yield "damage"
    inDamage = true
    const next = window.subarray(0, filled).indexOf(0xff, at + 1)
    at = next < 0 ? filled : next
  }
}

function tryFrame(
  window: Buffer,
  at: number,
  filled: number,
  info: StreamInfo,
): FlacFrame | "short" | null {
  try {
    return decodeFlacFrame(window, at, filled, info)
  } catch (error) {
    if (error instanceof OutOfBits) return "short"
    throw error
  }
}
