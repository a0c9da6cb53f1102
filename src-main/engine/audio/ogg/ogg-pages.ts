import type { ByteFile } from "../file/byte-file-io.ts"

/** One Ogg page (RFC 3533) with the packets that end on it. */
export interface OggPage {
  serial: number
  /** Codec time at the end of the page's last packet; null when no packet ends here. */
  granule: number | null
  first: boolean
  last: boolean
  packets: Buffer[]
  /** True when bytes or pages were lost just before this one. */
  afterDamage: boolean
}

const HEAD_BYTES = 27
const MAX_PAGE_BYTES = 65_307
const MAX_PACKET_BYTES = 16_777_216

interface RawPage {
  flags: number
  granule: bigint
  serial: number
  sequence: number
  segments: Buffer
  body: Buffer
  bytes: number
}

interface StreamState {
  partial: Buffer[]
  partialBytes: number
  sequence: number
}

/** Walks all pages; pages with a wrong checksum are passed over, and packets that lost a part are dropped. */
export function* oggPages(file: ByteFile, start: number): Generator<OggPage> {
  const streams = new Map<number, StreamState>()
  let position = start
  let damaged = false
  while (position + HEAD_BYTES <= file.sizeBytes) {
    const page = rawPage(file, position)
    if (!page) {
      damaged = true
      const lost = lostPage(file, position)
      if (lost && streams.get(lost.serial)?.sequence === lost.sequence - 1)
        yield pageOf(lost, [], true)
      position = nextPage(file, position + 1)
      continue
    }
    position += page.bytes
    const state = streams.get(page.serial) ?? {
      partial: [],
      partialBytes: 0,
      sequence: page.sequence - 1,
    }
    const gap = page.sequence !== (state.sequence + 1) >>> 0 && (page.flags & 2) === 0
    streams.set(page.serial, state)
    if (gap) dropPartial(state)
    state.sequence = page.sequence
    const afterDamage = damaged || gap
    const packets = packetsOf(page, state)
    yield pageOf(page, packets, afterDamage)
    damaged = false
  }
}

function pageOf(page: RawPage, packets: Buffer[], afterDamage: boolean): OggPage {
  const ends = packets.length > 0 || afterDamage
  return {
    serial: page.serial,
    granule: page.granule < 0n || !ends ? null : Number(page.granule),
    first: (page.flags & 2) !== 0,
    last: (page.flags & 4) !== 0,
    packets,
    afterDamage,
  }
}

/** A page with a wrong checksum whose size leads to another page: its granule tells how much sound is lost. */
function lostPage(file: ByteFile, position: number): RawPage | null {
  const page = rawPage(file, position, false)
  const follows = page && file.read(position + page.bytes, 4).toString("latin1") === "OggS"
  return follows ? page : null
}

function rawPage(file: ByteFile, position: number, checked = true): RawPage | null {
  const all = file.read(position, MAX_PAGE_BYTES)
  if (all.length < HEAD_BYTES || all.toString("latin1", 0, 4) !== "OggS" || all[4] !== 0)
    return null
  const segments = Buffer.from(all.subarray(HEAD_BYTES, HEAD_BYTES + (all[26] ?? 0)))
  const bodyStart = HEAD_BYTES + segments.length
  const bytes = segments.reduce((sum, size) => sum + size, bodyStart)
  const page = {
    flags: all[5] ?? 0,
    serial: all.readUInt32LE(14),
    sequence: all.readUInt32LE(18),
    body: Buffer.from(all.subarray(bodyStart, bytes)),
    bytes,
  }
  if (bytes > all.length)
    return { ...page, granule: -1n, segments: whole(segments, page.body.length) }
  if (checked && crcOf(all.subarray(0, bytes)) !== all.readUInt32LE(22)) return null
  return { ...page, granule: all.readBigInt64LE(6), segments }
}

/** The segments that a page cut off by the file's end still holds. */
function whole(segments: Buffer, bodyBytes: number): Buffer {
  let bytes = 0
  const end = segments.findIndex((size) => (bytes += size) > bodyBytes)
  return segments.subarray(0, end)
}

function nextPage(file: ByteFile, from: number): number {
  for (let position = from; position < file.sizeBytes; position += MAX_PAGE_BYTES - 3) {
    const found = file.read(position, MAX_PAGE_BYTES).indexOf("OggS", 0, "latin1")
    if (found >= 0) return position + found
  }
  return file.sizeBytes
}

function packetsOf(page: RawPage, state: StreamState): Buffer[] {
  const packets: Buffer[] = []
  const continues = (page.flags & 1) !== 0
  let lost = continues && state.partialBytes === 0
  if (!continues) dropPartial(state)
  let at = 0
  let open = 0
  for (const size of page.segments) {
    open += size
    if (size === 255) continue
    const part = page.body.subarray(at, at + open)
    if (!lost) packets.push(state.partialBytes > 0 ? Buffer.concat([...state.partial, part]) : part)
    dropPartial(state)
    lost = false
    at += open
    open = 0
  }
  if (open > 0 && !lost && state.partialBytes + open <= MAX_PACKET_BYTES) {
    state.partial.push(page.body.subarray(at, at + open))
    state.partialBytes += open
  }
  return packets
}

function dropPartial(state: StreamState): void {
  state.partial = []
  state.partialBytes = 0
}

/** Codec time at the stream's end, from its last page; null when none is found near the file's end. */
export function lastGranule(file: ByteFile, serial: number): number | null {
  const from = Math.max(0, file.sizeBytes - 2 * MAX_PAGE_BYTES)
  const tail = Buffer.from(file.read(from, file.sizeBytes - from))
  for (
    let at = tail.lastIndexOf("OggS");
    at >= 0;
    at = at > 0 ? tail.lastIndexOf("OggS", at - 1) : -1
  ) {
    if (at + HEAD_BYTES > tail.length || tail.readUInt32LE(at + 14) !== serial) continue
    const granule = tail.readBigInt64LE(at + 6)
    if (granule >= 0n && granule < 1n << 50n) return Number(granule)
  }
  return null
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value
})

/** CRC-32 with polynomial 0x04c11db7, the checksum field itself counted as zeros. */
function crcOf(bytes: Buffer): number {
  let value = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : (bytes[at] as number)
    value = (value << 8) ^ (CRC[((value >>> 24) ^ byte) & 255] as number)
  }
  return value >>> 0
}
