/** Bits that grow at their end, the highest of each value first. */
export class BitWriter {
  #bytes = new Uint8Array(1 << 16)
  #length = 0
  #current = 0
  #free = 8

  /** The lowest `count` (0..32) bits of a whole number; of a negative one its two's complement. */
  bits(value: number, count: number): void {
    let left = count
    while (left > 0) {
      const taken = Math.min(left, this.#free)
      left -= taken
      this.#current = (this.#current << taken) | ((value >>> left) & ((1 << taken) - 1))
      this.#free -= taken
      if (this.#free === 0) this.#push()
    }
  }

  /** The Rice code of a whole number: what is above `parameter` (0..30) bits as so many zeros and a one, then those bits. */
  rice(value: number, parameter: number): void {
    let zeros = value >>> parameter
    for (; zeros + 1 + parameter > 32; zeros -= Math.min(zeros, 31)) {
      if (zeros === 0) break
      this.bits(0, Math.min(zeros, 31))
    }
    const low = (value & ((1 << parameter) - 1)) | (1 << parameter)
    this.bits(low, zeros + 1 + parameter)
  }

  /** Zeros up to the next whole byte. */
  align(): void {
    if (this.#free < 8) this.bits(0, this.#free)
  }

  /** What was written since the last call, whole bytes; valid until the next write. */
  view(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  clear(): void {
    this.#length = 0
  }

  #push(): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(2 * this.#bytes.length)
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    this.#bytes[this.#length++] = this.#current
    this.#current = 0
    this.#free = 8
  }
}
