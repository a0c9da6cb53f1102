/**
 * Feedback delay network of eight lines mixed by a Hadamard matrix, each with a filter that makes it decay by 60 dB in the
 * wished time, at 0 Hz and at half the rate (J.-M. Jot and A. Chaigne, "Digital delay networks for designing artificial
 * reverberators", AES 90, 1991).
 */
import { exactExp } from "../../exact-math.ts"
import { DelayLine, Tap } from "../delay-line.ts"
import { flushed } from "../kernel.ts"
import { Ramp } from "../ramp.ts"

const LINES = 8
/** At size 1, chosen so that no two have a small common multiple; made prime in frames. */
const LENGTHS_MS = [29.7, 34.3, 39.9, 44.1, 50.3, 57.1, 64.7, 73.3]
export const MAX_SIZE = 2
const HADAMARD_GAIN = 1 / Math.sqrt(LINES)
/** A moving room fades from one to the other. */
const SIZE_FADE_SECONDS = 0.1

export class ReverbNetwork {
  /** The two outputs of the last frame. */
  left = 0
  right = 0
  #rateHz: number
  #size = 1
  #lines: DelayLine[]
  #taps: Tap[]
  #gains: Ramp[]
  #poles: Ramp[]
  /** Scales the input so that long rooms are not louder than short ones. */
  #level: Ramp
  #state = new Float64Array(LINES)
  /** What the lines give out, before it is absorbed: as loud in a short room as in a long one. */
  #heard = new Float64Array(LINES)

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    const longest = Math.ceil((MAX_SIZE * LENGTHS_MS.at(-1)! * rateHz) / 1000) + 200
    const each = <T>(make: () => T): T[] => Array.from({ length: LINES }, make)
    this.#lines = each(() => new DelayLine(longest))
    this.#taps = each(() => new Tap(rateHz, 1, SIZE_FADE_SECONDS))
    this.#gains = each(() => new Ramp(rateHz))
    this.#poles = each(() => new Ramp(rateHz))
    this.#level = new Ramp(rateHz)
  }

  /** @param size 0.2 to MAX_SIZE */
  setSize(size: number, isInstant: boolean): void {
    this.#size = size
    this.#taps.forEach((tap, line) => tap.set(this.#framesOf(line) - 1, isInstant))
  }

  /** Seconds in which sound falls by 60 dB at low frequencies, and at half the rate. */
  setDecay(lowSeconds: number, highSeconds: number, isInstant: boolean): void {
    let mean = 0
    for (let line = 0; line < LINES; line++) {
      const seconds = this.#framesOf(line) / this.#rateHz
      const low = leftAfter(seconds, lowSeconds)
      const high = leftAfter(seconds, highSeconds)
      const pole = (low - high) / (low + high)
      this.#poles[line]!.set(pole, isInstant)
      this.#gains[line]!.set(low * (1 - pole), isInstant)
      mean += low / LINES
    }
    this.#level.set(Math.sqrt(1 - mean * mean), isInstant)
  }

  /** Goes one frame on, with what comes in on both sides. */
  push(inLeft: number, inRight: number): void {
    const state = this.#state
    const level = this.#level.next()
    for (let line = 0; line < LINES; line++) {
      const tap = this.#taps[line]!
      const heard = tap.read(this.#lines[line]!, tap.advance())
      this.#heard[line] = heard
      // One-pole absorption: less comes back at high frequencies.
      state[line] = this.#gains[line]!.next() * heard + this.#poles[line]!.next() * state[line]!
    }
    const heard = this.#heard
    this.left = heard[0]! - heard[2]! + heard[4]! - heard[6]!
    this.right = heard[1]! - heard[3]! + heard[5]! - heard[7]!
    this.#feed(inLeft * level, inRight * level)
  }

  flush(): void {
    for (let line = 0; line < LINES; line++) this.#state[line] = flushed(this.#state[line]!)
  }

  reset(): void {
    for (const line of this.#lines) line.clear()
    for (const tap of this.#taps) tap.finish()
    for (const ramp of [...this.#gains, ...this.#poles, this.#level]) ramp.finish()
    this.#state.fill(0)
    this.left = this.right = 0
  }

  #framesOf(line: number): number {
    return primeFrom(Math.round((LENGTHS_MS[line]! * this.#size * this.#rateHz) / 1000))
  }

  /** Writes what the matrix makes of the lines, and the input: the left side into the even ones. */
  #feed(inLeft: number, inRight: number): void {
    const state = this.#state
    const a0 = state[0]! + state[1]!
    const a1 = state[0]! - state[1]!
    const a2 = state[2]! + state[3]!
    const a3 = state[2]! - state[3]!
    const a4 = state[4]! + state[5]!
    const a5 = state[4]! - state[5]!
    const a6 = state[6]! + state[7]!
    const a7 = state[6]! - state[7]!
    this.#write(0, a0 + a2 + (a4 + a6), inLeft)
    this.#write(1, a1 + a3 + (a5 + a7), inRight)
    this.#write(2, a0 - a2 + (a4 - a6), inLeft)
    this.#write(3, a1 - a3 + (a5 - a7), inRight)
    this.#write(4, a0 + a2 - (a4 + a6), inLeft)
    this.#write(5, a1 + a3 - (a5 + a7), inRight)
    this.#write(6, a0 - a2 - (a4 - a6), inLeft)
    this.#write(7, a1 - a3 - (a5 - a7), inRight)
  }

  #write(line: number, mixed: number, input: number): void {
    this.#lines[line]!.write(mixed * HADAMARD_GAIN + input)
  }
}

/** The share of an amplitude that is left after `seconds`, where 60 dB go in `decaySeconds`. */
const leftAfter = (seconds: number, decaySeconds: number): number =>
  exactExp((-3 * Math.LN10 * seconds) / decaySeconds)

function primeFrom(start: number): number {
  for (let number = Math.max(2, start); ; number++) if (isPrime(number)) return number
}

function isPrime(number: number): boolean {
  for (let divisor = 2; divisor * divisor <= number; divisor++)
    if (number % divisor === 0) return false
  return true
}
