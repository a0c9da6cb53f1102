/** Messages for an instrument at exact frames of the quantum that is made next, beside those of the song. Allocates nothing. */
import type { Instrument } from "../instruments/instrument.ts"

/** In one quantum; the rest waits for the next. */
export const MOST_SENDS = 128

/** Stands before an instrument while there are any: what renders the song need not know of them. */
export class TimedSends implements Instrument {
  #instrument: Instrument | null = null
  #offsets = new Int32Array(MOST_SENDS)
  #messages = new Int32Array(MOST_SENDS)
  #count = 0
  #next = 0

  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** In the order of their offsets. @returns whether there was room */
  add(offset: number, message: number): boolean {
    if (this.#count >= MOST_SENDS) return false
    this.#offsets[this.#count] = offset
    this.#messages[this.#count] = message
    this.#count += 1
    return true
  }

  /** The instrument as it is to be played in this quantum. */
  before(instrument: Instrument): Instrument {
    if (this.isEmpty) return instrument
    this.#instrument = instrument
    return this
  }

  /** After the quantum: what was left over is sent at once. */
  finish(instrument: Instrument | null): void {
    if (instrument)
      for (; this.#next < this.#count; this.#next++) instrument.send(this.#messages[this.#next]!)
    this.#count = 0
    this.#next = 0
    this.#instrument = null
  }

  send(message: number): void {
    this.#instrument?.send(message)
  }

  setParameter(id: string, value: number): void {
    this.#instrument?.setParameter(id, value)
  }

  process(left: Float32Array, right: Float32Array, from: number, count: number): void {
    const instrument = this.#instrument
    if (!instrument) return
    const end = from + count
    let at = from
    while (at < end) {
      let until = end
      for (; this.#next < this.#count; this.#next++) {
        const offset = this.#offsets[this.#next]!
        if (offset > at) {
          if (offset < end) until = offset
          break
        }
        instrument.send(this.#messages[this.#next]!)
      }
      instrument.process(left, right, at, until - at)
      at = until
    }
  }

  reset(): void {
    this.#instrument?.reset()
  }
}
