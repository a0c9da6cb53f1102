/** Random but valid frames: granules of layer III field by field, layers I and II from a high enough bit rate. */
import { bandEnds } from "../../src-main/engine/audio/mp3/bands.ts"
import { parseMp3Header } from "../../src-main/engine/audio/mp3/mp3-header.ts"
import { TABLE_CODES, TABLE_LINBITS } from "../../src-main/engine/audio/mp3/huffman-codes.ts"
import { scaleLengths, type FrameShape, type GranuleShape } from "./mp3-frames.ts"

const ENDS = bandEnds()
/** The greatest value of each code without linbits. */
const GREATEST: Record<number, number> = {
  0: 0,
  1: 1,
  2: 2,
  3: 2,
  5: 3,
  6: 3,
  7: 5,
  8: 5,
  9: 5,
  10: 7,
  11: 7,
  12: 7,
  13: 15,
  15: 15,
  16: 15,
  24: 15,
}
const TABLES = [
  0,
  1,
  2,
  3,
  5,
  6,
  7,
  8,
  9,
  10,
  11,
  12,
  13,
  15,
  ...Array.from({ length: 16 }, (_, n) => 16 + n),
]

export type Random = () => number

/** A small generator of numbers in 0..1, the same for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Wish {
  generation: FrameShape["generation"]
  rate: FrameShape["rate"]
  mode: FrameShape["mode"]
  modeExtension?: number
  blockTypes?: GranuleShape["blockType"][]
  mixed?: boolean
  /** The highest intensity position of the right channel. */
  topPosition?: number
}

export function randomFrame(random: Random, wish: Wish): FrameShape {
  const { generation, rate, mode, modeExtension = 0 } = wish
  const granules = Array.from({ length: generation === 0 ? 2 : 1 }, () => {
    const types = wish.blockTypes ?? [0]
    const blockType = types[Math.floor(random() * types.length)] ?? 0
    return Array.from({ length: mode === 3 ? 1 : 2 }, (_, channel) =>
      randomGranule(random, wish, blockType, channel === 1 && (modeExtension & 1) === 1),
    )
  })
  return { generation, rate, mode, modeExtension, granules }
}

function randomGranule(
  random: Random,
  { generation, rate, mixed = false, topPosition = 6 }: Wish,
  blockType: GranuleShape["blockType"],
  intensity: boolean,
): GranuleShape {
  const upTo = (greatest: number) => Math.floor(random() * (greatest + 1))
  const lsf = generation > 0
  const ends = ENDS[3 * generation + rate] as number[][]
  const long = ends[0] as number[]
  const regionCounts: [number, number] = [upTo(8), upTo(7)]
  const regionStarts: [number, number] =
    blockType === 0
      ? [long[regionCounts[0]] as number, long[regionCounts[0] + regionCounts[1] + 1] as number]
      : [(blockType === 2 ? ends[1]?.[8] : long[7]) as number, 576]
  const tables = [0, 1, 2].map(() => TABLES[upTo(TABLES.length - 1)] as number)
  const lines = 2 * upTo(intensity ? 20 : 45)
  const part: GranuleShape = {
    globalGain: 150 + upTo(30),
    scaleCompress: upTo(lsf ? 511 : 15),
    scaleFactors: [],
    blockType,
    mixed: mixed && blockType === 2,
    subblockGains: [upTo(3), upTo(3), upTo(3)],
    tables,
    regionCounts,
    regionStarts,
    values: Array.from({ length: lines }, (_, line) => {
      const table = tables[regionStarts.filter((start) => line >= start).length] as number
      const linbits = TABLE_LINBITS[table] as number
      const greatest = GREATEST[TABLE_CODES[table] as number] as number
      const value = upTo(greatest + (linbits > 0 ? Math.min(2 ** linbits - 1, 60) : 0))
      return random() < 0.5 ? value : -value
    }),
    quads: Array.from({ length: 4 * upTo(intensity ? 5 : 40) }, () => upTo(2) - 1),
    count1Table: random() < 0.5 ? 0 : 1,
    preflag: !lsf && random() < 0.3 ? 1 : 0,
    scaleShift: random() < 0.5 ? 0 : 1,
  }
  // MPEG-2 calls the highest number of each length no position; the two oracles read on.
  part.scaleFactors = scaleLengths(part, { lsf, intensity }).map((length) =>
    intensity
      ? Math.min(upTo(Math.max(0, 2 ** length - (lsf ? 2 : 1))), topPosition)
      : upTo(2 ** length - 1),
  )
  return part
}

/** A frame of layer I or II at the highest bit rate. Its allocations are mostly low, so that what they ask for fits. */
export function evenlyQuantised(
  random: Random,
  { second, mode, rate }: { second: number; mode: number; rate: number },
): Uint8Array {
  const byte = () => Math.floor(random() * 256)
  const extension = mode === 1 ? byte() & 0x30 : 0
  const header = Uint8Array.of(0xff, second, 0xe0 | (rate << 2), (mode << 6) | extension)
  const frame = new Uint8Array(parseMp3Header(header, 0)?.frameBytes ?? 0)
  const allocation = () => byte() & (random() < 0.5 ? 0x11 : 0x77)
  frame.forEach((_, at) => (frame[at] = at < 44 ? allocation() & byte() : byte()))
  frame.set(header)
  return frame
}
