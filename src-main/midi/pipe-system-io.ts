/**
 * A socket as a MIDI port, where SLIPMAT_MIDI_SOCKET names one: what is written to it comes in.
 * For machines without MIDI, and for tests, which so meet all of the way but the driver.
 */
import { rmSync } from "node:fs"
import { createServer, type Socket } from "node:net"
import type { MidiSystem } from "./midi-system.ts"

const NAME = "Socket"

export function openPipeSystem(path: string): MidiSystem {
  const sockets = new Set<Socket>()
  const listeners = new Set<(bytes: Uint8Array) => void>()
  rmSync(path, { force: true })
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on("data", (bytes) => {
      for (const receive of listeners) receive(Uint8Array.from(bytes))
    })
    socket.on("close", () => sockets.delete(socket))
    socket.on("error", () => sockets.delete(socket))
  })
  server.listen(path)
  return {
    // Like a device: it is there while somebody holds the other end.
    inputNames: () => (sockets.size > 0 ? [NAME] : []),
    openInput(_, receive) {
      listeners.add(receive)
      return () => listeners.delete(receive)
    },
  }
}
