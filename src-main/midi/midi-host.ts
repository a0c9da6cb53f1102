/**
 * Keeps every MIDI input open, stamps what comes in, and tells all lines; sends what they want to be sent. Ports are polled,
 * since not every system tells when a device is plugged in.
 */
import type { FromMidi, Port, ToMidi } from "#shared/contract/index.ts"
import { MidiOutput } from "./midi-output.ts"
import type { MidiSystem } from "./midi-system.ts"
import type { OscHost } from "./osc-host.ts"

interface Options {
  /** Null where there is no MIDI. */
  system: MidiSystem | null
  osc?: OscHost
  /** Monotonic milliseconds. */
  now(): number
  /** @returns the function that calls it off */
  after?(milliseconds: number, run: () => void): () => void
}

export class MidiHost {
  #options: Options
  #lines = new Set<Port>()
  #inputs = new Map<string, () => void>()
  /** Those that something was sent to. */
  #outputs = new Map<string, MidiOutput>()
  /** Who sends to them. */
  #senders = new Map<string, Port>()
  #told = ""

  constructor(options: Options) {
    this.#options = options
    options.osc?.tellTo((message) => this.#tell(message))
    this.poll()
  }

  add(line: Port): void {
    this.#lines.add(line)
    line.onClose(() => this.#remove(line))
    line.listen((message) => this.#receive(line, message as ToMidi))
    line.post(this.#ports())
    const { osc } = this.#options
    if (osc) line.post(osc.state)
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
    const outputs = system.outputNames()
    for (const [name, output] of this.#outputs) {
      if (outputs.includes(name)) continue
      this.#outputs.delete(name)
      output.close()
    }
    const ports = this.#ports()
    const told = JSON.stringify(ports)
    if (told === this.#told) return
    this.#told = told
    this.#tell(ports)
  }

  #ports(): FromMidi {
    const { system } = this.#options
    const outputs = system?.outputNames() ?? []
    return { kind: "ports", isThere: system !== null, inputs: [...this.#inputs.keys()], outputs }
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

  #receive(line: Port, message: ToMidi): void {
    const { now } = this.#options
    if (message.kind === "ping") {
      const { sentMs } = message
      line.post({ kind: "pong", sentMs, atMs: now() } satisfies FromMidi)
    } else if (message.kind === "osc") void this.#options.osc?.hear(message)
    else if (message.kind === "silence") this.#outputs.get(message.port)?.silence()
    else {
      this.#senders.set(message.port, line)
      this.#output(message.port)?.send(message.bytes, message.atMs)
    }
  }

  /** Undefined where it is not there, or another program has it. */
  #output(name: string): MidiOutput | undefined {
    const { system, now, after = afterTimeout } = this.#options
    const opened = this.#outputs.get(name)
    if (opened || !system?.outputNames().includes(name)) return opened
    try {
      const output = new MidiOutput(system.openOutput(name), { now, after })
      this.#outputs.set(name, output)
      return output
    } catch {
      return undefined
    }
  }

  /** Whoever is gone cannot end the notes that it began. */
  #remove(line: Port): void {
    this.#lines.delete(line)
    for (const [name, sender] of this.#senders) {
      if (sender !== line) continue
      this.#senders.delete(name)
      this.#outputs.get(name)?.silence()
    }
  }

  #tell(message: FromMidi): void {
    for (const line of this.#lines) line.post(message)
  }
}

function afterTimeout(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}
