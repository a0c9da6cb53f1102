/**
 * Open Sound Control 1.0 (Wright 2002): a packet is a message, or a bundle of packets. Every byte may come from a stranger: what
 * is no packet is none, as a whole, and nothing is ever read past its end. Pure.
 */
export type OscArgument = number | string | boolean | null | Uint8Array

export interface OscMessage {
  /** "/slipmat/deck/1/angle". */
  address: string
  arguments: readonly OscArgument[]
}

/** Bundles in bundles; nobody sends more. */
const MOST_DEPTH = 8
const MOST_MESSAGES = 1000
const BUNDLE = "#bundle"
const BUNDLE_HEAD_BYTES = 16

/** The messages of a packet in their order; undefined where the bytes are no packet. Time tags are not waited for. */
export function readOsc(bytes: Uint8Array): OscMessage[] | undefined {
  const messages: OscMessage[] = []
  return readPacket(bytes, 0, messages) ? messages : undefined
}

function readPacket(bytes: Uint8Array, depth: number, messages: OscMessage[]): boolean {
  if (bytes.length < 4 || bytes.length % 4 !== 0 || messages.length >= MOST_MESSAGES) return false
  if (bytes[0] !== 0x23) {
    const message = readMessage(bytes)
    if (message) messages.push(message)
    return message !== undefined
  }
  const head = new Reader(bytes)
  if (head.text() !== BUNDLE || bytes.length < BUNDLE_HEAD_BYTES || depth >= MOST_DEPTH)
    return false
  for (let at = BUNDLE_HEAD_BYTES; at < bytes.length;) {
    const size = new DataView(bytes.buffer, bytes.byteOffset).getInt32(at)
    const end = at + 4 + size
    if (size <= 0 || end > bytes.length) return false
    if (!readPacket(bytes.subarray(at + 4, end), depth + 1, messages)) return false
    at = end
  }
  return true
}

function readMessage(bytes: Uint8Array): OscMessage | undefined {
  const reader = new Reader(bytes)
  const address = reader.text()
  if (!address?.startsWith("/")) return undefined
  // Old senders leave the types out where there are no arguments.
  if (reader.isAtEnd()) return { address, arguments: [] }
  const types = reader.text()
  if (!types?.startsWith(",")) return undefined
  const all: OscArgument[] = []
  for (const type of types.slice(1)) {
    if (type === "[" || type === "]") continue
    const value = reader.argument(type)
    if (value === undefined) return undefined
    all.push(value)
  }
  return reader.isAtEnd() ? { address, arguments: all } : undefined
}

/** Undefined wherever the bytes end too soon. */
class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** Ended by a zero, filled up to a multiple of four. */
  text(): string | undefined {
    const end = this.#bytes.indexOf(0, this.#at)
    if (end < 0) return undefined
    let text = ""
    for (const byte of this.#bytes.subarray(this.#at, end)) text += String.fromCharCode(byte)
    this.#at = end + 4 - ((end - this.#at) % 4)
    return this.#at <= this.#bytes.length ? text : undefined
  }

  argument(type: string): OscArgument | undefined {
    switch (type) {
      case "T":
      case "F":
        return type === "T"
      case "N":
        return null
      case "I":
        return Infinity
      case "s":
      case "S":
        return this.text()
      case "b":
        return this.#blob()
      default:
        return this.#number(type)
    }
  }

  #number(type: string): number | undefined {
    const size = type === "h" || type === "d" || type === "t" ? 8 : 4
    const at = this.#take(size)
    if (at === undefined) return undefined
    if (type === "f") return this.#view.getFloat32(at)
    if (type === "d") return this.#view.getFloat64(at)
    if (type === "i" || type === "r" || type === "m" || type === "c") return this.#view.getInt32(at)
    if (type === "h" || type === "t") return Number(this.#view.getBigInt64(at))
    return undefined
  }

  #blob(): Uint8Array | undefined {
    const head = this.#take(4)
    const size = head === undefined ? -1 : this.#view.getInt32(head)
    if (size < 0) return undefined
    const at = this.#take(size + ((4 - (size % 4)) % 4))
    return at === undefined ? undefined : this.#bytes.slice(at, at + size)
  }

  #take(size: number): number | undefined {
    if (this.#at + size > this.#bytes.length) return undefined
    this.#at += size
    return this.#at - size
  }
}
