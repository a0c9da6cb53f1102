import type { AudioTags } from "../audio-source.ts"
import type { PacketDecoder } from "../packet-decoder.ts"

/** What an Ogg codec's first packet says. */
export interface OggCodec {
  name: "vorbis" | "opus" | "flac"
  sampleRateHz: number
  channels: number
  bitDepth: number | null
  /** Frames at the start that belong to no one (Opus). */
  preSkipFrames: number
  /** Takes the next header packet; true once all headers are there. */
  header(packet: Buffer): boolean
  tags: AudioTags
  /** Makes a fresh decoder; headers must be complete. */
  open(): Promise<PacketDecoder>
}

/** From Vorbis's channel order to WAVE's: entry n names the coded channel that becomes channel n. */
const WAVE_ORDER: Record<number, number[]> = {
  3: [0, 2, 1],
  5: [0, 2, 1, 3, 4],
  6: [0, 2, 1, 5, 3, 4],
  7: [0, 2, 1, 6, 5, 3, 4],
  8: [0, 2, 1, 7, 5, 6, 3, 4],
}

export function toWaveOrder(channels: Float32Array[]): Float32Array[] {
  const order = WAVE_ORDER[channels.length]
  return order ? order.map((index) => channels[index] as Float32Array) : channels
}
