/**
 * An AAC-LC decoder of our own from ISO/IEC 14496-3: every permissively licensed one at hand lacked something, and
 * FAAD2, which the npm decoders carry, is GPL. SBR and parametric stereo are passed over: an HE-AAC stream gives its
 * lower half band at half the rate.
 */
import { BitReader } from "../bits/bit-reader.ts"
import { readProgramConfig, type AacConfig } from "./aac-config.ts"
import { tablesFor, type RateTables } from "./aac-tables.ts"
import { readChannelStream, readWindowInfo, type ChannelStream } from "./channel-stream.ts"
import { createOverlap, synthesise, type OverlapState } from "./filterbank.ts"
import { fillNoise, joinStereo, shapeNoise, type StereoMask } from "./spectral-tools.ts"

export interface AacDecoder {
  /** 1024 samples a channel in WAVE order from one raw_data_block. @throws RangeError, OutOfBits on damage */
  decode(frame: Uint8Array): Float32Array[]
  /** True once a frame carried spectral band replication, which is passed over. */
  sawReplication(): boolean
}

/** From the order of AAC's elements to WAVE's, by channel configuration (table 1.19). */
const WAVE_ORDER: Record<number, number[]> = {
  3: [1, 2, 0],
  4: [1, 2, 0, 3],
  5: [1, 2, 0, 3, 4],
  6: [1, 2, 0, 5, 3, 4],
  // The standard means inner front pairs here, but encoders write plain 7.1.
  7: [1, 2, 0, 7, 5, 6, 3, 4],
  11: [1, 2, 0, 6, 5, 3, 4],
  12: [1, 2, 0, 7, 5, 6, 3, 4],
}

export function createAacDecoder(config: AacConfig): AacDecoder {
  const tables = tablesFor(config.rateIndex)
  const states: OverlapState[] = []
  // Any seed is right; this one makes the noise equal to ffmpeg's, so that decoders can be compared sample by sample.
  const shared: Shared = { tables, random: { state: 0x1f2e3d4c }, replication: false }
  return {
    sawReplication: () => shared.replication,
    decode(frame) {
      const streams = readBlock(new BitReader(frame, 0, frame.length), shared)
      const coded = streams.map((stream, index) => {
        const state = (states[index] ??= createOverlap())
        shapeNoise(stream)
        return synthesise(stream.spectrum, stream.info, state)
      })
      const order = config.waveOrder ?? WAVE_ORDER[config.channelConfiguration || coded.length]
      return order?.length === coded.length
        ? order.map((index) => coded[index] as Float32Array)
        : coded
    },
  }
}

interface Shared {
  tables: RateTables
  random: { state: number }
  replication: boolean
}

const MAX_CODED_CHANNELS = 64

function readBlock(bits: BitReader, shared: Shared): ChannelStream[] {
  const streams: ChannelStream[] = []
  while (streams.length <= MAX_CODED_CHANNELS) {
    const element = bits.unsigned(3)
    if (element === 7) return streams
    if (element === 6) skipFill(bits, shared)
    else if (element === 5) readProgramConfig(bits)
    else if (element === 4) skipData(bits)
    else if (element === 2) throw new RangeError("AAC: coupling channels")
    else {
      bits.skip(4)
      streams.push(...(element === 1 ? readPair(bits, shared) : [readSingle(bits, shared)]))
    }
  }
  throw new RangeError("AAC: too many channels")
}

function readSingle(bits: BitReader, shared: Shared): ChannelStream {
  const stream = readChannelStream(bits, shared.tables, null)
  fillNoise(stream, shared.random)
  return stream
}

function readPair(bits: BitReader, shared: Shared): ChannelStream[] {
  const common = bits.unsigned(1) === 1 ? readWindowInfo(bits, shared.tables) : null
  const mask: StereoMask = {
    mode: 0,
    used: new Uint8Array(common ? common.groups.length * common.bands : 0),
  }
  if (common) {
    mask.mode = bits.unsigned(2)
    if (mask.mode === 1)
      for (let index = 0; index < mask.used.length; index++) mask.used[index] = bits.unsigned(1)
  }
  const left = readChannelStream(bits, shared.tables, common)
  const right = readChannelStream(bits, shared.tables, common)
  fillNoise(left, shared.random)
  fillNoise(right, shared.random)
  if (common) joinStereo(left, right, mask)
  return [left, right]
}

function skipFill(bits: BitReader, shared: Shared): void {
  const count = bits.unsigned(4)
  const bytes = count === 15 ? 14 + bits.unsigned(8) : count
  if (bytes > 0 && bits.peek32() >>> 29 === 0b110) shared.replication = true
  bits.skip(8 * bytes)
}

function skipData(bits: BitReader): void {
  bits.skip(4)
  const align = bits.unsigned(1) === 1
  const count = bits.unsigned(8)
  const bytes = count === 255 ? 255 + bits.unsigned(8) : count
  if (align) bits.alignToByte()
  bits.skip(8 * bytes)
}
