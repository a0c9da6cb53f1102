import { describe, expect, it } from "vitest"
import type { FromMidi, Port, ToMidi } from "#shared/contract/index.ts"
import { MidiHost } from "../../../src-main/midi/midi-host.ts"
import type { MidiSystem } from "../../../src-main/midi/midi-system.ts"
import { stableNames } from "../../../src-main/midi/port-names.ts"
import { openNativeSystem } from "../../../src-main/midi/native-system-io.ts"

/** Devices that are plugged in and out by name; `play` is a hand on one of them. */
function aSystem(...names: string[]) {
  const plugged = new Set(names)
  const taken = new Set<string>()
  const open = new Map<string, (bytes: Uint8Array) => void>()
  const sent: (string | number)[][] = []
  const system: MidiSystem = {
    inputNames: () => [...plugged],
    openInput(name, receive) {
      if (taken.has(name)) throw new Error("busy")
      open.set(name, receive)
      return () => open.delete(name)
    },
    outputNames: () => [...plugged].map((name) => `${name} out`),
    openOutput: (name) => ({
      send: (bytes) => void sent.push([name, ...bytes]),
      close: () => undefined,
    }),
  }
  const play = (name: string, ...bytes: number[]): void => open.get(name)?.(Uint8Array.from(bytes))
  return { system, plugged, taken, open, sent, play }
}

function aLine() {
  const told: FromMidi[] = []
  let receive: (message: unknown) => void = () => {}
  let closed = (): void => {}
  const port: Port = {
    post: (message) => void told.push(message as FromMidi),
    listen: (listener) => (receive = listener),
    onClose: (listener) => (closed = listener),
    close: () => closed(),
  }
  return { port, told, ask: (message: ToMidi) => receive(message) }
}

describe("a port", () => {
  it("keeps its name when it is plugged in again, and has one of its own", () => {
    const names = ["Through:Through Port-0 14:0", "nano MIDI 1 24:0", "nano MIDI 1 28:0", "Keys"]
    expect(stableNames(names)).toEqual([
      ...["Through:Through Port-0", "nano MIDI 1", "nano MIDI 1 2", "Keys"],
    ])
  })
})

describe("the MIDI process", () => {
  it("says that there is no MIDI where there is none, and goes on", () => {
    const host = new MidiHost({ system: null, now: () => 0 })
    const { port, told } = aLine()
    host.add(port)
    host.poll()
    expect(told).toEqual([{ kind: "ports", isThere: false, inputs: [], outputs: [] }])
  })

  it("finds out about this machine without throwing", async () => {
    const system = await openNativeSystem()
    expect(system === null || Array.isArray(system.inputNames())).toBe(true)
  })

  it("stamps what is played, and tells every window", () => {
    let now = 5
    const { system, play } = aSystem("Keys")
    const host = new MidiHost({ system, now: () => now })
    const [one, other] = [aLine(), aLine()]
    host.add(one.port)
    host.add(other.port)
    now = 7.25
    play("Keys", 0x90, 60, 100)
    const bytes = { kind: "bytes", port: "Keys", bytes: Uint8Array.of(0x90, 60, 100), atMs: 7.25 }
    expect(one.told.at(-1)).toEqual(bytes)
    expect(other.told.at(-1)).toEqual(bytes)
    other.port.close()
    play("Keys", 0x80, 60, 0)
    expect(other.told.at(-1)).toEqual(bytes)
  })

  it("takes devices that are plugged in later, and lets go of those that are pulled out", () => {
    const { system, plugged, open } = aSystem()
    const host = new MidiHost({ system, now: () => 0 })
    const { port, told } = aLine()
    host.add(port)
    plugged.add("Keys")
    host.poll()
    expect(told.at(-1)).toMatchObject({ kind: "ports", inputs: ["Keys"] })
    const count = told.length
    host.poll()
    expect(told).toHaveLength(count)
    plugged.delete("Keys")
    host.poll()
    expect(told.at(-1)).toMatchObject({ kind: "ports", inputs: [] })
    expect(open.size).toBe(0)
  })

  it("tries a device again that another program had", () => {
    const { system, taken } = aSystem("Keys")
    taken.add("Keys")
    const host = new MidiHost({ system, now: () => 0 })
    const { port, told } = aLine()
    host.add(port)
    expect(told.at(-1)).toMatchObject({ inputs: [] })
    taken.clear()
    host.poll()
    expect(told.at(-1)).toMatchObject({ inputs: ["Keys"] })
  })

  it("answers a ping with its own time", () => {
    const { port, told, ask } = aLine()
    new MidiHost({ system: null, now: () => 42 }).add(port)
    ask({ kind: "ping", sentMs: 3 })
    expect(told.at(-1)).toEqual({ kind: "pong", sentMs: 3, atMs: 42 })
  })

  it("sends what is due when it is due, in order, and ends what sounds when it is silenced", () => {
    const { system, sent, plugged } = aSystem("Synth")
    const clock = createFakeTimers()
    const host = new MidiHost({ system, now: clock.now, after: clock.after })
    const { port, told, ask } = aLine()
    host.add(port)
    expect(told[0]).toMatchObject({ outputs: ["Synth out"] })
    const send = (atMs: number, ...bytes: number[]): void =>
      ask({ kind: "send", port: "Synth out", bytes: Uint8Array.from(bytes), atMs })
    send(30, 0x80, 60, 0)
    send(10, 0x90, 60, 100)
    send(20, 0x90, 64, 100)
    send(5, 0xfa)
    clock.pass(12)
    expect(sent.map(([, status]) => status)).toEqual([0xfa, 0x90])
    clock.pass(10)
    ask({ kind: "silence", port: "Synth out" })
    clock.pass(100)
    expect(sent.slice(3).map((each) => each.slice(1))).toEqual([
      ...[
        [0x80, 60, 64],
        [0x80, 64, 64],
        [0xb0, 64, 0],
        [0xb0, 123, 0],
      ],
    ])
    send(0, 0x90, 70, 1)
    plugged.clear()
    host.poll()
    expect(sent.at(-3)).toEqual(["Synth out", 0x80, 70, 64])
    expect(told.at(-1)).toMatchObject({ outputs: [] })
  })

  it("ends the notes of a window that is gone", () => {
    const { system, sent } = aSystem("Synth")
    const { port, ask } = aLine()
    new MidiHost({ system, now: () => 0 }).add(port)
    ask({ kind: "send", port: "Synth out", bytes: Uint8Array.of(0x99, 36, 90), atMs: 0 })
    port.close()
    expect(sent).toContainEqual(["Synth out", 0x89, 36, 64])
  })
})

/** Timers of a clock that a test moves. */
function createFakeTimers() {
  let nowMs = 0
  const timers = new Set<{ atMs: number; run(): void }>()
  return {
    now: () => nowMs,
    after(milliseconds: number, run: () => void) {
      const timer = { atMs: nowMs + milliseconds, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    pass(milliseconds: number) {
      const until = nowMs + milliseconds
      for (;;) {
        const [next] = [...timers].sort((a, b) => a.atMs - b.atMs)
        if (!next || next.atMs > until) break
        timers.delete(next)
        nowMs = next.atMs
        next.run()
      }
      nowMs = until
    },
  }
}
