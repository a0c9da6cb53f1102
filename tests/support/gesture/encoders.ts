/** The other side of the decoders: what a device of each encoding sends. */
import type { Encoding } from "#shared/gesture/profile/profile.ts"

/** One message of ticks as data bytes: one of a control change, or the high and the low of two. */
export const ENCODE = {
  offset64: (ticks: number) => [64 + ticks],
  twos7: (ticks: number) => [(ticks + 128) % 128],
  "sign-only": (ticks: number) => [ticks > 0 ? 1 : 127],
  "sign-magnitude": (ticks: number) => [ticks < 0 ? 0x40 - ticks : ticks],
  diff14: (ticks: number) => {
    const value = (ticks + 16_384) % 16_384
    return [value >> 7, value & 0x7f]
  },
} as const

export type TickEncoding = keyof typeof ENCODE

/** The most that one message can say. */
export const MOST_TICKS: Readonly<Record<TickEncoding, number>> = {
  ...{ offset64: 63, twos7: 63, "sign-only": 1, "sign-magnitude": 63, diff14: 8191 },
}

export const isTickEncoding = (encoding: Encoding): encoding is TickEncoding =>
  Object.hasOwn(ENCODE, encoding)

/** The inverse of `speed7`: record speed, at most four times. */
export const encodeSpeed7 = (velocity: number): number =>
  Math.max(0, Math.min(127, Math.round(64 + (velocity * 63) / 4)))
