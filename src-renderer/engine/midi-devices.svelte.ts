/**
 * MIDI devices: what is played on them, as messages with the page's own time, and what is sent to them. No device, or no MIDI
 * at all, is a normal state.
 */
import type { FromMidi, Port, ToMidi } from "#shared/contract/index.ts"
import { MidiStream } from "#shared/music/index.ts"
import { ClockOffset } from "./clock-offset.ts"
import { OscLine } from "./osc-line.svelte.ts"
import { openWebMidi, type WebMidi } from "./web-midi.ts"

/**
 * A message as status << 16 | data 1 << 8 | data 2, when it was played on the clock of `performance.now()`, and the name of
 * the input.
 */
export type MidiListener = (message: number, atMs: number, port: string) => void

const PING_MS = 2000
const SYSTEM = 0xf0

export class MidiDevices {
  inputs = $state.raw<readonly string[]>([])
  outputs = $state.raw<readonly string[]>([])
  /** Phones and capture systems. */
  readonly osc = new OscLine((message) => this.#post(message))
  #port: Port | undefined
  #web: WebMidi | null = null
  #offset = new ClockOffset()
  #streams = new Map<string, MidiStream>()
  #channelListeners = new Set<MidiListener>()
  #systemListeners = new Set<MidiListener>()
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
      this.outputs = []
    })
    clearInterval(this.#timer)
    this.#timer = setInterval(
      () => this.#post({ kind: "ping", sentMs: performance.now() }),
      PING_MS,
    )
    this.#post({ kind: "ping", sentMs: performance.now() })
    this.osc.attached()
  }

  /** Hears all messages of channels, until the returned function is called. */
  listen(listener: MidiListener): () => void {
    this.#channelListeners.add(listener)
    return () => this.#channelListeners.delete(listener)
  }

  /** Hears clocks, song positions and what else is of the system, until the returned function is called. */
  listenToSystem(listener: MidiListener): () => void {
    this.#systemListeners.add(listener)
    return () => this.#systemListeners.delete(listener)
  }

  /** Sends one message to an output. @param atMs when, on the clock of `performance.now()`; what is late goes at once */
  send(port: string, bytes: Uint8Array, atMs = performance.now()): void {
    if (this.#web) this.#web.send(port, bytes, atMs)
    else this.#post({ kind: "send", port, bytes, atMs: this.#offset.there(atMs) })
  }

  /** Forgets what was to be sent later, and ends all notes of an output. */
  silence(port: string): void {
    if (this.#web) this.#web.silence(port)
    else this.#post({ kind: "silence", port })
  }

  #post(message: ToMidi): void {
    this.#port?.post(message)
  }

  #receive(message: FromMidi): void {
    if (message.kind === "pong") {
      this.#offset.add(message.sentMs, message.atMs, performance.now())
      return
    }
    if (message.kind === "ports") {
      this.inputs = message.inputs
      this.outputs = message.outputs
      if (!message.isThere) void this.#fallBack()
      return
    }
    if (message.kind === "osc-state") {
      this.osc.state = message
      return
    }
    const atMs = this.#offset.here(message.atMs, performance.now())
    if (message.kind === "osc") this.osc.receive(message.bytes, atMs, message.from)
    else this.#hear(message.port, message.bytes, atMs)
  }

  /** Where the process finds no MIDI, the browser might. */
  async #fallBack(): Promise<void> {
    if (this.#web) {
      this.#lookAtWeb()
      return
    }
    const web = await openWebMidi(
      (port, bytes, atMs) => this.#hear(port, bytes, atMs),
      () => this.#lookAtWeb(),
    )
    if (!web || this.inputs.length > 0) return
    this.#web = web
    this.#lookAtWeb()
  }

  #lookAtWeb(): void {
    if (!this.#web) return
    this.inputs = this.#web.inputs
    this.outputs = this.#web.outputs
  }

  #hear(port: string, bytes: Uint8Array, atMs: number): void {
    const stream = this.#streams.get(port) ?? new MidiStream()
    this.#streams.set(port, stream)
    stream.push(bytes, (message) => {
      const isSystem = message >> 16 >= SYSTEM
      for (const listener of isSystem ? this.#systemListeners : this.#channelListeners)
        listener(message, atMs, port)
    })
  }
}
