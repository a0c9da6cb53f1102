/**
 * Bytes of a MIDI cable as messages (MIDI 1.0 Detailed Specification): running status, real-time bytes in the middle of other
 * messages, system exclusive that is skipped. Bytes that make no message are passed over.
 */

/** A message as status << 16 | data 1 << 8 | data 2; data that a message does not have is 0. */
type Emit = (message: number) => void

const REAL_TIME = 0xf8
const SYSTEM = 0xf0
const EXCLUSIVE = 0xf0
const END_OF_EXCLUSIVE = 0xf7
/** Of f0 to f7; exclusive and the undefined ones have none that count. */
const SYSTEM_DATA_BYTES = [0, 1, 2, 1, 0, 0, 0, 0]
/** Messages of the system that are handed on without data. */
const TUNE_REQUEST = 0xf6
const NONE = -1

export class MidiStream {
  /** What data bytes belong to; 0: none. */
  #status = 0
  #first = NONE
  #isExclusive = false

  push(bytes: Uint8Array, emit: Emit): void {
    for (const byte of bytes) {
      if (byte >= REAL_TIME) emit(byte << 16)
      else if (byte >= 0x80) this.#begin(byte, emit)
      else this.#data(byte, emit)
    }
  }

  #begin(status: number, emit: Emit): void {
    this.#first = NONE
    this.#isExclusive = status === EXCLUSIVE
    this.#status = status
    if (status === TUNE_REQUEST) emit(status << 16)
    if (status >= SYSTEM && dataBytesOf(status) === 0) this.#status = 0
    if (status === END_OF_EXCLUSIVE) this.#status = 0
  }

  #data(byte: number, emit: Emit): void {
    const status = this.#status
    if (this.#isExclusive || status === 0) return
    if (dataBytesOf(status) === 1) emit((status << 16) | (byte << 8))
    else if (this.#first === NONE) {
      this.#first = byte
      return
    } else emit((status << 16) | (this.#first << 8) | byte)
    this.#first = NONE
    // Only channel messages run on without their status.
    if (status >= SYSTEM) this.#status = 0
  }
}

/** Data bytes of a status below f8. */
export function dataBytesOf(status: number): number {
  if (status >= SYSTEM) return SYSTEM_DATA_BYTES[status - SYSTEM] ?? 0
  const kind = status & 0xf0
  return kind === 0xc0 || kind === 0xd0 ? 1 : 2
}
