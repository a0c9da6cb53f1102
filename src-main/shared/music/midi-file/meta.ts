/**
 * What meta events mean (RP-001, "Meta-Events"): bytes to values and back. Events keep their bytes, so that what is not
 * edited is written as it was read; a value is undefined where the bytes are not as the standard has them.
 */
import type { MetaEvent, SmpteRate } from "./midi-events.ts"
import { decodeText, encodeText, type MidiText } from "./text.ts"

/** Types 1 to 9, the last two by RP-019. */
const TEXT_ROLES = [
  "text",
  "copyright",
  "trackName",
  "instrumentName",
  "lyric",
  "marker",
  "cuePoint",
  "programName",
  "deviceName",
] as const
const SMPTE_RATES: readonly SmpteRate[] = [24, 25, 29, 30]
const MAX_DENOMINATOR_POWER = 10

export type TextRole = (typeof TEXT_ROLES)[number]

export type MetaValue =
  | SmpteOffset
  | TimeSignature
  | (MidiText & { kind: "text"; role: TextRole })
  /** Which song of a cue list, or which pattern of a format 2 file, this is: 0..65535. */
  | { kind: "sequenceNumber"; number: number }
  /** The meta events that follow are of this channel, 0..15. */
  | { kind: "channelPrefix"; channel: number }
  /** The track is sent to this output, 0..127. Not in the standard, but in many files. */
  | { kind: "port"; port: number }
  /** 1..0xffffff. Beats per minute are 60,000,000 / this. */
  | { kind: "tempo"; microsecondsPerQuarter: number }
  /** `fifths` is -7 (seven flats) to 7 (seven sharps). */
  | { kind: "keySignature"; fifths: number; mode: "major" | "minor" }
  | { kind: "sequencerSpecific"; bytes: Uint8Array }

/** The time of day or film at which the track starts. */
export interface SmpteOffset {
  kind: "smpteOffset"
  framesPerSecond: SmpteRate
  hours: number
  minutes: number
  seconds: number
  frames: number
  hundredths: number
}

export interface TimeSignature {
  kind: "timeSignature"
  numerator: number
  /** A power of two, 1..1024. */
  denominator: number
  /** A quarter note has 24. */
  clocksPerClick: number
  thirtySecondsPerQuarter: number
}

/** The event's value, or undefined where its type or its bytes are not of the standard. */
export function metaValue({ type, bytes }: MetaEvent): MetaValue | undefined {
  const role = TEXT_ROLES[type - 1]
  if (role) return { kind: "text", role, ...decodeText(bytes) }
  const [a = 0, b = 0, c = 0] = bytes
  const is = (expectedType: number, length: number): boolean =>
    type === expectedType && bytes.length === length
  if (is(0x00, 2)) return { kind: "sequenceNumber", number: a * 0x100 + b }
  if (is(0x20, 1) && a < 16) return { kind: "channelPrefix", channel: a }
  if (is(0x21, 1) && a < 128) return { kind: "port", port: a }
  if (is(0x51, 3)) {
    const microsecondsPerQuarter = a * 0x10000 + b * 0x100 + c
    return microsecondsPerQuarter > 0 ? { kind: "tempo", microsecondsPerQuarter } : undefined
  }
  if (is(0x54, 5)) return smpteOffset(bytes)
  if (is(0x58, 4)) return timeSignature(bytes)
  if (is(0x59, 2)) return keySignature((a << 24) >> 24, b)
  if (type === 0x7f) return { kind: "sequencerSpecific", bytes }
  return undefined
}

function keySignature(fifths: number, minor: number): MetaValue | undefined {
  if (Math.abs(fifths) > 7 || minor > 1) return undefined
  return { kind: "keySignature", fifths, mode: minor === 1 ? "minor" : "major" }
}

function timeSignature(bytes: Uint8Array): TimeSignature | undefined {
  const [numerator = 0, power = 0, clocksPerClick = 0, thirtySecondsPerQuarter = 0] = bytes
  if (numerator === 0 || power > MAX_DENOMINATOR_POWER) return undefined
  const denominator = 2 ** power
  return { kind: "timeSignature", numerator, denominator, clocksPerClick, thirtySecondsPerQuarter }
}

/** The hour's byte has the frame rate in bits 5 and 6. */
function smpteOffset(bytes: Uint8Array): SmpteOffset | undefined {
  const [hour = 0, minutes = 0, seconds = 0, frames = 0, hundredths = 0] = bytes
  const hours = hour & 0x1f
  const framesPerSecond = SMPTE_RATES[(hour >> 5) & 3]!
  const isTime = hour < 0x80 && hours < 24 && minutes < 60 && seconds < 60
  // Drop-frame code counts up to 29, as its 29.97 is nearly 30.
  const framesInSecond = framesPerSecond === 29 ? 30 : framesPerSecond
  if (!isTime || frames >= framesInSecond || hundredths > 99) return undefined
  return { kind: "smpteOffset", framesPerSecond, hours, minutes, seconds, frames, hundredths }
}

/**
 * The event that holds a value: `metaValue` gives the value back (of a lone surrogate in a text, U+FFFD). Throws RangeError
 * where a number is outside its range or not whole.
 */
export function metaEvent(ticks: number, value: MetaValue): MetaEvent {
  const [type, bytes] = encode(value)
  const event: MetaEvent = { ticks, kind: "meta", type, bytes: Uint8Array.from(bytes) }
  const isHeld = bytes.every((byte, index) => byte === event.bytes[index])
  if (isHeld && metaValue(event) !== undefined) return event
  throw new RangeError(`No ${value.kind} event can hold ${JSON.stringify(value)}`)
}

/** Type and bytes, which are not 0..255 where a number is outside its range. */
function encode(value: MetaValue): [type: number, bytes: Uint8Array | number[]] {
  switch (value.kind) {
    case "text":
      return [TEXT_ROLES.indexOf(value.role) + 1, encodeText(value)]
    case "sequenceNumber":
      return [0x00, bigEndian(value.number, 2)]
    case "channelPrefix":
      return [0x20, [value.channel]]
    case "port":
      return [0x21, [value.port]]
    case "tempo":
      return [0x51, bigEndian(value.microsecondsPerQuarter, 3)]
    case "smpteOffset": {
      const rate = SMPTE_RATES.indexOf(value.framesPerSecond)
      const { hours, minutes, seconds, frames, hundredths } = value
      const hour = hours >= 0 && hours < 24 ? hours + rate * 0x20 : NaN
      return [0x54, [hour, minutes, seconds, frames, hundredths]]
    }
    case "timeSignature": {
      const power = Math.log2(value.denominator)
      const { numerator, clocksPerClick, thirtySecondsPerQuarter } = value
      return [0x58, [numerator, power, clocksPerClick, thirtySecondsPerQuarter]]
    }
    case "keySignature": {
      const { fifths } = value
      return [0x59, [fifths < 0 ? fifths + 0x100 : fifths, value.mode === "minor" ? 1 : 0]]
    }
    case "sequencerSpecific":
      return [0x7f, value.bytes]
  }
}

/** The first is above 255 where the number needs more bytes, the last is no whole number where it is none. */
function bigEndian(value: number, count: number): number[] {
  const bytes = [value % 0x100]
  let rest = Math.floor(value / 0x100)
  while (bytes.length < count - 1) {
    bytes.unshift(rest % 0x100)
    rest = Math.floor(rest / 0x100)
  }
  return [rest, ...bytes]
}
