import { createSocket } from "node:dgram"
import { afterEach, expect, it } from "vitest"
import type { FromMidi } from "#shared/contract/index.ts"
import { createMidiFeed } from "#engine/midi/index.ts"
import { MidiHost } from "../../../src-main/midi/midi-host.ts"
import { OscHost } from "../../../src-main/midi/osc-host.ts"
import { openUdp } from "../../../src-main/midi/osc-socket-io.ts"
import { oscMessage } from "../../support/osc.ts"
import { portPair } from "../../support/port-pair.ts"

const closers: (() => void)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))
const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6

/** A port that nobody uses just now. */
async function freePort(): Promise<number> {
  const socket = createSocket("udp4")
  const port = await new Promise<number>((done) =>
    socket.bind(0, "127.0.0.1", () => done(socket.address().port)),
  )
  await new Promise<void>((done) => void socket.close(done))
  return port
}

function aHost() {
  const host = new MidiHost({
    system: null,
    osc: new OscHost({ open: openUdp, now: nowMs }),
    now: nowMs,
  })
  const said: FromMidi[] = []
  const [near, far] = portPair()
  far.listen((message) => void said.push(message as FromMidi))
  host.add(near)
  const feed = createMidiFeed()
  const [theirs, ours] = portPair()
  host.add(theirs)
  feed.attach(ours)
  closers.push(() => far.post({ kind: "osc", where: "off", port: 0 }))
  const state = () => said.findLast((each) => each.kind === "osc-state")
  return {
    said,
    feed,
    state,
    ask: (where: string, port: number) => far.post({ kind: "osc", where, port }),
  }
}

function send(port: number, bytes: Uint8Array): void {
  const socket = createSocket("udp4")
  socket.send(bytes, port, "127.0.0.1", () => socket.close())
}

it("is off until it is switched on, then hears this computer, stamps, and tells the recorder raw", async () => {
  const { said, feed, state, ask } = aHost()
  await expect.poll(state).toMatchObject({ where: "off", addresses: [] })
  const port = await freePort()
  const heard: unknown[] = []
  closers.push(feed.subscribe((arrival) => void heard.push(arrival)))
  ask("this-computer", port)
  await expect.poll(state).toMatchObject({ where: "this-computer", port, addresses: ["127.0.0.1"] })
  const packet = oscMessage("/slipmat/deck/1/angle", 90)
  const before = nowMs()
  send(port, packet)
  await expect
    .poll(() => said.find(({ kind }) => kind === "osc"))
    .toMatchObject({ from: "127.0.0.1", bytes: packet })
  const { atMs } = said.find((each) => each.kind === "osc")!
  expect(atMs).toBeGreaterThanOrEqual(before)
  expect(heard).toEqual([
    { microseconds: Math.round(atMs * 1000), port: "OSC 127.0.0.1", bytes: packet },
  ])
  ask("off", port)
  await expect.poll(state).toMatchObject({ where: "off" })
})

it("says plainly when its port is another program's", async () => {
  const [one, other] = [aHost(), aHost()]
  const port = await freePort()
  one.ask("this-computer", port)
  await expect.poll(one.state).toMatchObject({ addresses: ["127.0.0.1"] })
  other.ask("this-computer", port)
  await expect
    .poll(other.state)
    .toMatchObject({ problem: `Port ${port} is used by another program.` })
})
