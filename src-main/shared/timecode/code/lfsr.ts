/**
 * The shift register (LFSR) behind a timecode, stepped both ways. The state at cycle n is read from its bits: bit k of the state
 * is the bit of cycle n + k, so that the lowest is cycle n's own.
 */
import type { TimecodeDefinition } from "./definitions.ts"

type Register = Pick<TimecodeDefinition, "bits" | "taps" | "seed">

/** 1 where an odd number of the bits of x are set. */
function parity(x: number): number {
  let folded = x ^ (x >>> 16)
  folded ^= folded >>> 8
  folded ^= folded >>> 4
  return (0x6996 >>> (folded & 15)) & 1
}

export class Lfsr {
  readonly #forwardTaps: number
  readonly #backTaps: number
  readonly #top: number
  readonly #mask: number

  constructor({ bits, taps }: Register) {
    this.#top = bits - 1
    this.#mask = (1 << bits) - 1
    this.#forwardTaps = taps | 1
    this.#backTaps = (taps >>> 1) | (1 << this.#top)
  }

  /** The state of the next cycle. */
  forward(state: number): number {
    return (state >>> 1) | (parity(state & this.#forwardTaps) << this.#top)
  }

  /** The state of the cycle before: undoes `forward`. */
  back(state: number): number {
    return ((state << 1) & this.#mask) | parity(state & this.#backTaps)
  }
}

/** The bits of cycles from..to, one a byte, also before cycle 0 and after the last: the register runs on there. */
export function timecodeBits(register: Register, from: number, to: number): Uint8Array {
  const lfsr = new Lfsr(register)
  let state = register.seed
  for (let cycle = 0; cycle < from; cycle++) state = lfsr.forward(state)
  for (let cycle = 0; cycle > from; cycle--) state = lfsr.back(state)
  const bits = new Uint8Array(Math.max(0, to - from))
  for (let i = 0; i < bits.length; i++) {
    bits[i] = state & 1
    state = lfsr.forward(state)
  }
  return bits
}
