import type { FormatReader, Piece, Warn } from "../audio-source.ts"
import type { ByteFile } from "../file/byte-file-io.ts"
import { decodePackets } from "../decode-packets.ts"
import type { PacketDecoder } from "../packet-decoder.ts"
import { unreadable } from "../unreadable.ts"
import { fragmentSamples, topBoxes } from "./fragments-io.ts"
import { mp4Codec, type Mp4Codec } from "./mp4-codec-io.ts"
import { mp4Tags, soundTracks, type Mp4Track } from "./mp4-track.ts"
import { tableSamples, type SampleRange } from "./sample-table.ts"

/** 10 hours of AAC need some 10 MB of tables. */
const MAX_INDEX_BYTES = 134_217_728
const MAX_PACKET_BYTES = 16_777_216

/** Sound in MP4: the index is read wherever it stands, the packets one by one. */
export async function readMp4(file: ByteFile, start: number): Promise<FormatReader> {
  const moov = readIndex(file, start)
  const { track, codec } = chooseTrack(file, start, moov)
  let decoder: PacketDecoder | null = null
  const { sampleRateHz } = codec
  const heardFrames = framesOf(track.heard?.durationSeconds ?? null, sampleRateHz)
  return {
    format: "m4a",
    codec: codec.name,
    sampleRateHz,
    channels: codec.channels,
    framesEstimate: heardFrames ?? framesOf(track.durationSeconds || null, sampleRateHz),
    bitDepth: codec.bitDepth,
    tags: mp4Tags(moov),
    skipFrames: framesOf(track.heard?.startSeconds ?? null, sampleRateHz) ?? codec.preSkipFrames,
    ...(heardFrames !== null && heardFrames > 0 ? { keepFrames: heardFrames } : {}),
    async prepare() {
      decoder?.free()
      decoder = null
      decoder = await codec.open()
    },
    *pieces(warn): Generator<Piece> {
      if (decoder)
        yield* decodePackets(
          packets(file, samplesOf(file, start, moov, track), warn),
          decoder,
          codec,
          warn,
        )
    },
    free: () => decoder?.free(),
  }
}

function framesOf(seconds: number | null, rateHz: number): number | null {
  return seconds === null ? null : Math.round(seconds * rateHz)
}

function readIndex(file: ByteFile, start: number): Buffer {
  let media = false
  for (const { type, position, headBytes, bytes } of topBoxes(file, start)) {
    media ||= type === "mdat"
    if (type !== "moov") continue
    if (bytes > MAX_INDEX_BYTES) throw unreadable(file.name, "has an index of impossible size.")
    return Buffer.from(file.read(position + headBytes, bytes - headBytes))
  }
  throw unreadable(
    file.name,
    media
      ? "is cut off: its index is missing, so no sound can be found in it."
      : "is a damaged mp4 file.",
  )
}

function chooseTrack(
  file: ByteFile,
  start: number,
  moov: Buffer,
): { track: Mp4Track; codec: Mp4Codec } {
  const tracks = soundTracks(moov)
  if (tracks.length === 0) throw unreadable(file.name, "holds no sound track.")
  const reasons: string[] = []
  for (const track of tracks) {
    if (track.entry.codec === "protected") {
      reasons.unshift("is protected. Slipmat cannot open purchased files with copy protection.")
      continue
    }
    const codec = mp4Codec(track.entry, firstPacket(file, samplesOf(file, start, moov, track)))
    if (typeof codec !== "string") return { track, codec }
    reasons.push(`holds ${codec}, which Slipmat cannot decode.`)
  }
  throw unreadable(file.name, reasons[0] ?? "holds no sound track.")
}

function samplesOf(
  file: ByteFile,
  start: number,
  moov: Buffer,
  track: Mp4Track,
): Generator<SampleRange> {
  return track.samples > 0 ? tableSamples(track.stbl) : fragmentSamples(file, start, moov, track.id)
}

function firstPacket(file: ByteFile, samples: Iterable<SampleRange>): Buffer {
  for (const { position, bytes } of samples)
    return Buffer.from(file.read(position, Math.min(bytes, 4096)))
  return Buffer.alloc(0)
}

/** The packets' bytes; stops with a warning at the first that lies past the file's end. */
function* packets(file: ByteFile, samples: Iterable<SampleRange>, warn: Warn): Generator<Buffer> {
  for (const { position, bytes } of samples) {
    if (position + bytes > file.sizeBytes) {
      warn("The file is cut off before its sound ends.")
      return
    }
    yield bytes > MAX_PACKET_BYTES ? Buffer.alloc(0) : file.read(position, bytes)
  }
}
