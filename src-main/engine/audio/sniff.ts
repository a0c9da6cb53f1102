import type { ByteFile } from "./file/byte-file-io.ts"
import { unreadable } from "./unreadable.ts"
import { isFrameChain } from "./mp3/mp3-header.ts"
import { isAdts } from "./aac/adts.ts"

export type Container = "wav" | "aiff" | "flac" | "mp3" | "ogg" | "mp4" | "adts"

export interface Sniffed {
  container: Container
  /** First byte after any ID3v2 tags, which may stand before every format. */
  start: number
}

const SEARCH_BYTES = 65_536

/** Finds the format by content; the file's extension is never looked at. */
export function sniff(file: ByteFile): Sniffed {
  if (file.sizeBytes === 0) throw unreadable(file.name, "is empty.")
  const start = skipId3(file)
  const head = Buffer.from(file.read(start, SEARCH_BYTES))
  const container = byMagic(head) ?? bySync(head)
  if (container) return { container, start }
  throw unreadable(file.name, describe(head, start))
}

/** Position after all ID3v2 tags at the file's start (id3.org, 2.4 section 3.1). */
export function skipId3(file: ByteFile): number {
  let position = 0
  for (let count = 0; count < 16; count++) {
    const head = file.read(position, 10)
    const size = id3Bytes(head)
    if (size === 0) break
    position += size
  }
  return Math.min(position, file.sizeBytes)
}

function id3Bytes(head: Buffer): number {
  if (head.length < 10 || head.toString("latin1", 0, 3) !== "ID3") return 0
  const [a = 255, b = 255, c = 255, d = 255] = head.subarray(6, 10)
  if ((a | b | c | d) > 127) return 0
  const footer = ((head[5] ?? 0) & 0x10) !== 0 ? 10 : 0
  return 10 + footer + ((a << 21) | (b << 14) | (c << 7) | d)
}

function byMagic(head: Buffer): Container | null {
  const magic = head.toString("latin1", 0, 4)
  const kind = head.toString("latin1", 8, 12)
  if (["RIFF", "RIFX", "RF64", "BW64"].includes(magic) && kind === "WAVE") return "wav"
  if (magic === "FORM" && (kind === "AIFF" || kind === "AIFC")) return "aiff"
  if (magic === "fLaC") return "flac"
  if (magic === "OggS") return "ogg"
  if (["ftyp", "moov", "mdat", "wide", "free", "skip"].includes(head.toString("latin1", 4, 8)))
    return "mp4"
  return null
}

function bySync(head: Buffer): Container | null {
  for (let at = 0; at + 4 < head.length; at++) {
    if (head[at] !== 0xff) continue
    if (isAdts(head, at)) return "adts"
    if (isFrameChain(head, at)) return "mp3"
  }
  return null
}

/** What the opening of other files looks like; "?" stands for any byte. */
const FOREIGN: [openings: string[], what: string][] = [
  [["\x1aE\xdf\xa3"], "is a Matroska or WebM file"],
  [["0&\xb2u\x8ef\xcf\x11"], "is a Windows Media file"],
  [["RIFF????AVI "], "is an AVI video"],
  [["MThd"], "is a MIDI file, which holds notes and no sound"],
  [["%PDF"], "is a PDF document"],
  [["\x89PNG", "\xff\xd8\xff", "GIF8"], "is a picture"],
  [["PK\x03\x04"], "is a zip archive"],
  [
    ["wvpk", "MAC ", "TTA1", "DSD ", "MP+", "MPCK", "caff", "#!AMR"],
    "is in an audio format that Slipmat cannot decode",
  ],
]

const ANY_BYTE = 0x3f

function opensWith(head: Buffer, opening: string): boolean {
  const bytes = Buffer.from(opening, "latin1")
  return bytes.every((byte, at) => byte === ANY_BYTE || byte === head[at])
}

function describe(head: Buffer, start: number): string {
  if (head.length === 0) return start > 0 ? "holds tags and no sound." : "is empty."
  const foreign = FOREIGN.find(([openings]) => openings.some((opening) => opensWith(head, opening)))
  if (foreign) return `${foreign[1]}. Slipmat opens wav, flac, mp3, ogg, opus, m4a and aiff.`
  if (head.every((byte) => byte === 0)) return "holds only zeros."
  return isText(head)
    ? "is a text file, not sound."
    : "is not a sound file that Slipmat knows (wav, flac, mp3, ogg, opus, m4a, aiff)."
}

function isText(head: Buffer): boolean {
  return head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13)
}
