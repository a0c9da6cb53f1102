/** Thrown when a read would pass the end of the bytes at hand: the caller fetches more or calls the stream cut off. */
export class OutOfBits extends Error {}

/** Reads big-endian bits from a byte array; positions in bits. */
export class BitReader {
  bytes: Uint8Array
  bit: number
  readonly #endBit: number

  constructor(bytes: Uint8Array, startByte: number, endByte: number) {
    this.bytes = bytes
    this.bit = startByte * 8
    this.#endBit = endByte * 8
  }

  get endBit(): number {
    return this.#endBit
  }

  /** The next 32 bits, zeros past the end; does not move. */
  peek32(): number {
    const at = this.bit >>> 3
    const shift = this.bit & 7
    const { bytes } = this
    const word =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)
    return shift === 0 ? word : (word << shift) | ((bytes[at + 4] as number) >>> (8 - shift))
  }

  skip(count: number): void {
    this.bit += count
    if (this.bit > this.#endBit) throw new OutOfBits()
  }

  /** Unsigned, 0..32 bits. */
  unsigned(count: number): number {
    if (count === 0) return 0
    const value = this.peek32() >>> (32 - count)
    this.skip(count)
    return value
  }

  /** Two's complement, 0..32 bits. */
  signed(count: number): number {
    if (count === 0) return 0
    const value = this.peek32() >> (32 - count)
    this.skip(count)
    return value
  }

  /** Counts zeros up to the next one, which is consumed. */
  unary(): number {
    let count = 0
    for (;;) {
      const zeros = Math.clz32(this.peek32())
      if (zeros < 32) {
        this.skip(zeros + 1)
        return count + zeros
      }
      this.skip(32)
      count += 32
    }
  }

  alignToByte(): void {
    this.bit = (this.bit + 7) & ~7
  }
}
