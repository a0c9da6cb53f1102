/**
 * Encoders that send how far they were turned since the last message, in one data byte (0..127): the four ways in which
 * controllers write the sign (scratch.md 1.1). Positive is clockwise, as a record plays.
 */
export const RELATIVE7 = {
  /** 64 stands still: Pioneer, Denon MC6000, Roland, Vestax, Reloop. */
  offset64: (value: number): number => value - 64,
  /** Two's complement of seven bits: Denon MC4000, Numark. */
  twos7: (value: number): number => (value < 64 ? value : value - 128),
  /** One tick a message, whatever its size: Hercules. */
  "sign-only": (value: number): number => (value < 64 ? 1 : -1),
  /** The highest bit is the sign, the others are the size. */
  "sign-magnitude": (value: number): number => (value & 0x40 ? -(value & 0x3f) : value),
} as const

export type Relative7 = keyof typeof RELATIVE7

export const isRelative7 = (encoding: string): encoding is Relative7 =>
  Object.hasOwn(RELATIVE7, encoding)

/** Relative in 14 bits (Pioneer DDJ-T1, DDJ-ERGO): clockwise counts up from 1, back down from 16383. */
export const diff14Ticks = (value: number): number => (value < 8192 ? value : value - 16_384)

/** Steps of `speed7` for once the normal speed; 127 is the fourfold. */
const STEPS_OF_UNITY = 63 / 4
const STOPPED = 64

/** A speed, not a way (Pioneer CDJ in MIDI mode): 64 stands, 65..127 forward to four times, 63..0 back. */
export const speed7Velocity = (value: number): number => (value - STOPPED) / STEPS_OF_UNITY
