/**
 * What knobs, faders, pads and wheels send, as places from 0 to 1. Controllers 0 to 31 may be sent in two messages, the
 * second on the controller 32 above with the lower seven bits (MIDI 1.0 Detailed Specification, control change).
 */

/** What of a device moves something. Channels count from 0. */
export type ControlSource =
  | {
      readonly kind: "control"
      readonly channel: number
      readonly controller: number
      readonly isFine: boolean
    }
  | { readonly kind: "note"; readonly channel: number; readonly pitch: number }
  | { readonly kind: "bend"; readonly channel: number }

export interface ControlMove {
  readonly source: ControlSource
  /** Where it stands, 0 to 1, its middle (64 of 127, 8192 of 16383) at 0.5; of a note its velocity. */
  readonly place: number
}

/** The upper bits wait so long for the lower ones. */
export const PAIR_MS = 2

const LOWER_BITS = 32
const NOTE_ON = 0x90
const CONTROL = 0xb0
const BEND = 0xe0

/** Whether a controller, 0 to 31 of a channel, is known or suspected to come in two messages. */
type IsFine = (channel: number, controller: number) => boolean

interface Pair {
  upper: number
  /** When the upper bits came that still wait; null where none do. */
  waitsSinceMs: number | null
}

/** The messages of one port. */
export class ControlMoves {
  #isFine: IsFine
  #pairs = new Map<number, Pair>()

  constructor(isFine: IsFine) {
    this.#isFine = isFine
  }

  /** Of a channel message, status << 16 | data 1 << 8 | data 2; null where nothing moves, or not yet: see `due`. */
  read(message: number, atMs: number): ControlMove | null {
    const channel = (message >> 16) & 0xf
    const [first, second] = [(message >> 8) & 0x7f, message & 0x7f]
    switch ((message >> 16) & 0xf0) {
      case NOTE_ON:
        return second === 0
          ? null
          : { source: { kind: "note", channel, pitch: first }, place: second / 127 }
      case CONTROL:
        return this.#control(channel, first, second, atMs)
      case BEND:
        return { source: { kind: "bend", channel }, place: placeOf((second << 7) | first, 14) }
      default:
        return null
    }
  }

  /** Upper bits whose lower ones did not come in time: they count alone. */
  due(nowMs: number): ControlMove[] {
    return [...this.#pairs].flatMap(([key, pair]) => {
      if (pair.waitsSinceMs === null || nowMs - pair.waitsSinceMs < PAIR_MS) return []
      pair.waitsSinceMs = null
      const [channel, controller] = [key >> 7, key & 0x7f]
      return coarse(channel, controller, pair.upper)
    })
  }

  #control(channel: number, controller: number, value: number, atMs: number): ControlMove | null {
    const key = (channel << 7) | controller
    if (controller < LOWER_BITS && this.#isFine(channel, controller)) {
      this.#pairs.set(key, { upper: value, waitsSinceMs: atMs })
      return null
    }
    const upper = this.#pairs.get(key - LOWER_BITS)
    if (!upper || controller < LOWER_BITS || controller >= 2 * LOWER_BITS)
      return coarse(channel, controller, value)[0]
    upper.waitsSinceMs = null
    const source = { kind: "control", channel, controller: controller - LOWER_BITS } as const
    return {
      source: { ...source, isFine: true },
      place: placeOf((upper.upper << 7) | value, 14),
    }
  }
}

const coarse = (channel: number, controller: number, value: number): [ControlMove] => [
  { source: { kind: "control", channel, controller, isFine: false }, place: placeOf(value, 7) },
]

/** The middle of an even number of values lies above their half: it must be the middle nonetheless. */
function placeOf(value: number, bits: 7 | 14): number {
  const middle = 1 << (bits - 1)
  return value <= middle ? value / middle / 2 : 0.5 + (value - middle) / (middle - 1) / 2
}
