import { readVorbisComment } from "../file/vorbis-comment.ts"
import { parseStreamInfo } from "../flac/flac-header.ts"
import { flacPackets } from "../flac/flac-packets.ts"
import type { OggCodec } from "./ogg-codec.ts"

/** FLAC in Ogg (xiph.org mapping 1.0); null when the packet does not open one. */
export function oggFlacCodec(first: Buffer): OggCodec | null {
  if (first.length < 51 || first.toString("latin1", 1, 5) !== "FLAC") return null
  const info = parseStreamInfo(first.subarray(17))
  if (!info) return null
  let headersLeft = first.readUInt16BE(7)
  const codec: OggCodec = {
    name: "flac",
    sampleRateHz: info.sampleRateHz,
    channels: info.channels,
    bitDepth: info.bitDepth,
    preSkipFrames: 0,
    tags: {},
    header(packet) {
      if (packet[0] === 0xff) return true
      if (((packet[0] ?? 0) & 127) === 4)
        Object.assign(codec.tags, readVorbisComment(packet.subarray(4)))
      headersLeft--
      return headersLeft === 0 || (packet[0] ?? 0) >= 128
    },
    open: async () => flacPackets(info),
  }
  return codec
}
