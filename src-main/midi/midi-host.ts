/**
 * Keeps every MIDI input open, stamps what comes in, and tells all windows. Ports are polled, since not every system tells
 * when a device is plugged in.
 */
import type { FromMidi, Port, ToMidi } from "#shared/contract/index.ts"
import type { MidiSystem } from "./midi-system.ts"

interface Options {
  /** Null where there is no MIDI. */
  system: MidiSystem | null
  /** Monotonic milliseconds. */
  now(): number
}

export class MidiHost {
  #options: Options
  #lines = new Set<Port>()
  #inputs = new Map<string, () => void>()
  #told = ""

  constructor(options: Options) {
    this.#options = options
    this.poll()
  }

  add(line: Port): void {
    this.#lines.add(line)
    line.onClose(() => this.#lines.delete(line))
    line.listen((message) => this.#answer(line, message as ToMidi))
    line.post(this.#ports())
  }

  /** Opens what is new, closes what is gone. */
  poll(): void {
    const { system } = this.#options
    if (!system) return
    const inputs = system.inputNames()
    for (const name of inputs) this.#open(system, name)
    for (const [name, close] of this.#inputs) {
      if (inputs.includes(name)) continue
      this.#inputs.delete(name)
      close()
    }
    const told = JSON.stringify(this.#opened())
    if (told === this.#told) return
    this.#told = told
    this.#tell(this.#ports())
  }

  #ports(): FromMidi {
    return { kind: "ports", isThere: this.#options.system !== null, inputs: this.#opened() }
  }

  #opened(): string[] {
    return [...this.#inputs.keys()]
  }

  /** One that another program holds is tried again at the next look. */
  #open(system: MidiSystem, name: string): void {
    if (this.#inputs.has(name)) return
    try {
      const close = system.openInput(name, (bytes) =>
        this.#tell({ kind: "bytes", port: name, bytes, atMs: this.#options.now() }),
      )
      this.#inputs.set(name, close)
    } catch {
      // It is not among the ports that are told.
    }
  }

  #answer(line: Port, { sentMs }: ToMidi): void {
    line.post({ kind: "pong", sentMs, atMs: this.#options.now() } satisfies FromMidi)
  }

  #tell(message: FromMidi): void {
    for (const line of this.#lines) line.post(message)
  }
}
