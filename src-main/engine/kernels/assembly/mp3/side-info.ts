import { read } from "./bits"
import { BANDS, GRANULES } from "./layout"

/** What a frame's header says. `rate` counts 44.1, 48, 32, then the same halved, then quartered. */
@unmanaged
export class Header {
  layer: i32 = 0
  lsf: i32 = 0
  rate: i32 = 0
  channels: i32 = 0
  /** 0 stereo, 1 joint, 2 dual, 3 mono */
  mode: i32 = 0
  modeExtension: i32 = 0
  kbpsIndex: i32 = 0
  hasCrc: i32 = 0
}

/** One channel of one granule: the side information, and what decoding found. */
@unmanaged
export class Granule {
  bits: i32 = 0
  bigLines: i32 = 0
  globalGain: i32 = 0
  scaleCompress: i32 = 0
  blockType: i32 = 0
  mixed: i32 = 0
  table0: i32 = 0
  table1: i32 = 0
  table2: i32 = 0
  /** First lines of the second and third region. */
  region1: i32 = 0
  region2: i32 = 0
  /** Three numbers of three bits. */
  subblockGains: i32 = 0
  preflag: i32 = 0
  scaleShift: i32 = 0
  count1Table: i32 = 0
  /** Lines from here on are zero; 0 for a granule that cannot be decoded. */
  nonzero: i32 = 0
}

export const header = changetype<Header>(memory.data(64, 16))

export function granuleOf(granule: i32, channel: i32): Granule {
  return changetype<Granule>(GRANULES + <usize>(granule * 2 + channel) * 64)
}

/** False where no frame header stands. */
export function readHeader(at: usize): bool {
  const b0 = <i32>load<u8>(at), b1 = <i32>load<u8>(at, 1), b2 = <i32>load<u8>(at, 2), b3 = <i32>load<u8>(at, 3)
  const version = (b1 >> 3) & 3
  const rate = (b2 >> 2) & 3
  header.layer = 4 - ((b1 >> 1) & 3)
  if (b0 != 0xff || (b1 & 0xe0) != 0xe0 || version == 1 || header.layer == 4 || rate == 3) return false
  header.lsf = version == 3 ? 0 : 1
  header.rate = rate + (version == 3 ? 0 : version == 2 ? 3 : 6)
  header.mode = b3 >> 6
  header.channels = header.mode == 3 ? 1 : 2
  header.modeExtension = header.mode == 1 ? (b3 >> 4) & 3 : 0
  header.kbpsIndex = b2 >> 4
  header.hasCrc = (b1 & 1) ^ 1
  return true
}

/** Ends of the scale factor bands for blocks of `kind`: 0 long, 1 short, 2 mixed. */
// @ts-ignore: decorator
@inline
export function bandEnds(kind: i32): usize {
  return BANDS + <usize>(header.rate * 3 + kind) * 160
}

// @ts-ignore: decorator
@inline
export function kindOf(granule: Granule): i32 {
  return granule.blockType == 2 ? 1 + granule.mixed : 0
}

/** Long bands of a kind of block. */
export function longBands(kind: i32): i32 {
  return kind == 0 ? 22 : kind == 1 ? 0 : header.lsf ? 6 : 8
}

/** One channel's part of the side information at the cursor. A part that says nonsense gets `bits` < 0. */
export function readGranule(granule: Granule): void {
  granule.bits = read(12)
  granule.bigLines = 2 * read(9)
  granule.globalGain = read(8)
  granule.scaleCompress = read(header.lsf ? 9 : 4)
  granule.nonzero = 0
  const switched = read(1)
  if (switched) readSwitched(granule)
  else readPlain(granule)
  granule.preflag = header.lsf ? <i32>(granule.scaleCompress >= 500) : read(1)
  granule.scaleShift = 1 + read(1)
  granule.count1Table = read(1)
  if (granule.bigLines > 576 || (switched && granule.blockType == 0)) granule.bits |= i32.MIN_VALUE
}

function readSwitched(granule: Granule): void {
  granule.blockType = read(2)
  granule.mixed = read(1)
  granule.table0 = read(5)
  granule.table1 = read(5)
  granule.table2 = 0
  granule.subblockGains = read(9)
  // The first region holds 8 long bands, or three short ones of three windows, even where long ones stand there instead.
  granule.region1 = granule.blockType == 2 ? load<i32>(bandEnds(1), 8 * 4) : load<i32>(bandEnds(0), 7 * 4)
  granule.region2 = 576
}

function readPlain(granule: Granule): void {
  granule.blockType = 0
  granule.mixed = 0
  granule.table0 = read(5)
  granule.table1 = read(5)
  granule.table2 = read(5)
  granule.subblockGains = 0
  const first = read(4)
  const second = read(3)
  granule.region1 = load<i32>(bandEnds(0) + <usize>min(first, 21) * 4)
  granule.region2 = load<i32>(bandEnds(0) + <usize>min(first + second + 1, 21) * 4)
}
