import { mkdtempSync, rmSync } from "node:fs"
import { createConnection, type Socket } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { MessageChannel } from "node:worker_threads"
import { afterEach, describe, expect, it } from "vitest"
import { createMidiFeed, type MidiFeed } from "#engine/midi/index.ts"
import { createPortPair, threadPort } from "#engine/rpc/index.ts"
import { MidiStream } from "#shared/music/index.ts"
import { MidiHost } from "../../../../src-main/midi/midi-host.ts"
import { openPipeSystem } from "../../../../src-main/midi/pipe-system-io.ts"

const A_SECOND_MS = 1000
const MESSAGES_A_SECOND = 1000
const PORTS = ["Socket", "Socket 2"]

type Arrival = Parameters<Parameters<MidiFeed["subscribe"]>[0]>[0]

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0).toReversed()) close()
})

const microseconds = (): number => Number(process.hrtime.bigint() / 1000n)

/** The MIDI process's own parts over sockets and a real message channel; only the process around them is left out. */
async function twoDevices(feed: MidiFeed): Promise<Socket[]> {
  const folder = mkdtempSync(join(tmpdir(), "slipmat-feed-"))
  const path = join(folder, "Socket.sock")
  const system = openPipeSystem(path)
  const host = new MidiHost({ system, now: () => Number(process.hrtime.bigint()) / 1e6 })
  const { port1, port2 } = new MessageChannel()
  closers.push(
    () => rmSync(folder, { recursive: true }),
    () => system.close(),
    () => port1.close(),
  )
  host.add(threadPort(port1))
  feed.attach(threadPort(port2))
  const cables: Socket[] = []
  for (const count of [1, 2]) {
    const cable = createConnection(path)
    cables.push(cable)
    closers.push(() => cable.destroy())
    await expect.poll(() => (host.poll(), feed.inputs.length), { interval: 5 }).toBe(count)
  }
  return cables
}

const delivered = (): Promise<void> => new Promise((next) => setTimeout(next))

/** A wheel that turns: the k-th of so many messages, none like the one before. */
const turn = (channel: number, k: number): number[] => [0xb0 | channel, k >> 7, k & 0x7f]

describe("the engine's feed of MIDI", () => {
  it("loses nothing of two devices that send a thousand messages a second each, and knows when each came", async () => {
    const feed = createMidiFeed()
    const cables = await twoDevices(feed)
    const heard = new Map<string, Arrival[]>(PORTS.map((name) => [name, []]))
    closers.push(feed.subscribe((arrival) => heard.get(arrival.port)?.push(arrival)))
    const from = microseconds()
    let sent = 0
    while (sent < MESSAGES_A_SECOND) {
      const due = Math.min(
        MESSAGES_A_SECOND,
        ((microseconds() - from) / 1000) * (MESSAGES_A_SECOND / A_SECOND_MS),
      )
      for (; sent < due; sent++)
        for (const [channel, cable] of cables.entries())
          cable.write(Uint8Array.from(turn(channel, sent)))
      await new Promise((next) => setTimeout(next, 1))
    }
    const expected = [0, 1].map((channel) =>
      Array.from({ length: MESSAGES_A_SECOND }, (_, k) => turn(channel, k)).flat(),
    )
    const bytesOf = (name: string): number[] => heard.get(name)!.flatMap(({ bytes }) => [...bytes])
    await expect.poll(() => PORTS.map((name) => bytesOf(name).length)).toEqual([3000, 3000])
    expect(PORTS.map(bytesOf)).toEqual(expected)
    for (const arrivals of heard.values()) {
      const times = arrivals.map((arrival) => arrival.microseconds)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(times[0]).toBeGreaterThanOrEqual(from)
      expect(times.at(-1)).toBeLessThanOrEqual(microseconds())
      const stream = new MidiStream()
      let messages = 0
      for (const { bytes } of arrivals) stream.push(bytes, () => messages++)
      expect(messages).toBe(MESSAGES_A_SECOND)
    }
  })

  it("hands on bytes and microseconds as they were stamped, and follows a new process", async () => {
    const feed = createMidiFeed()
    const heard: Arrival[] = []
    const stop = feed.subscribe((arrival) => void heard.push(arrival))
    const [first, firstEnd] = createPortPair()
    feed.attach(firstEnd)
    const bytes = Uint8Array.of(0x90, 60, 100, 64, 0, 0xf8)
    first.post({ kind: "ports", isThere: true, inputs: ["Deck"], outputs: [] })
    first.post({ kind: "bytes", port: "Deck", bytes, atMs: 86_400_123.456 })
    await delivered()
    const [second, secondEnd] = createPortPair()
    feed.attach(secondEnd)
    first.post({ kind: "bytes", port: "Deck", bytes, atMs: 86_400_124 })
    second.post({ kind: "bytes", port: "Deck", bytes: bytes.slice(0, 3), atMs: 86_400_125 })
    await delivered()
    expect(heard).toEqual([
      { microseconds: 86_400_123_456, port: "Deck", bytes },
      { microseconds: 86_400_125_000, port: "Deck", bytes: Uint8Array.of(0x90, 60, 100) },
    ])
    stop()
  })
})
