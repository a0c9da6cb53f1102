import { OggVorbisDecoder } from "@wasm-audio-decoders/ogg-vorbis"
import { readVorbisComment } from "../file/vorbis-comment.ts"
import type { PacketDecoder } from "../packet-decoder.ts"
import { toWaveOrder, type OggCodec } from "./ogg-codec.ts"

/** The packet-level decoder within the package's class (0.1.20): its public methods take whole pages only. */
interface Inside {
  ready: Promise<void>
  free(): void
  _decoder: {
    sendSetupHeader(packet: Uint8Array): void
    initDsp(): void
    decodePackets(packets: Uint8Array[]): { channelData: Float32Array[]; samplesDecoded: number }
  }
}

const MAX_PACKET_BYTES = 131_072

/** Vorbis I (xiph.org, sections 4.2.2 and A); null when the packet is no Vorbis identification header. */
export function vorbisCodec(first: Buffer): OggCodec | null {
  if (first.length < 30 || first.toString("latin1", 0, 7) !== "\x01vorbis") return null
  const identification = Buffer.from(first)
  let setup: Buffer | null = null
  const codec: OggCodec = {
    name: "vorbis",
    sampleRateHz: first.readUInt32LE(12),
    channels: first.readUInt8(11),
    bitDepth: null,
    preSkipFrames: 0,
    tags: {},
    header(packet) {
      if (packet[0] === 3) Object.assign(codec.tags, readVorbisComment(packet.subarray(7)))
      if (packet[0] === 5) setup = Buffer.from(packet)
      return setup !== null
    },
    open: () => openVorbis(identification, setup),
  }
  return codec
}

async function openVorbis(identification: Buffer, setup: Buffer | null): Promise<PacketDecoder> {
  if (!setup || setup.length > MAX_PACKET_BYTES)
    throw new Error("Vorbis setup header missing or too long")
  const outer = new OggVorbisDecoder() as unknown as Inside
  await outer.ready
  const decoder = outer._decoder
  decoder.sendSetupHeader(identification)
  decoder.sendSetupHeader(setup)
  decoder.initDsp()
  return {
    decode(packet) {
      if (packet.length === 0 || packet.length > MAX_PACKET_BYTES) return null
      return toWaveOrder(decoder.decodePackets([packet]).channelData)
    },
    free: () => outer.free(),
  }
}
