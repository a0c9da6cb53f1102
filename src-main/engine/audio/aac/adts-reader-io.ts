import type { FormatReader, Warn } from "../audio-source.ts"
import { decodePackets } from "../decode-packets.ts"
import type { ByteFile } from "../file/byte-file-io.ts"
import { unreadable } from "../unreadable.ts"
import { CONFIGURED_CHANNELS, unsupportedProfile, type AacConfig } from "./aac-config.ts"
import { openAac } from "./aac-packets.ts"
import { RATES_HZ } from "./aac-tables.ts"
import { isAdts, parseAdts, type AdtsHeader } from "./adts.ts"

const SEARCH_BYTES = 131_072

/** A bare AAC stream of ADTS frames (.aac); it says nothing of priming, so none is trimmed. */
export async function readAdts(file: ByteFile, start: number): Promise<FormatReader> {
  const first = nextFrame(file, start, null)
  if (!first) throw unreadable(file.name, "holds no complete AAC frame.")
  const config = configOf(first.header)
  const profile = unsupportedProfile(config)
  if (profile) throw unreadable(file.name, `holds ${profile}, which Slipmat cannot decode.`)
  let decoder = openAac(config)
  return {
    format: "aac",
    codec: "aac",
    sampleRateHz: config.sampleRateHz,
    channels: config.channels,
    framesEstimate: null,
    bitDepth: null,
    async prepare() {
      decoder = openAac(config)
    },
    pieces: (warn) =>
      decodePackets(
        adtsFrames(file, first.at, first.header, warn),
        decoder,
        { channels: config.channels, packetFrames: 1024 },
        warn,
      ),
  }
}

function configOf(header: AdtsHeader): AacConfig {
  return {
    objectType: header.objectType,
    rateIndex: header.rateIndex,
    sampleRateHz: RATES_HZ[header.rateIndex] ?? 0,
    channelConfiguration: header.channelConfiguration,
    // 0 leaves it to a program element inside; two is the likeliest.
    channels:
      header.channelConfiguration === 0
        ? 2
        : (CONFIGURED_CHANNELS[header.channelConfiguration] ?? 2),
    spectralReplication: false,
  }
}

function nextFrame(file: ByteFile, from: number, like: AdtsHeader | null) {
  for (let base = from; base < file.sizeBytes; base += SEARCH_BYTES / 2) {
    const bytes = file.read(base, SEARCH_BYTES)
    for (
      let at = bytes.indexOf(0xff);
      at >= 0 && at < SEARCH_BYTES / 2;
      at = bytes.indexOf(0xff, at + 1)
    ) {
      const header = isAdts(bytes, at) ? parseAdts(bytes, at) : null
      if (header && (!like || header.rateIndex === like.rateIndex)) return { at: base + at, header }
    }
  }
  return null
}

function* adtsFrames(
  file: ByteFile,
  start: number,
  first: AdtsHeader,
  warn: Warn,
): Generator<Buffer> {
  for (let position = start; position + 7 < file.sizeBytes;) {
    const header = parseAdts(file.read(position, 7), 0)
    if (header?.rateIndex !== first.rateIndex) {
      const found = nextFrame(file, position + 1, first)
      if (!found) return
      warn("Some bytes between the AAC frames are damaged.")
      position = found.at
      continue
    }
    const frame = file.read(position, header.frameBytes)
    if (frame.length < header.frameBytes) {
      warn("The file is cut off in the middle of a frame.")
      return
    }
    yield frame.subarray(header.headerBytes)
    position += header.frameBytes
  }
}
