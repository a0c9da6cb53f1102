import type { ByteFile } from "../file/byte-file-io.ts"
import { boxAt, boxesIn, parseBoxHead, u32, u64 } from "./boxes.ts"
import type { SampleRange } from "./sample-table.ts"

const MAX_BOXES = 1_000_000
const MAX_FRAGMENT_BYTES = 16_777_216

export interface TopBox {
  type: string
  position: number
  headBytes: number
  bytes: number
}

/** The file's outermost boxes, read one head at a time. */
export function* topBoxes(file: ByteFile, start: number): Generator<TopBox> {
  for (
    let position = start, count = 0;
    position + 8 <= file.sizeBytes && count < MAX_BOXES;
    count++
  ) {
    const head = parseBoxHead(file.read(position, 16), file.sizeBytes - position)
    if (!head) return
    yield { ...head, position }
    position += head.bytes
  }
}

/** Samples of one track of a fragmented file (ISO/IEC 14496-12 section 8.8). */
export function* fragmentSamples(
  file: ByteFile,
  start: number,
  moov: Buffer,
  trackId: number,
): Generator<SampleRange> {
  const defaultBytes = trackDefault(moov, trackId)
  for (const { type, position, headBytes, bytes } of topBoxes(file, start)) {
    if (type !== "moof" || bytes > MAX_FRAGMENT_BYTES) continue
    const moof = Buffer.from(file.read(position + headBytes, bytes - headBytes))
    for (const { type: inner, body } of boxesIn(moof))
      if (inner === "traf") yield* trackRuns(body, position, trackId, defaultBytes)
  }
}

function trackDefault(moov: Buffer, trackId: number): number {
  for (const { type, body } of boxesIn(boxAt(moov, "mvex") ?? Buffer.alloc(0)))
    if (type === "trex" && u32(body, 4) === trackId) return u32(body, 16)
  return 0
}

function* trackRuns(
  traf: Buffer,
  moofPosition: number,
  trackId: number,
  defaultBytes: number,
): Generator<SampleRange> {
  const tfhd = boxAt(traf, "tfhd")
  if (!tfhd || u32(tfhd, 4) !== trackId) return
  const flags = u32(tfhd, 0) & 0xff_ffff
  let at = 8
  const base = flags & 1 ? u64(tfhd, at) : moofPosition
  at += (flags & 1 ? 8 : 0) + (flags & 2 ? 4 : 0) + (flags & 8 ? 4 : 0)
  const bytes = flags & 16 ? u32(tfhd, at) : defaultBytes
  let position = base
  for (const { type, body } of boxesIn(traf))
    if (type === "trun")
      for (const range of runSamples(body, base, position, bytes)) {
        position = range.position + range.bytes
        yield range
      }
}

function* runSamples(
  trun: Buffer,
  base: number,
  next: number,
  defaultBytes: number,
): Generator<SampleRange> {
  const flags = u32(trun, 0) & 0xff_ffff
  const step = 4 * [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length
  let at = 8 + (flags & 1 ? 4 : 0) + (flags & 4 ? 4 : 0)
  let position = flags & 1 ? base + (u32(trun, 8) | 0) : next
  const fits = step > 0 ? Math.floor((trun.length - at) / step) : u32(trun, 4)
  const samples = Math.min(u32(trun, 4), fits)
  for (let index = 0; index < samples; index++, at += step) {
    const bytes = flags & 0x200 ? u32(trun, at + (flags & 0x100 ? 4 : 0)) : defaultBytes
    if (bytes === 0) return
    yield { position, bytes }
    position += bytes
  }
}
