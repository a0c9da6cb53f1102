/** MIDI devices on a window, behind the same line that the MIDI process has to it. */
import type { FromMidi, ToMidi } from "#shared/contract/index.ts"
import type { RawEvent } from "#shared/gesture/index.ts"
import type { Studio } from "../../../src-renderer/session/index.ts"
import { portPair } from "../../support/port-pair.ts"

export interface Cable {
  plug(...inputs: string[]): void
  /** What a device sent in the seconds up to now. */
  play(port: string, events: readonly RawEvent[]): void
  /** Messages of now. */
  send(port: string, ...bytes: number[]): void
}

export function cableTo(studio: Studio): Cable {
  const [ours, theirs] = portPair()
  const post = (message: FromMidi): void => ours.post(message)
  ours.listen((message) => {
    const asked = message as ToMidi
    // One clock for both: times are as they are said.
    if (asked.kind === "ping") post({ kind: "pong", sentMs: asked.sentMs, atMs: performance.now() })
  })
  studio.midi.attach(theirs)
  return {
    plug: (...inputs) => post({ kind: "ports", isThere: true, inputs, outputs: [] }),
    play(port, events) {
      const end = performance.now() - (events.at(-1)?.atMicros ?? 0) / 1000
      for (const { atMicros, bytes } of events)
        post({ kind: "bytes", port, bytes, atMs: end + atMicros / 1000 })
    },
    send: (port, ...bytes) =>
      post({ kind: "bytes", port, bytes: Uint8Array.from(bytes), atMs: performance.now() }),
  }
}
