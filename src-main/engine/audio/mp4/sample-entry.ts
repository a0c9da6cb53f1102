import { boxAt, boxesIn, u16, u32 } from "./boxes.ts"

/** The codec of a sound track and its configuration bytes. */
export type SampleEntry =
  | { codec: "aac"; config: Buffer }
  | { codec: "mp3" }
  | { codec: "alac"; config: Buffer }
  | { codec: "opus"; config: Buffer }
  | { codec: "flac"; config: Buffer }
  | { codec: "protected" }
  | { codec: "other"; name: string }

const NAMES: Record<string, string> = {
  "ac-3": "Dolby AC-3",
  "ec-3": "Dolby Digital Plus",
  "ac-4": "Dolby AC-4",
  samr: "AMR speech",
  sawb: "AMR speech",
  dtsc: "DTS",
  lpcm: "plain samples in a QuickTime file",
  sowt: "plain samples in a QuickTime file",
  twos: "plain samples in a QuickTime file",
  ima4: "IMA ADPCM",
}

/** The first entry of an stsd box's body (ISO/IEC 14496-12 section 12.2.3; QuickTime's versions 1 and 2 too). */
export function readSampleEntry(stsd: Buffer): SampleEntry {
  for (const { type, body } of boxesIn(stsd.subarray(8))) {
    if (type === "drms" || type === "enca") return { codec: "protected" }
    const version = u16(body, 8)
    const children = body.subarray(28 + (version === 1 ? 16 : version === 2 ? 36 : 0))
    return entryOf(type, boxAt(children, "wave") ?? children)
  }
  return { codec: "other", name: "nothing" }
}

function entryOf(type: string, children: Buffer): SampleEntry {
  if (type === "mp4a") {
    const esds = boxAt(children, "esds")
    return esds
      ? readDescriptors(esds.subarray(4))
      : { codec: "other", name: "AAC without a description" }
  }
  if (type === ".mp3") return { codec: "mp3" }
  if (type === "alac") return withConfig("alac", boxAt(children, "alac")?.subarray(4))
  if (type === "Opus") return withConfig("opus", boxAt(children, "dOps"))
  if (type === "fLaC") return withConfig("flac", boxAt(children, "dfLa")?.subarray(8))
  return { codec: "other", name: NAMES[type] ?? `the codec "${type.trim()}"` }
}

function withConfig(
  codec: "alac" | "opus" | "flac",
  config: Buffer | null | undefined,
): SampleEntry {
  return config ? { codec, config } : { codec: "other", name: `${codec} without a description` }
}

/** Elementary stream descriptors (ISO/IEC 14496-1 section 7.2.6). */
function readDescriptors(esds: Buffer): SampleEntry {
  const stream = descriptor(esds, 0x03)
  if (!stream) return { codec: "other", name: "AAC without a description" }
  const flags = stream[2] ?? 0
  const skip =
    3 + (flags & 0x80 ? 2 : 0) + (flags & 0x40 ? 1 + (stream[3] ?? 0) : 0) + (flags & 0x20 ? 2 : 0)
  const decoder = descriptor(stream.subarray(skip), 0x04)
  const objectType = decoder?.[0] ?? 0
  if (objectType === 0x69 || objectType === 0x6b) return { codec: "mp3" }
  const config = decoder && descriptor(decoder.subarray(13), 0x05)
  const aac = objectType === 0x40 || (objectType >= 0x66 && objectType <= 0x68)
  if (aac && config) return { codec: "aac", config: Buffer.from(config) }
  return { codec: "other", name: `the MPEG-4 object type 0x${objectType.toString(16)}` }
}

function descriptor(bytes: Buffer, tag: number): Buffer | null {
  for (let at = 0; at + 2 <= bytes.length;) {
    const found = bytes[at++]
    let length = 0
    for (let count = 0; count < 4; count++) {
      const byte = bytes[at++] ?? 0
      length = length * 128 + (byte & 127)
      if (byte < 128) break
    }
    if (found === tag) return bytes.subarray(at, at + length)
    at += length
  }
  return null
}

/** True when the track's handler says sound. */
export function isSoundTrack(trak: Buffer): boolean {
  const handler = boxAt(trak, "mdia", "hdlr")
  return handler !== null && u32(handler, 8) === 0x736f_756e
}
