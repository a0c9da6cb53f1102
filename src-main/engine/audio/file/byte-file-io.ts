import { closeSync, readSync } from "node:fs"
import { basename } from "node:path"
import { openPlainFile } from "../../platform/node/plain-file-io.ts"
import { unreadable } from "../unreadable.ts"

const WINDOW_BYTES = 262_144

/**
 * Positioned reads of one file through a window, so that headers and packets cost no system call each.
 * Never allocates more than the file really holds, whatever a header claims.
 */
export class ByteFile {
  readonly name: string
  readonly sizeBytes: number
  #fd: number
  #window = Buffer.alloc(WINDOW_BYTES)
  #windowStart = 0
  #windowBytes = 0

  constructor(path: string) {
    this.name = basename(path)
    const { fd, sizeBytes } = openPlainFile(path)
    this.#fd = fd
    this.sizeBytes = sizeBytes
  }

  /** Up to `length` bytes at `position`, fewer at the end of the file. Valid until the next read. */
  read(position: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.sizeBytes - position))
    if (wanted > WINDOW_BYTES) return this.#readFresh(position, wanted)
    const offset = position - this.#windowStart
    if (offset < 0 || offset + wanted > this.#windowBytes) {
      this.#windowBytes = this.#fill(this.#window, position, WINDOW_BYTES)
      this.#windowStart = position
      return this.#window.subarray(0, Math.min(wanted, this.#windowBytes))
    }
    return this.#window.subarray(offset, offset + wanted)
  }

  /** Reads straight into `target`; returns the bytes read, fewer only at the end of the file. */
  readInto(target: Uint8Array, position: number): number {
    return this.#fill(target, position, target.length)
  }

  close(): void {
    if (this.#fd >= 0) closeSync(this.#fd)
    this.#fd = -1
  }

  #readFresh(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, this.#fill(bytes, position, length))
  }

  #fill(target: Uint8Array, position: number, length: number): number {
    let filled = 0
    while (filled < length) {
      const count = this.#readSome(target, filled, length - filled, position + filled)
      if (count === 0) break
      filled += count
    }
    return filled
  }

  #readSome(target: Uint8Array, offset: number, length: number, position: number): number {
    if (this.#fd < 0) throw unreadable(this.name, "was closed while it was being read.")
    try {
      return readSync(this.#fd, target, offset, length, position)
    } catch (error) {
      throw unreadable(this.name, "stopped answering: the disk or the network failed.", error)
    }
  }
}
