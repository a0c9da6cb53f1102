import type { AudioTags } from "../audio-source.ts"
import type { ByteFile } from "./byte-file-io.ts"

const LIMIT_BYTES = 262_144
const FIELDS: Record<string, keyof AudioTags> = {
  TIT2: "title",
  TPE1: "artist",
  TT2: "title",
  TP1: "artist",
}

/** Title and artist of an ID3v2.2 to 2.4 tag at the file's start; pictures and all else are passed over. */
export function readId3(file: ByteFile): AudioTags {
  const head = file.read(0, 10)
  const version = head[3] ?? 0
  if (head.toString("latin1", 0, 3) !== "ID3" || version < 2 || version > 4) return {}
  const end = 10 + synchsafe(head, 6)
  const tags: AudioTags = {}
  const [idBytes, headBytes] = version === 2 ? [3, 6] : [4, 10]
  for (let at = 10; at + headBytes < Math.min(end, LIMIT_BYTES);) {
    const frame = Buffer.from(file.read(at, headBytes))
    const id = frame.toString("latin1", 0, idBytes)
    if (frame.length < headBytes || !/^[A-Z0-9]+$/.test(id)) break
    const size = frameBytes(frame, version)
    const field = FIELDS[id]
    if (field && size > 1 && size < 4096) {
      const text = decodeText(file.read(at + headBytes, size))
      if (text) tags[field] = text
    }
    at += headBytes + size
  }
  return tags
}

function frameBytes(frame: Buffer, version: number): number {
  if (version === 2) return frame.readUIntBE(3, 3)
  return version === 4 ? synchsafe(frame, 4) : frame.readUInt32BE(4)
}

function synchsafe(bytes: Buffer, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4)
  return ((a & 127) << 21) | ((b & 127) << 14) | ((c & 127) << 7) | (d & 127)
}

const ENCODINGS = ["latin1", "utf-16", "utf-16be", "utf-8"]

function decodeText(bytes: Buffer): string {
  const encoding = ENCODINGS[bytes[0] ?? 0] ?? "latin1"
  const text = new TextDecoder(encoding).decode(bytes.subarray(1))
  return text.replace(/\0.*$/s, "").trim()
}
