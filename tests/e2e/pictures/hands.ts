/** Hands on made-up devices, in the time that they would take: a DJ's on a controller, a pianist's on keys. */
import { createConnection, type Socket } from "node:net"
import { loadControllers } from "../../../src-main/engine/gestures/index.ts"
import { simulateDevice } from "../../support/gesture/device-simulator.ts"
import { strokes } from "../../support/gesture/hands.ts"

/** Strokes of a two-bar phrase at 95 bpm: seconds and record seconds. */
const PHRASE = [
  ...[
    [0.16, 0.15] as const,
    [0.158, -0.15] as const,
    [0.16, 0.14] as const,
    [0.158, -0.14] as const,
  ],
  ...[[0.316, 0.22] as const, [0.316, -0.22] as const],
]
const PHRASE_SECONDS = PHRASE.reduce((sum, [seconds]) => sum + seconds, 0)

export function plug(socket: string): Socket {
  return createConnection(socket).setNoDelay(true)
}

/** Scratches as a DDJ-400 sends it: platter, touch, and a fader that cuts each long stroke in half. */
export async function scratch(cable: Socket, seconds: number): Promise<void> {
  const profile = loadControllers().find(({ id }) => id === "pioneer-ddj-400")!
  const sent = simulateDevice(strokes(...PHRASE), {
    ...{ profile, seconds, reportSeconds: 0.002 },
    touches: [{ atSeconds: 0.002, seconds: seconds - 0.05 }],
    faderAt: (at) => (isCut(at % PHRASE_SECONDS) ? 1 : 0),
  })
  const begun = performance.now()
  for (const { atMicros, bytes } of sent) {
    await until(begun + atMicros / 1000)
    cable.write(bytes)
  }
}

const isCut = (at: number): boolean => at > 0.63 && Math.abs(((at - 0.63) % 0.316) - 0.158) < 0.03

/** @param notes key and milliseconds */
export async function play(
  cable: Socket,
  notes: readonly (readonly [key: number, ms: number])[],
): Promise<void> {
  let at = performance.now()
  for (const [key, ms] of notes) {
    cable.write(Uint8Array.of(0x90, key, 80 + (key % 5) * 6))
    await until((at += ms * 0.9))
    cable.write(Uint8Array.of(0x80, key, 0))
    await until((at += ms * 0.1))
  }
}

async function until(atMs: number): Promise<void> {
  const wait = atMs - performance.now()
  if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait))
}
