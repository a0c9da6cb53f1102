/** The constant tables of the mp3 kernel (kernels/assembly/mp3/layout.ts says where they lie), in double precision until stored. */
import { bandEnds } from "./bands.ts"
import { HUFFMAN_CODES, QUAD_CODEWORDS, TABLE_CODES, TABLE_LINBITS } from "./huffman-codes.ts"
import { synthesisWindow } from "./synthesis-window.ts"

/** The kernel's exports that say where the tables lie. */
export const TABLE_PLACES = [
  "PAIRS",
  "QUADS",
  "QUAD_CODES",
  "POWERS",
  "GAINS",
  "GAIN_OFFSET",
  "TABLES",
  "LOOKUPS",
  "LOOKUPS_BYTES",
  "BANDS",
  "WINDOWS",
  "SHORT",
  "SYNTHESIS",
  "DCT",
] as const

export type TablePlaces = Record<(typeof TABLE_PLACES)[number], number>

const FIRST_BITS = 9
const GREATEST_VALUE = 8206
const GAINS = 448

export function writeTables(memory: ArrayBuffer, at: TablePlaces): void {
  const put = (address: number, values: ArrayLike<number>) =>
    new Float32Array(memory, address, values.length).set(values)
  const power = (value: number) => value ** (4 / 3)
  put(
    at.POWERS,
    Float64Array.from({ length: GREATEST_VALUE + 1 }, (_, value) => power(value)),
  )
  put(
    at.GAINS,
    Float64Array.from({ length: GAINS }, (_, index) => 2 ** ((index - at.GAIN_OFFSET) / 4)),
  )
  put(at.PAIRS, pairValues(power))
  put(
    at.QUADS,
    Array.from({ length: 81 }, (_, number) =>
      [27, 9, 3, 1].map((place) => (Math.floor(number / place) % 3) - 1),
    ).flat(),
  )
  new Uint16Array(memory, at.QUAD_CODES, 2048).set([
    ...quadCodes(QUAD_CODEWORDS),
    ...quadCodes(PLAIN_QUADS),
  ])
  writeLookups(memory, at)
  bandEnds()
    .flat()
    .forEach((ends, index) => new Int32Array(memory, at.BANDS + index * 160, 40).set(ends))
  put(at.WINDOWS, LONG_WINDOWS.flatMap(longWindow))
  put(at.SHORT, shortTransform())
  put(at.SYNTHESIS, synthesisWeights())
  const halfSecants = (size: number) =>
    Array.from({ length: size / 2 }, (_, k) => 0.5 / Math.cos((Math.PI * (2 * k + 1)) / (2 * size)))
  put(at.DCT, [...halfSecants(32), ...halfSecants(16)])
}

/** For each pair of magnitudes the two powers under the four ways in which the next two bits may sign them. */
function pairValues(power: (value: number) => number): number[] {
  const values: number[] = []
  for (let pair = 0; pair < 256; pair++)
    for (let signs = 0; signs < 4; signs++) {
      const [x, y] = [pair >> 4, pair & 15]
      const first = signs >> 1
      // A zero has no sign bit: the next value takes the first one.
      const second = x > 0 ? signs & 1 : first
      values.push(power(x) * (first ? -1 : 1), power(y) * (second ? -1 : 1))
    }
  return values
}

const PLAIN_QUADS = Array.from({ length: 16 }, (_, quad) =>
  (15 - quad).toString(2).padStart(4, "0"),
)

/** By the next 10 bits: number of the vector << 4 | bits of codeword and signs. */
function quadCodes(codewords: readonly string[]): number[] {
  const codes: number[] = []
  codewords.forEach((codeword, quad) => {
    const rest = 10 - codeword.length
    const base = parseInt(codeword, 2) << rest
    for (let tail = 0; tail < 1 << rest; tail++) {
      let used = codeword.length
      let vector = 0
      for (const bit of [8, 4, 2, 1]) {
        const negative = quad & bit && (tail >> (9 - used)) & 1
        vector = 3 * vector + 1 + (quad & bit ? (negative ? -1 : 1) : 0)
        if (quad & bit) used++
      }
      codes[base + tail] = (vector << 4) | used
    }
  })
  return codes
}

const RARE = 1 << 10

/** Two-step look-ups of the codes, and the directory of the 32 tables: address 0 where all is zero. Their entries: kernels/assembly/mp3/huffman.ts. */
function writeLookups(memory: ArrayBuffer, at: TablePlaces): void {
  const directory = new Int32Array(memory, at.TABLES, 96)
  const addresses = new Map<number, { address: number; bits: number }>()
  let end = at.LOOKUPS
  TABLE_CODES.forEach((code, number) => {
    let found = addresses.get(code)
    if (!found) {
      if (code === 0) return
      const { entries, bits } = lookup(code)
      if (end + entries.length * 4 > at.LOOKUPS + at.LOOKUPS_BYTES) throw new RangeError("LOOKUPS")
      new Uint32Array(memory, end, entries.length).set(entries)
      addresses.set(code, (found = { address: end, bits }))
      end += entries.length * 4
    }
    directory.set([found.address, found.bits, TABLE_LINBITS[number] as number], 3 * number)
  })
}

