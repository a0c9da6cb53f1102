/** Hands a channel's messages to its instrument at their exact frames. Allocates nothing while it plays. */
import { firstAtOrAfter } from "../../sorted.ts"
import type { Instrument } from "../instruments/instrument.ts"
import type { Score } from "./plan.ts"
import type { Stretch } from "./transport.ts"

const EMPTY: Score = { frames: new Float64Array(0), messages: new Int32Array(0) }
const CHANNELS = 16
const KEYS = 128
const CONTROLLERS = 128
const UNKNOWN = -1

export class ScorePlayer {
  #score = EMPTY
  /** The first message that is still to come. */
  #next = 0
  /** Is the next stretch to begin as after a leap? */
  #isNew = true
  /** Notes that the song holds: velocity by channel and key; 0: none. */
  #held = new Uint8Array(CHANNELS * KEYS)
  /** Chased state: last value by channel and controller, then program and pitch bend. */
  #controls = new Int16Array(CHANNELS * (CONTROLLERS + 2))
  #isHolding = false
  /** What was held when another score came. */
  #heldBefore = new Uint8Array(CHANNELS * KEYS)

  /** Plays on with another score: notes that both hold sound on, without a second attack. */
  setScore(score: Score): void {
    this.#score = score
    this.#isNew = true
  }

  /** Renders the stretch into `left` and `right` at its offset, in pieces from message to message. */
  render(instrument: Instrument, stretch: Stretch, left: Float32Array, right: Float32Array): void {
    const { offset, frames, songFrame, isPlaying } = stretch
    if (stretch.isLeap || this.#isNew) this.#leap(instrument, stretch)
    if (!isPlaying) {
      instrument.process(left, right, offset, frames)
      return
    }
    const score = this.#score
    let done = 0
    while (done < frames) {
      let until = frames
      while (this.#next < score.frames.length) {
        const at = score.frames[this.#next]! - songFrame
        if (at > done) {
          until = Math.min(frames, at)
          break
        }
        this.#send(instrument, score.messages[this.#next]!)
        this.#next += 1
      }
      instrument.process(left, right, offset + done, until - done)
      done = until
    }
  }

  #send(instrument: Instrument, message: number): void {
    const status = message >> 16
    const kind = status & 0xf0
    if (kind === 0x90 || kind === 0x80) {
      const velocity = kind === 0x90 ? message & 0x7f : 0
      this.#held[(status & 0x0f) * KEYS + ((message >> 8) & 0x7f)] = velocity
      if (velocity > 0) this.#isHolding = true
    }
    instrument.send(message)
  }

  /** Brings controllers and held notes to where they are at the stretch's beginning; a leap ends what the song held first. */
  #leap(instrument: Instrument, { songFrame, isPlaying, isLeap }: Stretch): void {
    this.#isNew = false
    const { frames, messages } = this.#score
    this.#next = firstAtOrAfter(frames, songFrame)
    if (isLeap || !isPlaying) this.#release(instrument)
    if (!isPlaying) return
    this.#heldBefore.set(this.#held)
    this.#held.fill(0)
    this.#controls.fill(UNKNOWN)
    for (let i = 0; i < this.#next; i++) this.#remember(messages[i]!)
    this.#letGo(instrument)
    this.#chase(instrument)
  }

  /** Of what was held before, what this score does not hold. */
  #letGo(instrument: Instrument): void {
    if (!this.#isHolding) return
    this.#isHolding = false
    for (let at = 0; at < this.#held.length; at++)
      if (this.#heldBefore[at] !== 0 && this.#held[at] === 0) sendOff(instrument, at)
    liftPedals(instrument)
  }

  #release(instrument: Instrument): void {
    if (!this.#isHolding) return
    for (let at = 0; at < this.#held.length; at++) {
      if (this.#held[at] === 0) continue
      this.#held[at] = 0
      sendOff(instrument, at)
    }
    liftPedals(instrument)
    this.#isHolding = false
  }

  #remember(message: number): void {
    const status = message >> 16
    const channel = status & 0x0f
    const data1 = (message >> 8) & 0x7f
    const data2 = message & 0x7f
    const row = channel * (CONTROLLERS + 2)
    switch (status & 0xf0) {
      case 0x80:
        this.#held[channel * KEYS + data1] = 0
        break
      case 0x90:
        this.#held[channel * KEYS + data1] = data2
        break
      case 0xb0:
        this.#controls[row + data1] = data2
        break
      case 0xc0:
        this.#controls[row + CONTROLLERS] = data1
        break
      case 0xe0:
        this.#controls[row + CONTROLLERS + 1] = (data2 << 7) | data1
    }
  }

  /** Bank and program first: they reset others in some instruments. */
  #chase(instrument: Instrument): void {
    for (let channel = 0; channel < CHANNELS; channel++) {
      const row = channel * (CONTROLLERS + 2)
      for (const bank of [0, 32]) this.#chaseControl(instrument, channel, bank)
      const program = this.#controls[row + CONTROLLERS]!
      if (program !== UNKNOWN) instrument.send(((0xc0 | channel) << 16) | (program << 8))
      for (let number = 1; number < CONTROLLERS; number++)
        if (number !== 32) this.#chaseControl(instrument, channel, number)
      const bend = this.#controls[row + CONTROLLERS + 1]!
      if (bend !== UNKNOWN)
        instrument.send(((0xe0 | channel) << 16) | ((bend & 0x7f) << 8) | (bend >> 7))
    }
    for (let at = 0; at < this.#held.length; at++) {
      if (this.#held[at] === 0) continue
      this.#isHolding = true
      if (this.#heldBefore[at] !== 0) continue
      instrument.send(((0x90 | (at >> 7)) << 16) | ((at & 0x7f) << 8) | this.#held[at]!)
    }
  }

  #chaseControl(instrument: Instrument, channel: number, number: number): void {
    const value = this.#controls[channel * (CONTROLLERS + 2) + number]!
    if (value === UNKNOWN) return
    instrument.send(((0xb0 | channel) << 16) | (number << 8) | value)
  }
}

/** @param at a channel's key: channel * 128 + key */
function sendOff(instrument: Instrument, at: number): void {
  instrument.send(((0x80 | (at >> 7)) << 16) | ((at & 0x7f) << 8) | 64)
}

/** A pedal that is down would keep notes sounding. */
function liftPedals(instrument: Instrument): void {
  for (let channel = 0; channel < CHANNELS; channel++)
    instrument.send(((0xb0 | channel) << 16) | (64 << 8))
}
