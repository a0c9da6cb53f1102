/** Boxes of ISO base media files (ISO/IEC 14496-12 section 4.2), in a buffer that holds a whole parent. */
export interface Box {
  type: string
  /** The body, without the box's own header. */
  body: Buffer
}

const MAX_BOXES = 100_000

export function* boxesIn(buffer: Buffer): Generator<Box> {
  for (let at = 0, count = 0; at + 8 <= buffer.length && count < MAX_BOXES; count++) {
    const head = parseBoxHead(buffer.subarray(at), buffer.length - at)
    if (!head) return
    const body = buffer.subarray(at + head.headBytes, at + Math.min(head.bytes, buffer.length - at))
    yield { type: head.type, body }
    at += head.bytes
  }
}

/** Null where no sane box stands; `bytes` counts the head and may claim more than there is. */
export function parseBoxHead(
  bytes: Buffer,
  bytesLeft: number,
): { type: string; headBytes: number; bytes: number } | null {
  if (bytes.length < 8) return null
  const size = bytes.readUInt32BE(0)
  const type = bytes.toString("latin1", 4, 8)
  if (size === 0) return { type, headBytes: 8, bytes: bytesLeft }
  if (size !== 1) return size < 8 ? null : { type, headBytes: 8, bytes: size }
  if (bytes.length < 16) return null
  const long = Number(bytes.readBigUInt64BE(8))
  return long < 16 ? null : { type, headBytes: 16, bytes: long }
}

/** The first box down a path of types. */
export function boxAt(buffer: Buffer, ...path: string[]): Buffer | null {
  let body: Buffer | null = buffer
  for (const type of path) {
    body = firstOf(body, type)
    if (!body) return null
  }
  return body
}

function firstOf(buffer: Buffer, type: string): Buffer | null {
  for (const box of boxesIn(buffer)) if (box.type === type) return box.body
  return null
}

/** Big-endian numbers that are 0 past the end, so that a cut table reads as empty. */
export function u32(buffer: Buffer, at: number): number {
  return at >= 0 && at + 4 <= buffer.length ? buffer.readUInt32BE(at) : 0
}

export function u16(buffer: Buffer, at: number): number {
  return at >= 0 && at + 2 <= buffer.length ? buffer.readUInt16BE(at) : 0
}

export function u64(buffer: Buffer, at: number): number {
  return u32(buffer, at) * 2 ** 32 + u32(buffer, at + 4)
}
