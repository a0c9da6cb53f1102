import type { BitReader } from "../bits/bit-reader.ts"
import { CODEBOOKS, type Codebook } from "./codebooks.ts"

const FAST_BITS = 10

/** A codebook ready to decode: short codewords by one table look-up, long ones by canonical comparison. */
export interface HuffmanBook {
  /** symbol << 5 | length, or 0 where the codeword is longer than FAST_BITS. */
  fast: Int32Array
  lengths: readonly number[]
  symbols: readonly number[]
  dimension: number
  /** The values of every symbol, `dimension` each. */
  values: Int8Array
}

export const BOOKS: readonly HuffmanBook[] = CODEBOOKS.map(makeBook)

function makeBook(book: Codebook): HuffmanBook {
  const fast = new Int32Array(1 << FAST_BITS)
  let code = 0
  let next = 0
  book.lengths.forEach((count, index) => {
    const length = index + 1
    for (let n = 0; n < count; n++, code++, next++)
      if (length <= FAST_BITS) {
        const from = code << (FAST_BITS - length)
        fast.fill(
          ((book.symbols[next] ?? 0) << 5) | length,
          from,
          from + (1 << (FAST_BITS - length)),
        )
      }
    code <<= 1
  })
  return {
    fast,
    lengths: book.lengths,
    symbols: book.symbols,
    dimension: book.dimension,
    values: valuesOf(book),
  }
}

function valuesOf({ dimension, least, greatest, symbols }: Codebook): Int8Array {
  const base = greatest - least + 1
  const values = new Int8Array(symbols.length * dimension)
  for (let symbol = 0; symbol < symbols.length; symbol++)
    for (let place = dimension - 1, rest = symbol; place >= 0; place--) {
      values[symbol * dimension + place] = (rest % base) + least
      rest = Math.floor(rest / base)
    }
  return values
}

export function readSymbol(bits: BitReader, book: HuffmanBook): number {
  const word = bits.peek32()
  const entry = book.fast[word >>> (32 - FAST_BITS)] as number
  if (entry === 0) return readLong(bits, book, word)
  bits.skip(entry & 31)
  return entry >> 5
}

function readLong(bits: BitReader, book: HuffmanBook, word: number): number {
  let first = 0
  let start = 0
  for (let index = 0; index < book.lengths.length; index++) {
    const count = book.lengths[index] as number
    const offset = (word >>> (31 - index)) - first
    if (offset < count) {
      bits.skip(index + 1)
      return book.symbols[start + offset] as number
    }
    first = (first + count) << 1
    start += count
  }
  throw new RangeError("AAC: no such codeword")
}
