/**
 * The bytes of one track, read from first to last and never beyond its end. What cannot be read stops the track: then
 * `isStopped` is true and everything read since the last event is to be left out.
 */
import type { TrackLoss } from "./midi-events.ts"
import { inBytes, MidiWarnings } from "./warnings.ts"

/** One for all: an empty array cannot be changed, and a file may have millions. */
const EMPTY = new Uint8Array(0)

export interface TrackSource {
  bytes: Uint8Array
  start: number
  end: number
  /** From 1, for the warnings. */
  number: number
}

export class TrackBytes {
  /** The next byte to be read. */
  at: number
  readonly end: number
  readonly warnings = new MidiWarnings()
  isStopped = false
  /** Of the event that is read now. */
  ticks = 0
  readonly loss: TrackLoss = { damagedEvents: 0, firstTicks: 0, lastTicks: 0, isCutOff: false }
  #bytes: Uint8Array
  #number: number

  constructor({ bytes, start, end, number }: TrackSource) {
    this.#bytes = bytes
    this.at = start
    this.end = end
    this.#number = number
  }

  get isAtEnd(): boolean {
    return this.at >= this.end
  }

  /** 0 where the track has ended. */
  byte(): number {
    if (this.at < this.end) return this.#bytes[this.at++]!
    this.stop(this.at, "the last event is cut off: left out")
    return 0
  }

  /** A byte of 0..127, as the data of messages are. */
  dataByte(): number {
    const value = this.byte()
    if (value < 0x80) return value
    this.damaged(this.at - 1, `data byte ${value} is above 127: read as ${value & 0x7f}`)
    return value & 0x7f
  }

  /** Seven bits a byte, four bytes at most: 0..0x0fffffff. */
  variableLength(what: string): number {
    const from = this.at
    let value = 0
    do {
      value = value * 0x80 + (this.byte() & 0x7f)
      if (this.isStopped) return 0
    } while (this.#bytes[this.at - 1]! >= 0x80 && this.at - from < 4)
    if (this.#bytes[this.at - 1]! < 0x80) return value
    this.stop(from, `the ${what} has more than four bytes: the rest of the track is left out`)
    return 0
  }

  /** A copy of the bytes that a length announces, or of those there are. */
  block(what: string): Uint8Array {
    const from = this.at
    const length = this.variableLength(`length of a ${what}`)
    const until = Math.min(this.end, this.at + length)
    if (until < this.at + length) {
      this.damaged(from, `a ${what} of ${inBytes(length)} ends after ${until - this.at}: cut there`)
    }
    const bytes = until === this.at ? EMPTY : this.#bytes.slice(this.at, until)
    this.at = until
    return bytes
  }

  stop(byte: number, sentence: string): void {
    this.warn(byte, sentence)
    this.loss.isCutOff = true
    this.isStopped = true
    this.at = this.end
  }

  /** Of the event that is read now: the music is not what it was. */
  damaged(byte: number, sentence: string): void {
    this.warn(byte, sentence)
    const { loss, ticks } = this
    if (loss.damagedEvents++ === 0) loss.firstTicks = ticks
    loss.lastTicks = ticks
  }

  /** What follows a stop is no news. */
  warn(byte: number, sentence: string): void {
    if (this.isStopped) return
    this.warnings.add(`track ${this.#number}, byte ${byte}`, sentence)
  }
}
