/** Parses one channel's part of an AAC frame (ISO/IEC 14496-3 4.4.2.7) up to the dequantised spectrum. */
import type { BitReader } from "../bits/bit-reader.ts"
import type { RateTables } from "./aac-tables.ts"
import { BOOKS, readSymbol, type HuffmanBook } from "./huffman.ts"

export const FRAME_LINES = 1024
export const SHORT_LINES = 128
export const NOISE_BOOK = 13
export const INTENSITY_OUT = 14
export const INTENSITY_IN = 15

export interface WindowInfo {
  /** 0 long, 1 start, 2 eight short, 3 stop. */
  sequence: number
  /** 0 sine, 1 Kaiser-Bessel. */
  shape: number
  bands: number
  /** Windows in each group; one group of one for long windows. */
  groups: readonly number[]
  edges: Uint16Array
  tnsBands: number
}

export interface TnsFilter {
  lengthBands: number
  order: number
  backward: boolean
  coefficients: number[]
}

export interface ChannelStream {
  info: WindowInfo
  /** Codebook of each group's band: group * bands + band. */
  books: Uint8Array
  /** Scale factor, intensity position or noise energy, by the same index. */
  factors: Int16Array
  /** Filters of each window. */
  tns: TnsFilter[][]
  spectrum: Float64Array
}

export function readWindowInfo(bits: BitReader, tables: RateTables): WindowInfo {
  bits.skip(1)
  const sequence = bits.unsigned(2)
  const shape = bits.unsigned(1)
  if (sequence === 2) {
    const bands = bits.unsigned(4)
    const groups = [1]
    for (let window = 1; window < 8; window++)
      if (bits.unsigned(1) === 1) groups[groups.length - 1] = (groups.at(-1) ?? 0) + 1
      else groups.push(1)
    return checked({
      sequence,
      shape,
      bands,
      groups,
      edges: tables.shortEdges,
      tnsBands: tables.tnsShortBands,
    })
  }
  const bands = bits.unsigned(6)
  if (bits.unsigned(1) === 1) throw new RangeError("AAC: prediction is not part of AAC-LC")
  return checked({
    sequence,
    shape,
    bands,
    groups: [1],
    edges: tables.longEdges,
    tnsBands: tables.tnsLongBands,
  })
}

function checked(info: WindowInfo): WindowInfo {
  if (info.bands >= info.edges.length) throw new RangeError("AAC: too many bands")
  return info
}

export function readChannelStream(
  bits: BitReader,
  tables: RateTables,
  shared: WindowInfo | null,
): ChannelStream {
  const globalGain = bits.unsigned(8)
  const info = shared ?? readWindowInfo(bits, tables)
  const books = readSections(bits, info)
  const factors = readFactors(bits, books, globalGain)
  const pulses = bits.unsigned(1) === 1 ? readPulses(bits, info) : []
  const tns = bits.unsigned(1) === 1 ? readTns(bits, info) : []
  if (bits.unsigned(1) === 1) throw new RangeError("AAC: gain control is not part of AAC-LC")
  const quantised = readQuantised(bits, info, books)
  for (const { line, amplitude } of pulses) {
    const value = quantised[line] as number
    quantised[line] = value + (value > 0 ? amplitude : -amplitude)
  }
  return { info, books, factors, tns, spectrum: dequantise(quantised, info, books, factors) }
}

function readSections(bits: BitReader, info: WindowInfo): Uint8Array {
  const books = new Uint8Array(info.groups.length * info.bands)
  const lengthBits = info.sequence === 2 ? 3 : 5
  const escape = (1 << lengthBits) - 1
  for (let group = 0; group < info.groups.length; group++)
    for (let band = 0; band < info.bands;) {
      const book = bits.unsigned(4)
      let length = 0
      for (let more = escape; more === escape; length += more) more = bits.unsigned(lengthBits)
      if (book === 12 || length === 0 || band + length > info.bands)
        throw new RangeError("AAC: damaged sections")
      books.fill(book, group * info.bands + band, group * info.bands + band + length)
      band += length
    }
  return books
}

function readFactors(bits: BitReader, books: Uint8Array, globalGain: number): Int16Array {
  const factors = new Int16Array(books.length)
  const difference = () => readSymbol(bits, BOOKS[0] as HuffmanBook) - 60
  let scale = globalGain
  let noise = globalGain - 90
  let intensity = 0
  let firstNoise = true
  for (let index = 0; index < books.length; index++) {
    const book = books[index] as number
    if (book === 0) continue
    if (book >= INTENSITY_OUT) factors[index] = intensity += difference()
    else if (book === NOISE_BOOK) {
      noise += firstNoise ? bits.unsigned(9) - 256 : difference()
      firstNoise = false
      factors[index] = noise
    } else {
      factors[index] = scale += difference()
      if (scale < 0 || scale > 255) throw new RangeError("AAC: damaged scale factors")
    }
  }
  return factors
}

