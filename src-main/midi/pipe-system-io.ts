/**
 * Sockets as MIDI devices, where SLIPMAT_MIDI_SOCKET names one: what is written to it comes in, what is sent is read from it.
 * Several are separated as in PATH. A device is called as its file is, without ".sock". For machines without MIDI, and for tests, which so meet all of the way but the driver.
 */
import { rmSync } from "node:fs"
import { createServer, type Socket } from "node:net"
import { basename } from "node:path"
import type { MidiSystem } from "./midi-system.ts"

export function openPipeSystem(...paths: readonly string[]): MidiSystem & { close(): void } {
  const sockets = new Map<string, Socket>()
  const listeners = new Map<string, (bytes: Uint8Array) => void>()
  const servers = paths.map((path) => {
    rmSync(path, { force: true })
    const server = createServer((socket) => {
      const name = freeName(basename(path, ".sock"), sockets)
      const gone = (): void => void sockets.delete(name)
      sockets.set(name, socket.setNoDelay(true))
      socket.on("data", (bytes) => listeners.get(name)?.(Uint8Array.from(bytes)))
      socket.on("close", gone)
      socket.on("error", gone)
    })
    return server.listen(path)
  })
  // Like a device: it is there while somebody holds the other end.
  const names = (): string[] => [...sockets.keys()]
  return {
    inputNames: names,
    openInput(name, receive) {
      listeners.set(name, receive)
      return () => listeners.delete(name)
    },
    outputNames: names,
    openOutput(name) {
      const socket = sockets.get(name)
      return {
        send: (bytes) => void socket?.write(bytes),
        close: () => undefined,
      }
    },
    close() {
      for (const socket of sockets.values()) socket.destroy()
      for (const server of servers) server.close()
    },
  }
}

/** The device's name, then "name 2", … */
function freeName(device: string, taken: ReadonlyMap<string, unknown>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? device : `${device} ${number}`
    if (!taken.has(name)) return name
  }
}
