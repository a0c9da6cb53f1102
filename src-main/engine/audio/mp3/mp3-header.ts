/** MPEG-1/2/2.5 audio frame headers (ISO/IEC 11172-3 2.4.2.3, 13818-3), and the Xing/LAME information frame. */

export interface Mp3Header {
  version: 1 | 2 | 2.5
  layer: 1 | 2 | 3
  sampleRateHz: number
  channels: 1 | 2
  frameBytes: number
  frames: number
  bitrateKbps: number
  sideInfoBytes: number
}

const RATES_HZ = [44_100, 48_000, 32_000]
const KBPS: Record<string, number[]> = {
  "1,1": [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  "1,2": [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  "1,3": [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  "2,1": [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  "2,2": [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
}

/** Null where no valid header stands. Free-format streams (no stated bit rate) are not supported. */
export function parseMp3Header(bytes: Uint8Array, at: number): Mp3Header | null {
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = bytes.subarray(at, at + 4)
  if (b0 !== 0xff || (b1 & 0xe0) !== 0xe0) return null
  const version = ([2.5, null, 2, 1] as const)[(b1 >> 3) & 3]
  const layer = ([null, 3, 2, 1] as const)[(b1 >> 1) & 3]
  const rate = RATES_HZ[(b2 >> 2) & 3]
  if (!version || !layer || !rate || (b3 & 3) === 2) return null
  const table = version === 1 ? `1,${layer}` : `2,${Math.min(2, layer)}`
  const bitrateKbps = KBPS[table]?.[b2 >> 4] ?? 0
  if (bitrateKbps === 0) return null
  const sampleRateHz = rate / (version === 1 ? 1 : version === 2 ? 2 : 4)
  const frames = layer === 1 ? 384 : layer === 3 && version !== 1 ? 576 : 1152
  const slotBytes = layer === 1 ? 4 : 1
  const slots = Math.floor((frames * bitrateKbps * 125) / (sampleRateHz * slotBytes))
  const channels = b3 >> 6 === 3 ? 1 : 2
  return {
    version,
    layer,
    sampleRateHz,
    channels,
    frames,
    bitrateKbps,
    frameBytes: (slots + ((b2 >> 1) & 1)) * slotBytes,
    sideInfoBytes: sideInfoBytesOf(version, channels),
  }
}

function sideInfoBytesOf(version: number, channels: number): number {
  if (version === 1) return channels === 1 ? 17 : 32
  return channels === 1 ? 9 : 17
}

export function sameStream(one: Mp3Header, other: Mp3Header): boolean {
  return (
    one.version === other.version &&
    one.layer === other.layer &&
    one.sampleRateHz === other.sampleRateHz
  )
}

/** True when a frame starts here and another of the same stream follows it (or it is the last of the bytes). */
export function isFrameChain(bytes: Uint8Array, at: number): boolean {
  const first = parseMp3Header(bytes, at)
  if (!first) return false
  let next = at + first.frameBytes
  for (let count = 0; count < 2; count++) {
    if (next === bytes.length) return count > 0 || at === 0
    const header = next + 4 <= bytes.length ? parseMp3Header(bytes, next) : null
    if (!header || !sameStream(first, header)) return false
    next += header.frameBytes
  }
  return true
}

export interface Mp3Info {
  /** Audio frames of the stream (not samples) when the tag says so. */
  frameCount: number | null
  delayFrames: number | null
  paddingFrames: number | null
}

/** The information frame that encoders put first: "Xing"/"Info" with LAME's gapless numbers, or Fraunhofer's "VBRI". */
export function parseInfoFrame(frame: Buffer, header: Mp3Header): Mp3Info | null {
  const vbri = frame.toString("latin1", 36, 40) === "VBRI"
  if (vbri && frame.length >= 54)
    return { frameCount: frame.readUInt32BE(50), delayFrames: null, paddingFrames: null }
  const at = 4 + header.sideInfoBytes
  const magic = frame.toString("latin1", at, at + 4)
  if (header.layer !== 3 || (magic !== "Xing" && magic !== "Info") || frame.length < at + 8)
    return null
  const flags = frame.readUInt32BE(at + 4)
  let position = at + 8
  const frameCount = flags & 1 && frame.length >= position + 4 ? frame.readUInt32BE(position) : null
  position +=
    (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0)
  return { frameCount, ...lameGaps(frame, position) }
}

/** LAME's extension: 9 bytes of encoder name, ..., delay and padding as two 12-bit numbers at offset 21. */
function lameGaps(frame: Buffer, at: number): Pick<Mp3Info, "delayFrames" | "paddingFrames"> {
  const none = { delayFrames: null, paddingFrames: null }
  if (
    frame.length < at + 24 ||
    !/^(LAME|Lavf|Lavc|L3\.9|GOGO)/.test(frame.toString("latin1", at, at + 4))
  )
    return none
  const [a = 0, b = 0, c = 0] = frame.subarray(at + 21, at + 24)
  const delayFrames = (a << 4) | (b >> 4)
  const paddingFrames = ((b & 15) << 8) | c
  return delayFrames > 3000 ? none : { delayFrames, paddingFrames }
}
