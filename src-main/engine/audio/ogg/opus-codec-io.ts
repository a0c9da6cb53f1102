import { createOpusDecoder } from "@audio/decode-opus/core"
import { readVorbisComment } from "../file/vorbis-comment.ts"
import type { PacketDecoder } from "../packet-decoder.ts"
import { toWaveOrder, type OggCodec } from "./ogg-codec.ts"

const RATE_HZ = 48_000

export interface OpusHead {
  channels: number
  preSkipFrames: number
  outputGain: number
  family: number
  streams: number
  coupled: number
  mapping: number[]
}

/** An "OpusHead" packet (RFC 7845 section 5.1); null when it is none. */
export function opusCodec(first: Buffer): OggCodec | null {
  if (first.length < 19 || first.toString("latin1", 0, 8) !== "OpusHead") return null
  const head = parseHead(first)
  const codec: OggCodec = {
    name: "opus",
    sampleRateHz: RATE_HZ,
    channels: head.channels,
    bitDepth: null,
    preSkipFrames: head.preSkipFrames,
    tags: {},
    header(packet) {
      if (packet.toString("latin1", 0, 8) !== "OpusTags") return false
      Object.assign(codec.tags, readVorbisComment(packet.subarray(8)))
      return true
    },
    open: () => openOpus(head),
  }
  return codec
}

function parseHead(bytes: Buffer): OpusHead {
  const channels = bytes.readUInt8(9)
  const family = bytes.readUInt8(18)
  const table = bytes.subarray(21, 21 + channels)
  const full = family !== 0 && bytes.length >= 21 + channels
  return {
    channels,
    preSkipFrames: bytes.readUInt16LE(10),
    outputGain: bytes.readInt16LE(16),
    family,
    streams: full ? bytes.readUInt8(19) : 1,
    coupled: full ? bytes.readUInt8(20) : channels === 2 ? 1 : 0,
    mapping: full ? [...table] : channels === 2 ? [0, 1] : [0],
  }
}

export async function openOpus(head: OpusHead): Promise<PacketDecoder> {
  const decoder = await createOpusDecoder()
  decoder.configure({
    sampleRate: RATE_HZ,
    channels: head.channels,
    streamCount: head.streams,
    coupledStreamCount: head.coupled,
    channelMappingTable: head.mapping,
    preSkip: 0,
    outputGain: head.outputGain,
  })
  return {
    decode(packet) {
      if (packet.length === 0) return null
      const { channelData, errors } = decoder.decodeFrames([packet])
      if (errors.length > 0 || channelData.length === 0) return null
      return head.family === 1 ? toWaveOrder(channelData) : channelData
    },
    free: () => decoder.free(),
  }
}
