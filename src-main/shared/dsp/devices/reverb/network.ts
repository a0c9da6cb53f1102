/**
 * Feedback delay network of eight lines mixed by a Hadamard matrix, each with a filter that makes it decay by 60 dB in the
 * wished time, at 0 Hz and at half the rate (J.-M. Jot and A. Chaigne, "Digital delay networks for designing artificial
 * reverberators", AES 90, 1991). A new room is faded to: the lines are read in two places for a while.
 */
import { exactExp } from "../../exact-math.ts"
import { flushed } from "../kernel.ts"
import { Ramp } from "../ramp.ts"

const LINES = 8
/** At size 1, chosen so that no two have a small common multiple; made prime in frames. */
const LENGTHS_MS = [29.7, 34.3, 39.9, 44.1, 50.3, 57.1, 64.7, 73.3]
export const MAX_SIZE = 2
const HADAMARD_GAIN = 1 / Math.sqrt(LINES)
const FADE_SECONDS = 0.1
/** Samples below -300 dBFS would become denormal on their way around. */
const TINY = 1e-15

/** What makes a room. */
interface Room {
  frames: Int32Array
  gains: Float64Array
  poles: Float64Array
  /** Scales the input so that long rooms are not louder than short ones. */
  level: number
}

const aRoom = (): Room => ({
  frames: new Int32Array(LINES).fill(1),
  gains: new Float64Array(LINES),
  poles: new Float64Array(LINES),
  level: 0,
})

export class ReverbNetwork {
  #rateHz: number
  #now = aRoom()
  #next = aRoom()
  #wished = aRoom()
  #isWished = false
  #fade: Ramp
  /** The lines, one after the other, each a ring of the same size. */
  #rings: Float32Array
  #ringFrames: number
  #at = 0
  /** What the filters give back. */
  #state = new Float64Array(LINES)
  #mixed = new Float64Array(LINES)
  /** What the lines give out, before it is absorbed: as loud in a short room as in a long one. */
  #heard = new Float64Array(LINES)

  constructor(rateHz: number) {
    this.#rateHz = rateHz
    this.#fade = new Ramp(rateHz, 0, FADE_SECONDS)
    const longest = (MAX_SIZE * LENGTHS_MS.at(-1)! * rateHz) / 1000 + 200
    this.#ringFrames = 1
    while (this.#ringFrames < longest) this.#ringFrames *= 2
    this.#rings = new Float32Array(LINES * this.#ringFrames)
  }

  /**
   * @param size 0.2 to MAX_SIZE
   * @param lowSeconds in which sound falls by 60 dB at low frequencies
   * @param highSeconds the same at half the rate
   */
  setRoom(size: number, lowSeconds: number, highSeconds: number, isInstant: boolean): void {
    const room = this.#wished
    let mean = 0
    for (let line = 0; line < LINES; line++) {
      const frames = primeFrom(Math.round((LENGTHS_MS[line]! * size * this.#rateHz) / 1000))
      const seconds = frames / this.#rateHz
      const low = leftAfter(seconds, lowSeconds)
      const high = leftAfter(seconds, highSeconds)
      room.frames[line] = frames
      room.poles[line] = (low - high) / (low + high)
      room.gains[line] = low * (1 - room.poles[line]!)
      mean += low / LINES
    }
    room.level = Math.sqrt(1 - mean * mean)
    this.#isWished = true
    if (isInstant) this.#finish()
    else if (this.#fade.left === 0) this.#begin()
  }

  /** Replaces the first `count` frames of what comes in by what goes out. */
  run(left: Float64Array, right: Float64Array, count: number): void {
    const heard = this.#heard
    for (let i = 0; i < count; i++) {
      let level = this.#now.level
      if (this.#fade.left > 0) {
        const share = this.#fade.next()
        level += share * (this.#next.level - level)
        this.#listenWhileMoving()
        if (this.#fade.left === 0) this.#arrive()
      } else this.#listen()
      this.#mix()
      const inLeft = left[i]! * level
      const inRight = right[i]! * level
      left[i] = heard[0]! - heard[2]! + heard[4]! - heard[6]!
      right[i] = heard[1]! - heard[3]! + heard[5]! - heard[7]!
      this.#feed(inLeft, inRight)
    }
  }

  flush(): void {
    for (let line = 0; line < LINES; line++) this.#state[line] = flushed(this.#state[line]!)
  }

  reset(): void {
    this.#finish()
    this.#rings.fill(0)
    this.#state.fill(0)
    this.#heard.fill(0)
    this.#at = 0
  }

  #listen(): void {
    const { frames, gains, poles } = this.#now
    const state = this.#state
    const heard = this.#heard
    const rings = this.#rings
    const size = this.#ringFrames
    const mask = size - 1
    const at = this.#at
    for (let line = 0; line < LINES; line++) {
      const value = rings[line * size + ((at - frames[line]!) & mask)]!
      heard[line] = value
      // One-pole absorption: less comes back at high frequencies.
      state[line] = gains[line]! * value + poles[line]! * state[line]!
    }
  }

  #listenWhileMoving(): void {
    const share = this.#fade.value
    const { frames, gains, poles } = this.#now
    const next = this.#next
    const size = this.#ringFrames
    const mask = size - 1
    for (let line = 0; line < LINES; line++) {
      const here = this.#rings[line * size + ((this.#at - frames[line]!) & mask)]!
      const there = this.#rings[line * size + ((this.#at - next.frames[line]!) & mask)]!
      const gain = gains[line]! + share * (next.gains[line]! - gains[line]!)
      const pole = poles[line]! + share * (next.poles[line]! - poles[line]!)
      this.#heard[line] = here + share * (there - here)
      this.#state[line] = gain * this.#heard[line]! + pole * this.#state[line]!
    }
  }

  /** Turns the lines by the Hadamard matrix, in place: three rounds of sums and differences. */
  #mix(): void {
    const state = this.#mixed
    for (let line = 0; line < LINES; line++) state[line] = this.#state[line]! * HADAMARD_GAIN
    for (let half = 1; half < LINES; half *= 2) {
      for (let start = 0; start < LINES; start += 2 * half) {
        for (let line = start; line < start + half; line++) {
          const a = state[line]!
          const b = state[line + half]!
          state[line] = a + b
          state[line + half] = a - b
        }
      }
    }
  }

  /** Writes what goes round, and the input: the left side into the even lines. */
  #feed(inLeft: number, inRight: number): void {
    const mixed = this.#mixed
    const rings = this.#rings
    const size = this.#ringFrames
    for (let line = 0; line < LINES; line++) {
      const value = mixed[line]! + (line % 2 === 0 ? inLeft : inRight)
      rings[line * size + this.#at] = value < TINY && value > -TINY ? 0 : value
    }
    this.#at = (this.#at + 1) & (size - 1)
  }

  #begin(): void {
    copyRoom(this.#next, this.#wished)
    this.#isWished = false
    this.#fade.set(0, true)
    this.#fade.set(1, false)
  }

  #arrive(): void {
    copyRoom(this.#now, this.#next)
    if (this.#isWished) this.#begin()
  }

  #finish(): void {
    copyRoom(this.#now, this.#wished)
    this.#isWished = false
    this.#fade.set(0, true)
  }
}

function copyRoom(to: Room, from: Room): void {
  to.frames.set(from.frames)
  to.gains.set(from.gains)
  to.poles.set(from.poles)
  to.level = from.level
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
