/** The UDP socket for Open Sound Control: of this computer alone, or of its networks. */
import { createSocket } from "node:dgram"
import { networkInterfaces } from "node:os"
import type { OpenOsc } from "./osc-host.ts"

const LOOPBACK = "127.0.0.1"
const EVERYWHERE = "0.0.0.0"

export const openUdp: OpenOsc = (where, port, receive) =>
  new Promise((resolve, reject) => {
    const socket = createSocket("udp4")
    const refuse = (error: NodeJS.ErrnoException): void => {
      const isTaken = error.code === "EADDRINUSE"
      reject(isTaken ? new Error(`Port ${port} is used by another program.`) : error)
    }
    socket.once("error", refuse)
    socket.on("message", (bytes, { address }) => receive(address, Uint8Array.from(bytes)))
    socket.bind(port, where === "network" ? EVERYWHERE : LOOPBACK, () => {
      socket.off("error", refuse)
      // What goes wrong later with one packet is not the next one's.
      socket.on("error", () => undefined)
      resolve({
        addresses: where === "network" ? ownAddresses() : [LOOPBACK],
        close: () => socket.close(),
      })
    })
  })

/** In its networks, IPv4. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address)
