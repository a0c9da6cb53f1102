import type { FormatReader, Piece, Warn } from "../audio-source.ts"
import type { ByteFile } from "../file/byte-file-io.ts"
import { silence } from "../silence.ts"
import { unreadable } from "../unreadable.ts"
import type { PacketDecoder } from "../packet-decoder.ts"
import type { OggCodec } from "./ogg-codec.ts"
import { oggFlacCodec } from "./ogg-flac-codec.ts"
import { lastGranule, oggPages, type OggPage } from "./ogg-pages.ts"
import { opusCodec } from "./opus-codec-io.ts"
import { vorbisCodec } from "./vorbis-codec-io.ts"

const MAX_GAP_SECONDS = 60
const MAX_HEADER_PAGES = 4096

/** Vorbis, Opus or FLAC in Ogg; of several streams the first that can be decoded. */
export async function readOgg(file: ByteFile, start: number): Promise<FormatReader> {
  const { codec, serial } = findCodec(file, start)
  let decoder: PacketDecoder | null = null
  const end = lastGranule(file, serial)
  return {
    format: codec.name === "opus" ? "opus" : "ogg",
    codec: codec.name,
    sampleRateHz: codec.sampleRateHz,
    channels: codec.channels,
    framesEstimate: end === null ? null : Math.max(0, end - codec.preSkipFrames),
    bitDepth: codec.bitDepth,
    tags: codec.tags,
    skipFrames: codec.preSkipFrames,
    async prepare() {
      decoder?.free()
      decoder = null
      decoder = await codec.open()
    },
    *pieces(warn) {
      if (decoder) yield* decodePages({ file, start, serial, codec, decoder, warn })
    },
    free: () => decoder?.free(),
  }
}

function findCodec(file: ByteFile, start: number): { codec: OggCodec; serial: number } {
  const found: { codec: OggCodec; serial: number }[] = []
  let other = ""
  let pages = 0
  for (const page of oggPages(file, start)) {
    if (++pages > MAX_HEADER_PAGES) break
    for (const packet of page.packets) {
      const known = found.find(({ serial }) => serial === page.serial)
      if (known && !page.first && known.codec.header(packet)) return known
      if (!page.first) continue
      const codec = vorbisCodec(packet) ?? opusCodec(packet) ?? oggFlacCodec(packet)
      if (codec) found.push({ codec, serial: page.serial })
      else other ||= nameOf(packet)
    }
  }
  if (found.length > 0) throw unreadable(file.name, "is cut off before its sound begins.")
  if (other) throw unreadable(file.name, `holds ${other} and no sound that Slipmat can decode.`)
  throw unreadable(file.name, "is a damaged ogg file: no page of it is whole.")
}

function nameOf(packet: Buffer): string {
  const opening = packet.toString("latin1", 0, 8)
  if (opening === "Speex   ") return "Speex speech"
  if (opening.includes("theora")) return "Theora video"
  return "an unknown codec"
}

interface Walk {
  file: ByteFile
  start: number
  serial: number
  codec: OggCodec
  decoder: PacketDecoder
  warn: Warn
}

/** Sample positions come from the pages' granules: they trim both ends and size the silence for lost pages. */
function* decodePages({ file, start, serial, codec, decoder, warn }: Walk): Generator<Piece> {
  const clock = { decoded: 0, base: null as number | null, damaged: false }
  let headers = true
  let ended = false
  for (const page of oggPages(file, start)) {
    if (page.serial !== serial) {
      if (ended && page.first) warn("Only the first of the file's chained streams was read.")
      continue
    }
    if (page.afterDamage) clock.damaged = true
    const packets = page.packets.filter(
      (packet) => packet.length > 0 && !(headers && isHeader(packet, codec)),
    )
    ended ||= page.last
    if (packets.length === 0 && !(page.afterDamage && page.granule !== null)) continue
    headers &&= packets.length === 0
    yield* decodePage(page, packets, { codec, decoder, warn }, clock)
  }
  if (!ended) warn("The file is cut off: its last page is missing.")
}

function isHeader(packet: Buffer, codec: OggCodec): boolean {
  const first = packet[0] ?? 0
  if (codec.name === "vorbis") return (first & 1) === 1
  if (codec.name === "opus") return /^Opus(Head|Tags)/.test(packet.toString("latin1", 0, 8))
  return first !== 0xff
}

interface Clock {
  decoded: number
  /** Granule at which the stream began; null until the first page told it. */
  base: number | null
  damaged: boolean
}

function* decodePage(
  page: OggPage,
  packets: Buffer[],
  { codec, decoder, warn }: Pick<Walk, "codec" | "decoder" | "warn">,
  clock: Clock,
): Generator<Piece> {
  const pieces: Float32Array[][] = []
  for (const packet of packets) {
    const channels = decoder.decode(packet)
    if (channels) pieces.push(channels)
    else clock.damaged = true
  }
  if (clock.damaged) warn("The file is damaged in places.")
  const frames = pieces.reduce((sum, channels) => sum + (channels[0]?.length ?? 0), 0)
  let drop = 0
  let keep = frames
  if (page.granule !== null) {
    clock.base ??=
      page.last || clock.damaged ? 0 : Math.max(0, page.granule - clock.decoded - frames)
    const due = page.granule - clock.base - clock.decoded
    const gap = clock.damaged ? due - frames : 0
    if (gap > 0 && gap <= MAX_GAP_SECONDS * codec.sampleRateHz) {
      yield* silence(codec.channels, gap)
      clock.decoded += gap
    } else if (due < frames && page.last) keep = Math.max(0, due)
    else if (due < frames && clock.decoded === 0) drop = frames - Math.max(0, due)
    clock.damaged = false
  }
  clock.decoded += keep - drop
  yield* cut(pieces, drop, keep)
}

function* cut(pieces: Float32Array[][], drop: number, keep: number): Generator<Piece> {
  let position = 0
  for (const channels of pieces) {
    const length = channels[0]?.length ?? 0
    const from = Math.max(0, drop - position)
    const to = Math.min(length, keep - position)
    position += length
    if (to > from)
      yield { channels: channels.map((channel) => channel.subarray(from, to)), frames: to - from }
  }
}