interface Codeword {
  /** The codeword, left-aligned in 20 bits. */
  code: number
  length: number
  entry: number
}

function lookup(code: number): { entries: number[]; bits: number } {
  const words = codewords(code)
  const bits = Math.min(FIRST_BITS, Math.max(...words.map(({ length }) => length)))
  const entries = new Array<number>(1 << bits).fill(0)
  const byPrefix = Map.groupBy(words, (word) => word.code >> (20 - bits))
  for (const [prefix, group] of byPrefix) {
    const longest = Math.max(...group.map(({ length }) => length))
    if (longest <= bits) {
      for (const { code: start, length, entry } of group)
        entries.fill(entry, start >> (20 - bits), (start >> (20 - bits)) + (1 << (bits - length)))
      continue
    }
    const rest = longest - bits
    const base = entries.length
    entries[prefix] = ((base << 16) | RARE | rest) >>> 0
    for (const { code: start, length, entry } of group) {
      const from = base + ((start >> (20 - longest)) & ((1 << rest) - 1))
      for (let index = 0; index < 1 << (longest - length); index++) entries[from + index] = entry
    }
  }
  return { entries, bits }
}

function codewords(number: number): Codeword[] {
  const { lengths, pairs } = HUFFMAN_CODES[number] ?? { lengths: "", pairs: "" }
  let code = 0
  return Array.from(lengths, (digit, index) => {
    const length = parseInt(digit, 20)
    const pair = parseInt(pairs.slice(2 * index, 2 * index + 2), 16)
    const [x, y] = [pair >> 4, pair & 15]
    const signed = length + Math.min(1, x) + Math.min(1, y)
    const rare = number >= 16 && (x === 15 || y === 15) ? RARE : 0
    const word = { code, length, entry: ((pair << 21) | rare | (signed << 5) | length) >>> 0 }
    code += 1 << (20 - length)
    return word
  })
}

/** Block types of the first two and of the other subbands, in the order of the kernel's windows. */
const LONG_WINDOWS: [number, number][] = [
  [0, 0],
  [1, 1],
  [3, 3],
  [0, 1],
  [0, 3],
]

/**
 * The window of a long transform for four subbands, with what the transform leaves out: its factors 1 / (2 cos), the signs
 * of the unfolded DCT-IV, and the inversion of every second sample in odd subbands.
 */
function longWindow([low, high]: [number, number]): number[] {
  return Array.from({ length: 36 }, (_, i) => {
    const source = i < 9 ? 9 + i : i < 18 ? 26 - i : i < 27 ? 26 - i : i - 27
    const factor = ((i < 9 ? 1 : -1) * 0.5) / Math.cos((Math.PI * (2 * source + 1)) / 72)
    return [low, low, high, high].map(
      (type, lane) => factor * windowShape(type, i) * (i & lane & 1 ? -1 : 1),
    )
  }).flat()
}

function windowShape(type: number, i: number): number {
  const long = Math.sin((Math.PI / 36) * (i + 0.5))
  if (type === 1 && i >= 18)
    return i < 24 ? 1 : i < 30 ? Math.sin((Math.PI / 12) * (i - 18 + 0.5)) : 0
  if (type === 3 && i < 18) return i < 6 ? 0 : i < 12 ? Math.sin((Math.PI / 12) * (i - 6 + 0.5)) : 1
  return long
}

/** 12 windowed outputs of 6 lines, for four subbands. */
function shortTransform(): number[] {
  const rows: number[] = []
  for (let i = 0; i < 12; i++)
    for (let k = 0; k < 6; k++) {
      const value =
        Math.sin((Math.PI / 12) * (i + 0.5)) * Math.cos((Math.PI / 24) * (2 * i + 7) * (2 * k + 1))
      rows.push(...[0, 1, 2, 3].map((lane) => value * (i & lane & 1 ? -1 : 1)))
    }
  return rows
}

/**
 * The weights of C[16 + j] and C[16 - j] in output j and in output 32 - j, in the order in which the kernel's lanes meet
 * them, and those of C[0] in output 16.
 */
function synthesisWeights(): number[] {
  const window = synthesisWindow()
  const at = (index: number) => window[index] as number
  const weights: number[] = []
  for (let j = 0; j < 16; j += 4)
    for (let i = 0; i < 8; i++) {
      const rising = [j, j + 1, j + 2, j + 3]
      const falling = rising.toReversed()
      weights.push(...rising.map((k) => at(64 * i + k)))
      weights.push(...falling.map((k) => -at(64 * i + 32 + k)))
      weights.push(...rising.map((k) => (k === 0 ? 0 : -at(64 * i + 32 - k))))
      weights.push(...falling.map((k) => (k === 0 ? 0 : -at(64 * i + 64 - k))))
    }
  for (let i = 0; i < 8; i++) weights.push(-at(64 * i + 48))
  return weights
}
