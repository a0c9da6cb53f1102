import { OutOfBits } from "../bits/bit-reader.ts"
import type { PacketDecoder } from "../packet-decoder.ts"
import { decodeAlacFrame } from "./alac-frame.ts"

export interface AlacConfig {
  packetFrames: number
  bitDepth: number
  /** The adaptive Golomb coder's tuning: history gain, first mean and longest parameter. */
  historyGain: number
  firstMean: number
  longestParameter: number
  channels: number
  sampleRateHz: number
}

const MAX_PACKET_FRAMES = 65_536

/** An ALACSpecificConfig; null when cut or out of range. */
export function parseAlacConfig(bytes: Buffer): AlacConfig | null {
  if (bytes.length < 24) return null
  const config: AlacConfig = {
    packetFrames: bytes.readUInt32BE(0),
    bitDepth: bytes.readUInt8(5),
    historyGain: bytes.readUInt8(6),
    firstMean: bytes.readUInt8(7),
    longestParameter: bytes.readUInt8(8),
    channels: bytes.readUInt8(9),
    sampleRateHz: bytes.readUInt32BE(20),
  }
  const sane =
    config.packetFrames > 0 &&
    config.packetFrames <= MAX_PACKET_FRAMES &&
    [16, 20, 24, 32].includes(config.bitDepth) &&
    config.longestParameter <= 30
  return sane ? config : null
}

/** From the order of ALAC's elements to WAVE's, by channel count. */
const WAVE_ORDER: Record<number, number[]> = {
  3: [1, 2, 0],
  4: [1, 2, 0, 3],
  5: [1, 2, 0, 3, 4],
  6: [1, 2, 0, 5, 3, 4],
  7: [1, 2, 0, 6, 5, 3, 4],
  8: [3, 4, 0, 7, 5, 6, 1, 2],
}

export function alacPackets(config: AlacConfig): PacketDecoder {
  const scale = 2 ** (1 - config.bitDepth)
  return {
    decode(packet) {
      const coded = decodeOrNull(packet, config)
      if (coded?.length !== config.channels) return null
      const order = WAVE_ORDER[coded.length] ?? coded.map((_, index) => index)
      return order.map((index) => scaled(coded[index] ?? new Int32Array(0), scale))
    },
    free() {},
  }
}

function scaled(samples: Int32Array, scale: number): Float32Array {
  const floats = new Float32Array(samples.length)
  for (let at = 0; at < floats.length; at++) floats[at] = (samples[at] as number) * scale
  return floats
}

function decodeOrNull(packet: Buffer, config: AlacConfig): Int32Array[] | null {
  try {
    return decodeAlacFrame(packet, config)
  } catch (error) {
    if (error instanceof OutOfBits || error instanceof RangeError) return null
    throw error
  }
}
