/** Bytes that grow at their end. */
export class ByteWriter {
  #bytes = new Uint8Array(1024)
  length = 0

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.length++] = value
  }

  all(values: ArrayLike<number>): void {
    this.#reserve(values.length)
    this.#bytes.set(values, this.length)
    this.length += values.length
  }

  /** Big-endian, as all numbers of MIDI files are. */
  uint16(value: number): void {
    this.all([value >> 8, value & 0xff])
  }

  uint32(value: number): void {
    this.all([value >>> 24, (value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff])
  }

  /** Overwrites four bytes written before. */
  setUint32(at: number, value: number): void {
    new DataView(this.#bytes.buffer).setUint32(at, value)
  }

  /** Seven bits a byte, the highest first, all but the last marked by their top bit. `value` is 0..0x0fffffff. */
  variableLength(value: number): void {
    if (value >= 0x200000) this.byte(0x80 | (value >> 21))
    if (value >= 0x4000) this.byte(0x80 | ((value >> 14) & 0x7f))
    if (value >= 0x80) this.byte(0x80 | ((value >> 7) & 0x7f))
    this.byte(value & 0x7f)
  }

  /** A copy of what was written. */
  written(): Uint8Array {
    return this.#bytes.slice(0, this.length)
  }

  #reserve(more: number): void {
    if (this.length + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(2 * this.#bytes.length, this.length + more))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}
