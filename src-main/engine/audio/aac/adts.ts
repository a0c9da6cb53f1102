/** ADTS headers (ISO/IEC 14496-3 1.A.2): raw AAC frames one after another. */

export interface AdtsHeader {
  objectType: number
  rateIndex: number
  channelConfiguration: number
  headerBytes: number
  frameBytes: number
  rawBlocks: number
}

export function parseAdts(bytes: Uint8Array, at: number): AdtsHeader | null {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0, b4 = 0, b5 = 0, b6 = 0] = bytes.subarray(at, at + 7)
  if (b0 !== 0xff || (b1 & 0xf6) !== 0xf0) return null
  const headerBytes = b1 & 1 ? 7 : 9
  const frameBytes = ((b3 & 3) << 11) | (b4 << 3) | (b5 >> 5)
  const rateIndex = (b2 >> 2) & 15
  if (rateIndex > 12 || frameBytes <= headerBytes) return null
  return {
    objectType: (b2 >> 6) + 1,
    rateIndex,
    channelConfiguration: ((b2 & 1) << 2) | (b3 >> 6),
    headerBytes,
    frameBytes,
    rawBlocks: (b6 & 3) + 1,
  }
}

/** True when two ADTS frames of one stream stand here one after the other. */
export function isAdts(bytes: Uint8Array, at: number): boolean {
  const first = parseAdts(bytes, at)
  if (!first) return false
  const next = parseAdts(bytes, at + first.frameBytes)
  return next !== null && next.rateIndex === first.rateIndex && next.objectType === first.objectType
}