function readPulses(bits: BitReader, info: WindowInfo): { line: number; amplitude: number }[] {
  const count = bits.unsigned(2) + 1
  let line = info.edges[bits.unsigned(6)] ?? FRAME_LINES
  if (info.sequence === 2) throw new RangeError("AAC: pulses in short windows")
  return Array.from({ length: count }, () => {
    line += bits.unsigned(5)
    if (line >= FRAME_LINES) throw new RangeError("AAC: damaged pulses")
    return { line, amplitude: bits.unsigned(4) }
  })
}

function readTns(bits: BitReader, info: WindowInfo): TnsFilter[][] {
  const short = info.sequence === 2
  return Array.from({ length: short ? 8 : 1 }, () => {
    const filters = bits.unsigned(short ? 1 : 2)
    const resolution = filters > 0 ? bits.unsigned(1) + 3 : 3
    return Array.from({ length: filters }, () => readTnsFilter(bits, short, resolution))
  })
}

function readTnsFilter(bits: BitReader, short: boolean, resolution: number): TnsFilter {
  const lengthBands = bits.unsigned(short ? 4 : 6)
  const order = bits.unsigned(short ? 3 : 5)
  if (order > (short ? 7 : 12)) throw new RangeError("AAC: TNS order too high")
  const filter: TnsFilter = { lengthBands, order, backward: false, coefficients: [] }
  if (order === 0) return filter
  filter.backward = bits.unsigned(1) === 1
  const width = resolution - bits.unsigned(1)
  const positive = (2 ** (resolution - 1) - 0.5) / (Math.PI / 2)
  const negative = (2 ** (resolution - 1) + 0.5) / (Math.PI / 2)
  for (let index = 0; index < order; index++) {
    const code = bits.signed(width)
    filter.coefficients.push(Math.sin(code / (code >= 0 ? positive : negative)))
  }
  return filter
}

/** The quantised lines, window after window. */
function readQuantised(bits: BitReader, info: WindowInfo, books: Uint8Array): Int16Array {
  const lines = new Int16Array(FRAME_LINES)
  let window = 0
  info.groups.forEach((windows, group) => {
    for (let band = 0; band < info.bands; band++) {
      const book = books[group * info.bands + band] as number
      if (book === 0 || book >= NOISE_BOOK) continue
      const from = info.edges[band] as number
      const to = info.edges[band + 1] as number
      for (let index = window; index < window + windows; index++)
        readBand(bits, book, lines, index * SHORT_LINES + from, index * SHORT_LINES + to)
    }
    window += windows
  })
  return lines
}

function readBand(
  bits: BitReader,
  bookIndex: number,
  lines: Int16Array,
  from: number,
  to: number,
): void {
  const book = BOOKS[bookIndex] as HuffmanBook
  const { dimension, values } = book
  const unsigned = bookIndex === 3 || bookIndex === 4 || bookIndex >= 7
  for (let at = from; at < to; at += dimension) {
    const first = readSymbol(bits, book) * dimension
    for (let place = 0; place < dimension; place++) {
      const value = values[first + place] as number
      lines[at + place] = unsigned && value !== 0 && bits.unsigned(1) === 1 ? -value : value
    }
    if (bookIndex !== 11) continue
    for (let place = 0; place < 2; place++)
      if (Math.abs(lines[at + place] as number) === 16)
        lines[at + place] = readEscape(bits, lines[at + place] as number)
  }
}

function readEscape(bits: BitReader, value: number): number {
  let width = 4
  while (bits.unsigned(1) === 1) if (++width > 12) throw new RangeError("AAC: damaged escape")
  const magnitude = 2 ** width + bits.unsigned(width)
  return value < 0 ? -magnitude : magnitude
}

const POWERS = Float64Array.from({ length: 8192 }, (_, value) => value ** (4 / 3))

function dequantise(
  lines: Int16Array,
  info: WindowInfo,
  books: Uint8Array,
  factors: Int16Array,
): Float64Array {
  const spectrum = new Float64Array(FRAME_LINES)
  let window = 0
  info.groups.forEach((windows, group) => {
    for (let band = 0; band < info.bands; band++) {
      const index = group * info.bands + band
      const book = books[index] as number
      if (book === 0 || book >= NOISE_BOOK) continue
      const gain = 2 ** (0.25 * ((factors[index] as number) - 100))
      for (let one = window; one < window + windows; one++) {
        const end = one * SHORT_LINES + (info.edges[band + 1] as number)
        for (let at = one * SHORT_LINES + (info.edges[band] as number); at < end; at++) {
          const value = lines[at] as number
          if (value > 0) spectrum[at] = (POWERS[value] ?? value ** (4 / 3)) * gain
          else if (value < 0) spectrum[at] = -(POWERS[-value] ?? (-value) ** (4 / 3)) * gain
        }
      }
    }
    window += windows
  })
  return spectrum
}
