/** MIDI events as text and back, for the document: their bytes as in a file, but without times and lengths. */
import { channelEvent, channelMessage, type MidiEvent } from "#shared/music/midi-file/index.ts"

const SYSEX = 0xf0
const ESCAPE = 0xf7
const META = 0xff
/** Of each byte: files have a million events. */
const DIGITS = Array.from({ length: 0x100 }, (_, byte) => byte.toString(16).padStart(2, "0"))

/** Hexadecimal digits, two a byte. Also what tells whether two events of one time are the same. */
export function hexOf(event: MidiEvent): string {
  let hex = ""
  for (const byte of messageOf(event)) hex += DIGITS[byte]!
  return hex
}

/** The inverse of `hexOf`. `hex` is as the document's schema has it. */
export function eventOfHex(ticks: number, hex: string): MidiEvent {
  const bytes = new Uint8Array(hex.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  const [status = 0, first = 0, second = 0] = bytes
  if (status === META) return { ticks, kind: "meta", type: first, bytes: bytes.slice(2) }
  if (status === SYSEX) return { ticks, kind: "sysex", bytes: bytes.slice(1) }
  if (status === ESCAPE) return { ticks, kind: "escape", bytes: bytes.slice(1) }
  return channelEvent(status, ticks, first, second)
}

function messageOf(event: MidiEvent): readonly number[] {
  switch (event.kind) {
    case "meta":
      return [META, event.type, ...event.bytes]
    case "sysex":
      return [SYSEX, ...event.bytes]
    case "escape":
      return [ESCAPE, ...event.bytes]
    default:
      return channelMessage(event)
  }
}
