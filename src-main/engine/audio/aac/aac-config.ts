import { BitReader } from "../bits/bit-reader.ts"
import { RATES_HZ } from "./aac-tables.ts"

export interface AacConfig {
  objectType: number
  rateIndex: number
  sampleRateHz: number
  /** Channels of each configuration that the standard numbers; 0 when a program element tells later. */
  channelConfiguration: number
  channels: number
  /** Which coded channel becomes WAVE's first, second, ...; where a program element told. */
  waveOrder?: number[]
  /** True when half the band is coded and SBR is to add the rest (HE-AAC). */
  spectralReplication: boolean
}

export const CONFIGURED_CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8, 0, 0, 0, 7, 8, 0, 8]

const TYPE_NAMES: Record<number, string> = {
  1: "AAC Main",
  3: "AAC SSR",
  4: "AAC LTP",
  17: "error-resilient AAC",
  23: "AAC-LD",
  34: "MPEG layer 3",
  36: "MPEG-4 ALS",
  39: "AAC-ELD",
  42: "xHE-AAC (USAC)",
}

/** The profile's name where it is not the AAC-LC that Slipmat decodes; else null. */
export function unsupportedProfile(config: AacConfig): string | null {
  return config.objectType === 2
    ? null
    : (TYPE_NAMES[config.objectType] ?? `AAC object type ${config.objectType}`)
}

/** AudioSpecificConfig (ISO/IEC 14496-3 1.6.2.1). SBR and PS are noted; their core is AAC-LC. */
export function parseAacConfig(bytes: Uint8Array): AacConfig {
  const bits = new BitReader(bytes, 0, bytes.length)
  let objectType = readType(bits)
  const rate = readRate(bits)
  const channelConfiguration = bits.unsigned(4)
  let spectralReplication = false
  if (objectType === 5 || objectType === 29) {
    spectralReplication = true
    readRate(bits)
    objectType = readType(bits)
  }
  const plain = { objectType, ...rate, channelConfiguration, spectralReplication }
  if (objectType !== 2) return { ...plain, channels: 0 }
  if (bits.unsigned(1) === 1) throw new RangeError("AAC: 960-sample frames")
  if (bits.unsigned(1) === 1) bits.skip(14)
  bits.skip(1)
  const waveOrder = channelConfiguration === 0 ? readProgramConfig(bits) : undefined
  const channels = waveOrder?.length ?? CONFIGURED_CHANNELS[channelConfiguration] ?? 0
  return { ...plain, channels, ...(waveOrder && { waveOrder }) }
}

function readType(bits: BitReader): number {
  const type = bits.unsigned(5)
  return type === 31 ? 32 + bits.unsigned(6) : type
}

function readRate(bits: BitReader): { rateIndex: number; sampleRateHz: number } {
  const index = bits.unsigned(4)
  if (index !== 15) return { rateIndex: index, sampleRateHz: RATES_HZ[index] ?? 0 }
  const sampleRateHz = bits.unsigned(24)
  const limits = [
    92_017, 75_132, 55_426, 46_009, 37_566, 27_713, 23_004, 18_783, 13_856, 11_502, 9_391,
  ]
  const rateIndex = limits.findIndex((limit) => sampleRateHz >= limit)
  return { rateIndex: rateIndex < 0 ? 11 : rateIndex, sampleRateHz }
}

/** Bits of WAVE's speaker mask, which is also its channel order. */
const SPEAKER = {
  left: 0,
  right: 1,
  centre: 2,
  low: 3,
  backLeft: 4,
  backRight: 5,
  backCentre: 8,
  sideLeft: 9,
  sideRight: 10,
}
const INNER_LEFT = 6

/**
 * A program_config_element (4.4.1.1); returns WAVE's order of its channels: entry n is the coded channel that becomes
 * channel n.
 */
export function readProgramConfig(bits: BitReader): number[] {
  bits.skip(10)
  const front = bits.unsigned(4)
  const side = bits.unsigned(4)
  const back = bits.unsigned(4)
  const low = bits.unsigned(2)
  const data = bits.unsigned(3)
  const coupling = bits.unsigned(4)
  if (bits.unsigned(1) === 1) bits.skip(4)
  if (bits.unsigned(1) === 1) bits.skip(4)
  if (bits.unsigned(1) === 1) bits.skip(3)
  const pairs = (count: number) => Array.from({ length: count }, () => bits.unsigned(5) >= 16)
  const speakers = [
    ...frontSpeakers(pairs(front)),
    ...pairs(side).flatMap((pair) =>
      pair ? [SPEAKER.sideLeft, SPEAKER.sideRight] : [SPEAKER.sideLeft],
    ),
    ...pairs(back).flatMap((pair) =>
      pair ? [SPEAKER.backLeft, SPEAKER.backRight] : [SPEAKER.backCentre],
    ),
    ...Array.from({ length: low }, () => SPEAKER.low),
  ]
  bits.skip(4 * low + 4 * data + 5 * coupling)
  bits.alignToByte()
  bits.skip(8 * bits.unsigned(8))
  return speakers
    .map((_, index) => index)
    .sort((a, b) => (speakers[a] as number) - (speakers[b] as number))
}

/** Of two front pairs the first is the inner one. */
function frontSpeakers(pairs: boolean[]): number[] {
  let inner = pairs.filter((pair) => pair).length > 1
  return pairs.flatMap((pair) => {
    if (!pair) return [SPEAKER.centre]
    const speakers = inner ? [INNER_LEFT, INNER_LEFT + 1] : [SPEAKER.left, SPEAKER.right]
    inner = false
    return speakers
  })
}
