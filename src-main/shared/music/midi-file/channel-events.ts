/** Channel voice messages (MIDI 1.0 Detailed Specification, table II): bytes to events and back. */
import type { ChannelEvent } from "./midi-events.ts"

/** Data bytes of the messages 8x, 9x, ax, bx, cx, dx, ex. */
export const CHANNEL_DATA_BYTES: readonly number[] = [2, 2, 2, 2, 1, 1, 2]
const BEND_CENTRE = 8192

/** `status` is 0x80..0xef, the data 0..127; `second` does not count where the message has one data byte. */
export function channelEvent(
  status: number,
  ticks: number,
  first: number,
  second: number,
): ChannelEvent {
  const channel = status & 0x0f
  switch (status >> 4) {
    case 0x8:
      return { ticks, kind: "noteOff", channel, pitch: first, velocity: second }
    case 0x9:
      return { ticks, kind: "noteOn", channel, pitch: first, velocity: second }
    case 0xa:
      return { ticks, kind: "polyPressure", channel, pitch: first, pressure: second }
    case 0xb:
      return { ticks, kind: "controlChange", channel, controller: first, value: second }
    case 0xc:
      return { ticks, kind: "programChange", channel, program: first }
    case 0xd:
      return { ticks, kind: "channelPressure", channel, pressure: first }
    default:
      return { ticks, kind: "pitchBend", channel, bend: second * 0x80 + first - BEND_CENTRE }
  }
}

/** Status and one or two data bytes, unchecked: see `write.ts`. */
export function channelMessage(event: ChannelEvent): [status: number, ...data: number[]] {
  const { channel } = event
  switch (event.kind) {
    case "noteOff":
      return [0x80 + channel, event.pitch, event.velocity]
    case "noteOn":
      return [0x90 + channel, event.pitch, event.velocity]
    case "polyPressure":
      return [0xa0 + channel, event.pitch, event.pressure]
    case "controlChange":
      return [0xb0 + channel, event.controller, event.value]
    case "programChange":
      return [0xc0 + channel, event.program]
    case "channelPressure":
      return [0xd0 + channel, event.pressure]
    case "pitchBend": {
      const value = event.bend + BEND_CENTRE
      return [0xe0 + channel, value % 0x80, Math.floor(value / 0x80)]
    }
  }
}
