/**
 * Writes layer III frames field by field, so that tests reach what no encoder at hand makes: intensity stereo, mixed
 * blocks, every Huffman table. Every frame is complete in itself (main_data_begin is 0) and padded with zeros.
 */
import {
  HUFFMAN_CODES,
  QUAD_CODEWORDS,
  TABLE_CODES,
  TABLE_LINBITS,
} from "../../src-main/engine/audio/mp3/huffman-codes.ts"

export interface FrameShape {
  /** 0 MPEG-1, 1 MPEG-2, 2 MPEG-2.5 */
  generation: 0 | 1 | 2
  /** 0 44.1, 1 48, 2 32 kHz, halved with every generation. */
  rate: 0 | 1 | 2
  /** 0 stereo, 1 joint stereo, 3 mono */
  mode: 0 | 1 | 3
  /** 1 intensity, 2 middle and side */
  modeExtension?: number
  /** Granules (2 of MPEG-1, else 1) of channels. */
  granules: GranuleShape[][]
}

export interface GranuleShape {
  globalGain: number
  scaleCompress: number
  /** As many as asked for are written; each is cut to the bits it has. */
  scaleFactors: number[]
  blockType: 0 | 1 | 2 | 3
  mixed: boolean
  subblockGains: [number, number, number]
  /** One for each region; only two where the block type is not 0. */
  tables: number[]
  regionCounts: [number, number]
  /** Big values in transmitted order, an even number; each must fit its table. */
  values: number[]
  /** Values -1, 0, 1 in fours. */
  quads: number[]
  count1Table: 0 | 1
  preflag: 0 | 1
  scaleShift: 0 | 1
  /** First lines of the second and third region, in this granule's bands. */
  regionStarts: [number, number]
}

/** A string of "0" and "1": slow and plain. */
type Bits = string

const bits = (value: number, count: number): Bits =>
  count === 0 ? "" : (value >>> 0).toString(2).padStart(count, "0").slice(-count)

export function writeFrame(shape: FrameShape): Uint8Array {
  const lsf = shape.generation > 0
  const channels = shape.mode === 3 ? 1 : 2
  const header =
    "11111111111" +
    { 0: "11", 1: "10", 2: "00" }[shape.generation] +
    "011" + // layer III, no checksum
    "1110" + // the highest bit rate
    bits(shape.rate, 2) +
    "00" +
    bits(shape.mode, 2) +
    bits(shape.modeExtension ?? 0, 2) +
    "0000"
  const main = shape.granules.map((granule) =>
    granule.map((part, channel) =>
      writeMain(part, {
        lsf,
        intensity: channel === 1 && shape.mode === 1 && ((shape.modeExtension ?? 0) & 1) === 1,
      }),
    ),
  )
  let side = lsf ? bits(0, 8 + channels) : bits(0, 9 + (channels === 1 ? 5 : 3) + 4 * channels)
  shape.granules.forEach((granule, index) =>
    granule.forEach((part, channel) => {
      side += writeSide(part, (main[index]?.[channel] as Bits).length, lsf)
    }),
  )
  const all = header + side + main.flat().join("")
  const rateHz = ([44_100, 48_000, 32_000][shape.rate] as number) / 2 ** shape.generation
  const bytes = new Uint8Array(Math.floor(((lsf ? 72 : 144) * (lsf ? 160_000 : 320_000)) / rateHz))
  if (all.length > 8 * bytes.length) throw new RangeError("The frame's content is too long")
  for (let at = 0; at < all.length; at += 8)
    bytes[at / 8] = parseInt(all.slice(at, at + 8).padEnd(8, "0"), 2)
  return bytes
}

function writeSide(part: GranuleShape, length: number, lsf: boolean): Bits {
  if (length > 4095) throw new RangeError("The granule's content is too long")
  const switched = part.blockType !== 0
  return [
    bits(length, 12),
    bits(part.values.length / 2, 9),
    bits(part.globalGain, 8),
    bits(part.scaleCompress, lsf ? 9 : 4),
    switched ? "1" + bits(part.blockType, 2) + (part.mixed ? "1" : "0") : "0",
    ...part.tables.slice(0, switched ? 2 : 3).map((table) => bits(table, 5)),
    ...(switched
      ? part.subblockGains.map((gain) => bits(gain, 3))
      : [bits(part.regionCounts[0], 4), bits(part.regionCounts[1], 3)]),
    lsf ? "" : String(part.preflag),
    String(part.scaleShift),
    String(part.count1Table),
  ].join("")
}

