/** What is played on MIDI devices, as messages with the page's own time. No device, or no MIDI at all, is a normal state. */
import type { FromMidi, Port, ToMidi } from "#shared/contract/index.ts"
import { MidiStream } from "#shared/music/index.ts"
import { ClockOffset } from "./clock-offset.ts"
import { openWebMidi } from "./web-midi.ts"

/**
 * A message as status << 16 | data 1 << 8 | data 2, when it was played on the clock of `performance.now()`, and the name of
 * the input.
 */
type MidiListener = (message: number, atMs: number, port: string) => void

const PING_MS = 2000
const SYSTEM = 0xf0

export class MidiInputs {
  inputs = $state.raw<readonly string[]>([])
  #port: Port | undefined
  #offset = new ClockOffset()
  #streams = new Map<string, MidiStream>()
  #listeners: MidiListener[] = []
  #timer: ReturnType<typeof setInterval> | undefined

  /** Takes a line to the MIDI process into use, in place of the one before. */
  attach(port: Port): void {
    this.#port = port
    this.#offset = new ClockOffset()
    port.listen((message) => this.#receive(message as FromMidi))
    port.onClose(() => {
      if (this.#port !== port) return
      clearInterval(this.#timer)
      this.inputs = []
    })
    clearInterval(this.#timer)
    this.#timer = setInterval(() => this.#ping(), PING_MS)
    this.#ping()
  }

  /** Hears all messages of channels, until the returned function is called. */
  listen(listener: MidiListener): () => void {
    this.#listeners.push(listener)
    return () => (this.#listeners = this.#listeners.filter((each) => each !== listener))
  }

  #receive(message: FromMidi): void {
    if (message.kind === "pong") {
      this.#offset.add(message.sentMs, message.atMs, performance.now())
      return
    }
    if (message.kind === "ports") {
      this.inputs = message.inputs
      if (!message.isThere) void this.#fallBack()
      return
    }
    this.#hear(message.port, message.bytes, this.#offset.here(message.atMs, performance.now()))
  }

  /** Where the process finds no MIDI, the browser might. */
  async #fallBack(): Promise<void> {
    const names = await openWebMidi((port, bytes, atMs) => this.#hear(port, bytes, atMs))
    if (this.inputs.length === 0) this.inputs = names
  }

  #hear(port: string, bytes: Uint8Array, atMs: number): void {
    const stream = this.#streams.get(port) ?? new MidiStream()
    this.#streams.set(port, stream)
    stream.push(bytes, (message) => {
      if (message >> 16 >= SYSTEM) return
      for (const listener of this.#listeners) listener(message, atMs, port)
    })
  }

  #ping(): void {
    this.#port?.post({ kind: "ping", sentMs: performance.now() } satisfies ToMidi)
  }
}
