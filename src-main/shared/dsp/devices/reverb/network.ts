/**
 * Feedback delay network of eight lines mixed by a Hadamard matrix, each with a filter that makes it decay by 60 dB in the
 * wished time, at 0 Hz and at half the rate (J.-M. Jot and A. Chaigne, "Digital delay networks for designing artificial
 * reverberators", AES 90, 1991). A new room is faded to: the lines are read in two places for a while.
 */
import { exactExp } from "../../exact-math.ts"
import { flushed, TINY } from "../kernel.ts"
import { Ramp } from "../ramp.ts"

const LINES = 8
/** At size 1, chosen so that no two have a small common multiple; made prime in frames. */
const LENGTHS_MS = [29.7, 34.3, 39.9, 44.1, 50.3, 57.1, 64.7, 73.3]
export const MAX_SIZE = 2
const HADAMARD_GAIN = 1 / Math.sqrt(LINES)
const FADE_SECONDS = 0.1
/** At most so many frames are made at once. */
const PIECE_FRAMES = 128

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
  #level = 0
  #mixed = new Float64Array(LINES)
  /** Of a piece, line after line: what came out, and what is left of it. */
  #read = new Float64Array(LINES * PIECE_FRAMES)
  #absorbed = new Float64Array(LINES * PIECE_FRAMES)
  #frame = new Float64Array(LINES)
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
    let done = 0
    for (; done < count && this.#fade.left > 0; done++) {
      this.#listenWhileMoving()
      hadamard(this.#state, this.#mixed)
      this.#feed(left, right, done)
      left[done] = heard[0]! - heard[2]! + heard[4]! - heard[6]!
      right[done] = heard[1]! - heard[3]! + heard[5]! - heard[7]!
    }
    while (done < count) done += this.#runAtRest(left, right, done, count)
  }

  /**
   * In a room that stays no piece shorter than its shortest line hears anything of itself: the lines are read one after the
   * other, then mixed. @returns frames that were done
   */
  #runAtRest(left: Float64Array, right: Float64Array, from: number, to: number): number {
    const { frames } = this.#now
    let count = Math.min(to - from, PIECE_FRAMES)
    for (let line = 0; line < LINES; line++) {
      count = Math.min(count, frames[line]!, this.#ringFrames - frames[line]!)
    }
    for (let line = 0; line < LINES; line++) this.#listen(line, count)
    const mask = this.#ringFrames - 1
    const [absorbed, frame, mixed] = [this.#absorbed, this.#frame, this.#mixed]
    for (let i = 0; i < count; i++) {
      for (let line = 0; line < LINES; line++) frame[line] = absorbed[line * PIECE_FRAMES + i]!
      hadamard(frame, mixed)
      this.#write(left[from + i]!, right[from + i]!, (this.#at + i) & mask)
    }
    this.#give(left, 0, from, count)
    this.#give(right, 1, from, count)
    this.#at = (this.#at + count) & mask
    return count
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

  /** Of every other line what was read, by turns added and taken away. */
  #give(to: Float64Array, first: number, from: number, count: number): void {
    const read = this.#read
    const [a, b] = [first * PIECE_FRAMES, (first + 2) * PIECE_FRAMES]
    const [c, d] = [(first + 4) * PIECE_FRAMES, (first + 6) * PIECE_FRAMES]
    for (let i = 0; i < count; i++)
      to[from + i] = read[a + i]! - read[b + i]! + read[c + i]! - read[d + i]!
  }

  /** Reads the next frames of a line; less of them comes back at high frequencies (one-pole absorption). */
  #listen(line: number, count: number): void {
    const { frames, gains, poles } = this.#now
    const [gain, pole] = [gains[line]!, poles[line]!]
    const rings = this.#rings
    const mask = this.#ringFrames - 1
    const base = line * this.#ringFrames
    const late = this.#at - frames[line]!
    const [read, absorbed] = [this.#read, this.#absorbed]
    const at = line * PIECE_FRAMES
    let state = this.#state[line]!
    for (let i = 0; i < count; i++) {
      const value = rings[base + ((late + i) & mask)]!
      read[at + i] = value
      state = gain * value + pole * state
      absorbed[at + i] = state
    }
    this.#state[line] = state
  }

  #listenWhileMoving(): void {
    const share = this.#fade.next()
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
    this.#level = this.#now.level + share * (next.level - this.#now.level)
    if (this.#fade.left === 0) this.#arrive()
  }

  #feed(left: Float64Array, right: Float64Array, frame: number): void {
    this.#write(left[frame]!, right[frame]!, this.#at)
    this.#at = (this.#at + 1) & (this.#ringFrames - 1)
  }

  /** Writes what goes round, and the input: the left side into the even lines. */
  #write(left: number, right: number, at: number): void {
    const mixed = this.#mixed
    const rings = this.#rings
    const size = this.#ringFrames
    const inLeft = left * this.#level
    const inRight = right * this.#level
    for (let line = 0; line < LINES; line += 2) {
      const even = mixed[line]! + inLeft
      const odd = mixed[line + 1]! + inRight
      rings[line * size + at] = even < TINY && even > -TINY ? 0 : even
      rings[line * size + size + at] = odd < TINY && odd > -TINY ? 0 : odd
    }
  }

  #begin(): void {
    copyRoom(this.#next, this.#wished)
    this.#isWished = false
    this.#fade.set(0, true)
    this.#fade.set(1, false)
  }

  #arrive(): void {
    copyRoom(this.#now, this.#next)
    this.#level = this.#now.level
    if (this.#isWished) this.#begin()
  }

  #finish(): void {
    copyRoom(this.#now, this.#wished)
    this.#level = this.#now.level
    this.#isWished = false
    this.#fade.set(0, true)
  }
}

/** The lines turned by the Hadamard matrix: three rounds of sums and differences. */
function hadamard(state: Float64Array, out: Float64Array): void {
  const a0 = state[0]! + state[1]!
  const a1 = state[0]! - state[1]!
  const a2 = state[2]! + state[3]!
  const a3 = state[2]! - state[3]!
  const a4 = state[4]! + state[5]!
  const a5 = state[4]! - state[5]!
  const a6 = state[6]! + state[7]!
  const a7 = state[6]! - state[7]!
  out[0] = HADAMARD_GAIN * (a0 + a2 + (a4 + a6))
  out[1] = HADAMARD_GAIN * (a1 + a3 + (a5 + a7))
  out[2] = HADAMARD_GAIN * (a0 - a2 + (a4 - a6))
  out[3] = HADAMARD_GAIN * (a1 - a3 + (a5 - a7))
  out[4] = HADAMARD_GAIN * (a0 + a2 - (a4 + a6))
  out[5] = HADAMARD_GAIN * (a1 + a3 - (a5 + a7))
  out[6] = HADAMARD_GAIN * (a0 - a2 - (a4 - a6))
  out[7] = HADAMARD_GAIN * (a1 - a3 - (a5 - a7))
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
