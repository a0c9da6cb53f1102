/** Decodes Apple Lossless frames, exactly; written from Apple's published description of the format. */
import { BitReader } from "../bits/bit-reader.ts"
import type { AlacConfig } from "./alac-packets.ts"
import { unpredict, type Predictor } from "./alac-predictor.ts"

const MAX_CODED_CHANNELS = 8

/** The integers of each coded channel. @throws RangeError, OutOfBits on damage */
export function decodeAlacFrame(packet: Uint8Array, config: AlacConfig): Int32Array[] {
  const bits = new BitReader(packet, 0, packet.length)
  const channels: Int32Array[] = []
  for (;;) {
    const element = bits.unsigned(3)
    if (element === 7) return channels
    if (element === 0 || element === 3) channels.push(...readElement(bits, config, 1))
    else if (element === 1) channels.push(...readElement(bits, config, 2))
    else if (element === 6) skipFill(bits)
    else if (element === 4) skipData(bits)
    else throw new RangeError("ALAC: unknown element")
    if (channels.length > MAX_CODED_CHANNELS) throw new RangeError("ALAC: too many channels")
  }
}

function skipFill(bits: BitReader): void {
  const count = bits.unsigned(4)
  bits.skip(8 * (count === 15 ? 14 + bits.unsigned(8) : count))
}

function skipData(bits: BitReader): void {
  bits.skip(4)
  const align = bits.unsigned(1) === 1
  const count = bits.unsigned(8)
  const bytes = count === 255 ? 255 + bits.unsigned(8) : count
  if (align) bits.alignToByte()
  bits.skip(8 * bytes)
}

function readElement(bits: BitReader, config: AlacConfig, channels: 1 | 2): Int32Array[] {
  bits.skip(16)
  const partial = bits.unsigned(1) === 1
  const shiftBits = bits.unsigned(2) * 8
  const raw = bits.unsigned(1) === 1
  const frames = partial ? bits.unsigned(32) : config.packetFrames
  if (frames > config.packetFrames || shiftBits >= config.bitDepth)
    throw new RangeError("ALAC: damaged frame")
  return raw
    ? readRaw(bits, config, channels, frames)
    : readCoded(bits, config, { channels, frames, shiftBits })
}

function readRaw(
  bits: BitReader,
  config: AlacConfig,
  channels: number,
  frames: number,
): Int32Array[] {
  const out = Array.from({ length: channels }, () => new Int32Array(frames))
  for (let frame = 0; frame < frames; frame++)
    for (const channel of out) channel[frame] = bits.signed(config.bitDepth)
  return out
}

interface Shape {
  channels: 1 | 2
  frames: number
  shiftBits: number
}

function readCoded(
  bits: BitReader,
  config: AlacConfig,
  { channels, frames, shiftBits }: Shape,
): Int32Array[] {
  const depth = config.bitDepth - shiftBits + channels - 1
  const mixBits = bits.unsigned(8)
  const mixWeight = bits.signed(8)
  const predictors = Array.from({ length: channels }, () => readPredictor(bits))
  const low = new BitReader(bits.bytes, 0, bits.bytes.length)
  low.bit = bits.bit
  bits.skip(shiftBits * channels * frames)
  const out = predictors.map((predictor) => {
    const residual = readResidual(bits, config, { frames, depth, gain: predictor.gain })
    return unpredict(residual, predictor, depth)
  })
  const [first, second] = out
  if (first && second) unmix(first, second, mixBits, mixWeight)
  if (shiftBits > 0)
    for (let frame = 0; frame < frames; frame++)
      for (const channel of out)
        channel[frame] = ((channel[frame] as number) << shiftBits) | low.unsigned(shiftBits)
  return out
}

function readPredictor(bits: BitReader): Predictor & { gain: number } {
  const twice = bits.unsigned(4) !== 0
  const shift = bits.unsigned(4)
  const gain = bits.unsigned(3)
  const order = bits.unsigned(5)
  const coefficients = Int16Array.from({ length: order }, () => bits.signed(16))
  return { twice, shift, gain, coefficients }
}

function unmix(u: Int32Array, v: Int32Array, mixBits: number, weight: number): void {
  if (weight === 0) return
  for (let frame = 0; frame < u.length; frame++) {
    const side = v[frame] as number
    const left = (u[frame] as number) + side - (Math.imul(weight, side) >> mixBits)
    u[frame] = left
    v[frame] = left - side
  }
}

/** The adaptive Golomb code: its parameter follows a running mean, and runs of zeros are counted. */
function readResidual(
  bits: BitReader,
  config: AlacConfig,
  { frames, depth, gain }: { frames: number; depth: number; gain: number },
): Int32Array {
  const out = new Int32Array(frames)
  const weight = (config.historyGain * gain) >> 2
  let mean = config.firstMean
  let afterRun = 0
  for (let frame = 0; frame < frames;) {
    const parameter = Math.min(31 - Math.clz32((mean >> 9) + 3), config.longestParameter)
    const coded = readGolomb(bits, parameter, (1 << parameter) - 1, depth) + afterRun
    out[frame++] = coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2
    mean = coded - afterRun > 0xffff ? 0xffff : weight * coded + mean - ((weight * mean) >> 9)
    afterRun = 0
    if (mean >= 128 || frame >= frames) continue
    const runParameter = Math.clz32(mean) - 24 + ((mean + 16) >> 6)
    const factor = ((1 << runParameter) - 1) & ((1 << config.longestParameter) - 1)
    const run = readGolomb(bits, runParameter, factor, 16)
    frame += run
    afterRun = run >= 0xffff ? 0 : 1
    mean = 0
  }
  return out
}

function readGolomb(
  bits: BitReader,
  parameter: number,
  factor: number,
  escapeBits: number,
): number {
  const prefix = Math.clz32(~bits.peek32())
  if (prefix >= 9) {
    bits.skip(9)
    return bits.unsigned(escapeBits)
  }
  bits.skip(prefix + 1)
  if (parameter === 1) return prefix
  const rest = parameter === 0 ? 0 : bits.peek32() >>> (32 - parameter)
  bits.skip(rest >= 2 ? parameter : parameter - 1)
  return prefix * factor + (rest >= 2 ? rest - 1 : 0)
}
