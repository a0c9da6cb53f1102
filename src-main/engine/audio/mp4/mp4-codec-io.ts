import { parseAacConfig, unsupportedProfile } from "../aac/aac-config.ts"
import { openAac } from "../aac/aac-packets.ts"
import { alacPackets, parseAlacConfig } from "../alac/alac-packets.ts"
import { parseStreamInfo } from "../flac/flac-header.ts"
import { flacPackets } from "../flac/flac-packets.ts"
import { parseMp3Header } from "../mp3/mp3-header.ts"
import { mpegPackets } from "../mp3/mpeg-packets-io.ts"
import { openOpus, type OpusHead } from "../ogg/opus-codec-io.ts"
import type { PacketDecoder } from "../packet-decoder.ts"
import type { SampleEntry } from "./sample-entry.ts"

export interface Mp4Codec {
  name: string
  sampleRateHz: number
  channels: number
  bitDepth: number | null
  /** Frames that the codec's own header says to drop, where no edit list does. */
  preSkipFrames: number
  /** Frames of one packet, for the silence that stands for a damaged one. */
  packetFrames: number
  open(): Promise<PacketDecoder>
}

/** @returns the codec, or why there is none ("holds ...") */
export function mp4Codec(entry: SampleEntry, firstPacket: Buffer): Mp4Codec | string {
  if (entry.codec === "aac") return aacCodec(entry.config)
  if (entry.codec === "opus") return opusCodec(entry.config)
  if (entry.codec === "flac") return flacCodec(entry.config)
  if (entry.codec === "alac") return alacCodec(entry.config)
  if (entry.codec === "mp3") return mp3Codec(firstPacket)
  return entry.codec === "other" ? entry.name : "protected sound"
}

const PLAIN = { bitDepth: null, preSkipFrames: 0 }

function aacCodec(bytes: Buffer): Mp4Codec | string {
  const config = parseAacConfig(bytes)
  const profile = unsupportedProfile(config)
  if (profile) return profile
  const { sampleRateHz, channels } = config
  return {
    ...PLAIN,
    name: "aac",
    sampleRateHz,
    channels,
    packetFrames: 1024,
    open: async () => openAac(config),
  }
}

function opusCodec(bytes: Buffer): Mp4Codec | string {
  if (bytes.length < 11) return "damaged Opus"
  const channels = bytes.readUInt8(1)
  const family = bytes.readUInt8(10)
  const full = family !== 0 && bytes.length >= 13 + channels
  const head: OpusHead = {
    channels,
    preSkipFrames: bytes.readUInt16BE(2),
    outputGain: bytes.readInt16BE(8),
    family,
    streams: full ? bytes.readUInt8(11) : 1,
    coupled: full ? bytes.readUInt8(12) : channels === 2 ? 1 : 0,
    mapping: full ? [...bytes.subarray(13, 13 + channels)] : channels === 2 ? [0, 1] : [0],
  }
  return {
    name: "opus",
    sampleRateHz: 48_000,
    channels,
    bitDepth: null,
    preSkipFrames: head.preSkipFrames,
    packetFrames: 960,
    open: () => openOpus(head),
  }
}

function flacCodec(bytes: Buffer): Mp4Codec | string {
  const info = parseStreamInfo(bytes)
  if (!info) return "damaged FLAC"
  const { sampleRateHz, channels, bitDepth, minBlockFrames: packetFrames } = info
  return {
    name: "flac",
    sampleRateHz,
    channels,
    bitDepth,
    preSkipFrames: 0,
    packetFrames,
    open: async () => flacPackets(info),
  }
}

function alacCodec(bytes: Buffer): Mp4Codec | string {
  const config = parseAlacConfig(bytes)
  if (!config) return "damaged Apple Lossless"
  const { sampleRateHz, channels, bitDepth, packetFrames } = config
  return {
    name: "alac",
    sampleRateHz,
    channels,
    bitDepth,
    preSkipFrames: 0,
    packetFrames,
    open: async () => alacPackets(config),
  }
}

function mp3Codec(firstPacket: Buffer): Mp4Codec | string {
  const header = parseMp3Header(firstPacket, 0)
  if (!header) return "damaged mp3"
  const { sampleRateHz, channels, frames } = header
  return {
    ...PLAIN,
    name: "mp3",
    sampleRateHz,
    channels,
    packetFrames: frames,
    open: async () => mpegPackets(channels),
  }
}
