/**
 * Where the chunks of a Standard MIDI File lie: four letters, a length of four bytes (big-endian), then as many bytes. Says
 * what is there; what to believe is the reader's matter.
 */
export const CHUNK_HEADER_BYTES = 8
const RIFF = "RIFF"
const RMID = "RMID"

export interface Chunk {
  id: string
  /** First byte after the header. */
  start: number
  /** First byte after the chunk by its own word: may lie far beyond the file. */
  end: number
}

/** The chunk whose header stands at `at`, or undefined where no four printable letters and a length do. */
export function chunkAt(bytes: Uint8Array, at: number): Chunk | undefined {
  const id = idAt(bytes, at)
  if (id === undefined || at + CHUNK_HEADER_BYTES > bytes.length) return undefined
  const start = at + CHUNK_HEADER_BYTES
  return { id, start, end: start + uint32At(bytes, at + 4) }
}

/** Where the four letters come next, from `from` on; -1 where they do not. */
export function findId(bytes: Uint8Array, id: string, from: number): number {
  const first = id.charCodeAt(0)
  let at = bytes.indexOf(first, from)
  while (at !== -1 && !isIdAt(bytes, id, at)) at = bytes.indexOf(first, at + 1)
  return at
}

/** Where the MIDI file begins in a RIFF file of kind RMID (RP-029), or undefined in any other file. */
export function startInRiff(bytes: Uint8Array): number | undefined {
  if (!isIdAt(bytes, RIFF, 0) || !isIdAt(bytes, RMID, 8)) return undefined
  let at = 12
  while (at + CHUNK_HEADER_BYTES <= bytes.length) {
    if (isIdAt(bytes, "data", at)) return at + CHUNK_HEADER_BYTES
    const length = uint32At(bytes, at + 4, true)
    at += CHUNK_HEADER_BYTES + length + (length % 2)
  }
  return undefined
}

export function uint16At(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 0x100 + bytes[at + 1]!
}

function uint32At(bytes: Uint8Array, at: number, littleEndian = false): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, littleEndian)
}

function isIdAt(bytes: Uint8Array, id: string, at: number): boolean {
  for (let i = 0; i < 4; i++) if (bytes[at + i] !== id.charCodeAt(i)) return false
  return true
}

function idAt(bytes: Uint8Array, at: number): string | undefined {
  if (at + 4 > bytes.length) return undefined
  const letters = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!]
  if (letters.some((letter) => letter < 0x20 || letter > 0x7e)) return undefined
  return String.fromCharCode(...letters)
}