function writeMain(part: GranuleShape, kind: { lsf: boolean; intensity: boolean }): Bits {
  let main = scaleLengths(part, kind)
    .map((length, index) => bits(part.scaleFactors[index] ?? 0, length))
    .join("")
  for (let line = 0; line < part.values.length; line += 2) {
    const region = part.regionStarts.filter((start) => line >= start).length
    main += pair(part.tables[region] as number, part.values[line] ?? 0, part.values[line + 1] ?? 0)
  }
  for (let at = 0; at < part.quads.length; at += 4)
    main += quad(part.count1Table, part.quads.slice(at, at + 4))
  return main
}

/** Bits of each scale factor in transmitted order. */
export function scaleLengths(
  part: GranuleShape,
  { lsf, intensity }: { lsf: boolean; intensity: boolean },
): number[] {
  const kind = part.blockType !== 2 ? 0 : part.mixed ? 2 : 1
  const times = (count: number, length: number) => new Array<number>(count).fill(length)
  if (!lsf) {
    const low = [0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4][part.scaleCompress] as number
    const high = [0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3][part.scaleCompress] as number
    return [
      ...times([11, 18, 17][kind] as number, low),
      ...times([10, 18, 18][kind] as number, high),
    ]
  }
  const { lengths, counts } = intensity
    ? lsfIntensityLengths(part.scaleCompress >> 1)
    : lsfLengths(part.scaleCompress)
  return lengths.flatMap((length, index) => times(counts[kind]?.[index] ?? 0, length))
}

function lsfLengths(code: number) {
  if (code < 400)
    return {
      lengths: [Math.floor((code >> 4) / 5), (code >> 4) % 5, (code % 16) >> 2, code % 4],
      counts: [
        [6, 5, 5, 5],
        [9, 9, 9, 9],
        [6, 9, 9, 9],
      ],
    }
  const rest = code - 400
  if (code < 500)
    return {
      lengths: [Math.floor((rest >> 2) / 5), (rest >> 2) % 5, rest % 4],
      counts: [
        [6, 5, 7, 3],
        [9, 9, 12, 6],
        [6, 9, 12, 6],
      ],
    }
  return {
    lengths: [Math.floor((code - 500) / 3), (code - 500) % 3],
    counts: [
      [11, 10],
      [18, 18],
      [15, 18],
    ],
  }
}

function lsfIntensityLengths(code: number) {
  if (code < 180)
    return {
      lengths: [Math.floor(code / 36), Math.floor((code % 36) / 6), code % 6],
      counts: [
        [7, 7, 7],
        [12, 12, 12],
        [6, 15, 12],
      ],
    }
  const rest = code - 180
  if (code < 244)
    return {
      lengths: [rest >> 4, (rest % 16) >> 2, rest % 4],
      counts: [
        [6, 6, 6, 3],
        [12, 9, 9, 6],
        [6, 12, 9, 6],
      ],
    }
  return {
    lengths: [Math.floor((code - 244) / 3), (code - 244) % 3],
    counts: [
      [8, 8, 5],
      [15, 12, 9],
      [6, 18, 9],
    ],
  }
}

const codewordsOf = new Map<number, Map<string, Bits>>()

function codeword(number: number, x: number, y: number): Bits {
  let words = codewordsOf.get(number)
  if (!words) {
    words = new Map()
    const { lengths, pairs } = HUFFMAN_CODES[number] as { lengths: string; pairs: string }
    let code = 0
    for (let index = 0; index < lengths.length; index++) {
      const length = parseInt(lengths.charAt(index), 20)
      words.set(pairs.slice(2 * index, 2 * index + 2), bits(code >> (20 - length), length))
      code += 1 << (20 - length)
    }
    codewordsOf.set(number, words)
  }
  const word = words.get(x.toString(16) + y.toString(16))
  if (word === undefined) throw new RangeError(`Table ${number} cannot hold ${x}, ${y}`)
  return word
}

function pair(table: number, x: number, y: number): Bits {
  const code = TABLE_CODES[table] as number
  if (code === 0) return ""
  const linbits = TABLE_LINBITS[table] as number
  const limit = linbits > 0 ? 15 : Infinity
  const [bigX, bigY] = [Math.abs(x), Math.abs(y)]
  return (
    codeword(code, Math.min(bigX, limit), Math.min(bigY, limit)) +
    tail(x, limit, linbits) +
    tail(y, limit, linbits)
  )
}

function tail(value: number, limit: number, linbits: number): Bits {
  const big = Math.abs(value)
  return (big >= limit ? bits(big - limit, linbits) : "") + sign(value)
}

function sign(value: number): Bits {
  return value === 0 ? "" : value < 0 ? "1" : "0"
}

function quad(table: 0 | 1, values: number[]): Bits {
  const index = values.reduce((sum, value) => 2 * sum + Math.abs(value), 0)
  const word = table === 1 ? bits(15 - index, 4) : (QUAD_CODEWORDS[index] as Bits)
  return word + values.map(sign).join("")
}
