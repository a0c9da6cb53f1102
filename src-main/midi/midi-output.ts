/** An output: sends what is due when it is due, and knows which notes sound, so that none sounds for ever. */
import type { OpenOutput } from "./midi-system.ts"

interface Clock {
  /** Monotonic milliseconds. */
  now(): number
  /** @returns the function that calls it off */
  after(milliseconds: number, run: () => void): () => void
}

interface Due {
  atMs: number
  bytes: Uint8Array
}

/** A timer fires late, rarely early: what is due so soon goes with it. */
const SLACK_MS = 0.5
const NOTE_ON = 0x90
const NOTE_OFF = 0x80
const CONTROL = 0xb0
const SUSTAIN = 64
const ALL_NOTES_OFF = 123

export class MidiOutput {
  #output: OpenOutput
  #clock: Clock
  #queue: Due[] = []
  #callOff: (() => void) | undefined
  /** channel << 7 | pitch */
  #sounding = new Set<number>()
  /** Channels that notes were sent on since it was silenced last. */
  #played = new Set<number>()

  constructor(output: OpenOutput, clock: Clock) {
    this.#output = output
    this.#clock = clock
  }

  /** @param bytes one message @param atMs of the clock; what is late goes at once */
  send(bytes: Uint8Array, atMs: number): void {
    const at = this.#queue.findLastIndex((due) => due.atMs <= atMs) + 1
    this.#queue.splice(at, 0, { bytes, atMs })
    if (at === 0) this.#pump()
  }

  /** Forgets what is not sent yet, and ends all notes that sound. */
  silence(): void {
    this.#queue = []
    this.#callOff?.()
    for (const note of this.#sounding) this.#put([NOTE_OFF | (note >> 7), note & 0x7f, 64])
    for (const channel of this.#played) {
      this.#put([CONTROL | channel, SUSTAIN, 0])
      this.#put([CONTROL | channel, ALL_NOTES_OFF, 0])
    }
    this.#sounding.clear()
    this.#played.clear()
  }

  close(): void {
    this.silence()
    this.#output.close()
  }

  #pump = (): void => {
    this.#callOff?.()
    this.#callOff = undefined
    while (this.#queue[0] && this.#queue[0].atMs <= this.#clock.now() + SLACK_MS)
      this.#put(this.#queue.shift()!.bytes)
    const [next] = this.#queue
    if (next) this.#callOff = this.#clock.after(next.atMs - this.#clock.now(), this.#pump)
  }

  #put(bytes: ArrayLike<number>): void {
    const [status = 0, pitch = 0, velocity = 0] = Array.from(bytes)
    const [kind, channel] = [status & 0xf0, status & 0xf]
    if (kind === NOTE_ON || kind === NOTE_OFF) this.#played.add(channel)
    if (kind === NOTE_ON && velocity > 0) this.#sounding.add((channel << 7) | pitch)
    else if (kind === NOTE_ON || kind === NOTE_OFF) this.#sounding.delete((channel << 7) | pitch)
    try {
      this.#output.send(Uint8Array.from(bytes))
    } catch {
      // The device is gone; the next look at the ports finds that out.
    }
  }
}
