import type { FormatReader, Piece, Warn } from "../audio-source.ts"
import type { ByteFile } from "../file/byte-file-io.ts"
import { unreadable } from "../unreadable.ts"
import { openMpeg, type Mpeg } from "./mpeg-kernel-io.ts"
import {
  parseInfoFrame,
  parseMp3Header,
  sameStream,
  type Mp3Header,
  type Mp3Info,
} from "./mp3-header.ts"

/** Samples by which every layer III decoder lags behind the encoder's input (528 + 1, LAME's tech notes). */
const DECODER_DELAY_FRAMES = 529
/** Layers I and II: the delay of the filter bank there and back, the same for every encoder. */
const FILTER_BANK_DELAY_FRAMES = 481
const SEARCH_BYTES = 262_144

export interface ByteRange {
  start: number
  end: number
}

interface FoundFrame {
  at: number
  header: Mp3Header
}

/**
 * MPEG layers I to III. Frames are found and checked here and only whole ones are decoded, so that damage stays
 * local; the information frame is dropped and its delay and padding trimmed, so that onsets do not shift.
 */
export async function readMp3(file: ByteFile, range: ByteRange): Promise<FormatReader> {
  const first = findFrame(file, range.start, range.end, null)
  if (!first) throw unreadable(file.name, "holds no complete mp3 frame.")
  const info = parseInfoFrame(
    Buffer.from(file.read(first.at, first.header.frameBytes)),
    first.header,
  )
  const start = info ? first.at + first.header.frameBytes : first.at
  let mpeg: Mpeg | null = null
  const audioFrames = framesOf(first.header, info, range.end - start)
  return {
    format: "mp3",
    codec: first.header.layer === 3 ? "mp3" : `mp${first.header.layer}`,
    sampleRateHz: first.header.sampleRateHz,
    channels: first.header.channels,
    bitDepth: null,
    ...gapless(first.header, info, audioFrames),
    finite: true,
    *pieces(warn) {
      mpeg?.free()
      mpeg = openMpeg()
      yield* decodeFrames({ file, mpeg, first: first.header, start, end: range.end, warn })
    },
    free: () => mpeg?.free(),
  }
}

function framesOf(header: Mp3Header, info: Mp3Info | null, bytes: number): number {
  if (info?.frameCount) return info.frameCount * header.frames
  return Math.round((bytes / (header.bitrateKbps * 125)) * header.sampleRateHz)
}

function gapless(header: Mp3Header, info: Mp3Info | null, audioFrames: number) {
  if (header.layer !== 3)
    return { framesEstimate: audioFrames, skipFrames: FILTER_BANK_DELAY_FRAMES }
  const { delayFrames = null, paddingFrames = null } = info ?? {}
  if (delayFrames === null || paddingFrames === null) return { framesEstimate: audioFrames }
  const framesEstimate = Math.max(0, audioFrames - delayFrames - paddingFrames)
  const skipFrames = delayFrames + DECODER_DELAY_FRAMES
  return info?.frameCount
    ? { framesEstimate, skipFrames, keepFrames: framesEstimate }
    : { framesEstimate, skipFrames }
}

/**
 * The next frame at or after `from` that another frame of the same stream follows, or that ends exactly at `end`.
 * `like` narrows the search to the stream already begun.
 */
function findFrame(
  file: ByteFile,
  from: number,
  end: number,
  like: Mp3Header | null,
): FoundFrame | null {
  for (let base = from; base < end; base += SEARCH_BYTES - 4) {
    const bytes = Buffer.from(file.read(base, Math.min(SEARCH_BYTES, end - base)))
    for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
      const header = parseMp3Header(bytes, at)
      if (!header || (like && !sameStream(header, like))) continue
      const next = base + at + header.frameBytes
      if (next > end) continue
      const follower = parseMp3Header(file.read(next, 4), 0)
      if (next === end || (follower && sameStream(header, follower)))
        return { at: base + at, header }
    }
  }
  return null
}

interface Walk {
  file: ByteFile
  mpeg: Mpeg
  first: Mp3Header
  start: number
  end: number
  warn: Warn
}

function* decodeFrames(walk: Walk): Generator<Piece> {
  const { file, mpeg, first, end, warn } = walk
  let position = walk.start
  while (position + 4 <= end) {
    const header = parseMp3Header(file.read(position, 4), 0)
    if (!header || !sameStream(header, first)) {
      const found = isTrailer(file, position) ? null : findFrame(file, position + 1, end, first)
      if (!found) break
      warn("Some bytes between the mp3 frames are damaged.")
      yield mpeg.decode()
      mpeg.breakStream()
      position = found.at
      continue
    }
    const frame = file.read(position, header.frameBytes)
    if (frame.length < header.frameBytes || position + header.frameBytes > end) {
      warn("The file is cut off in the middle of a frame.")
      break
    }
    if (mpeg.push(frame)) yield mpeg.decode()
    position += header.frameBytes
  }
  yield mpeg.decode()
}

/** ID3v1, APE and Lyrics3 tags end a file and are no damage. */
function isTrailer(file: ByteFile, position: number): boolean {
  return /^(TAG|APETAGEX|LYRICSBEGIN|3DI)/.test(file.read(position, 11).toString("latin1"))
}
