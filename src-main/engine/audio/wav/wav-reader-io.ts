import type { FormatReader, Piece, Warn } from "../audio-source.ts"
import type { ByteFile } from "../file/byte-file-io.ts"
import { deinterleave, type SampleCoding } from "./sample-format.ts"
import { readWavHeader } from "./wav-header.ts"
import { readMp3 } from "../mp3/mp3-reader-io.ts"

/** Samples laid out frame after frame in a file, as wav and aiff hold them. */
export interface SampleLayout {
  coding: SampleCoding
  channels: number
  strideBytes: number
  dataStart: number
  dataBytes: number
}

export async function readWav(file: ByteFile): Promise<FormatReader> {
  const layout = readWavHeader(file)
  const { codec, dataBytes, claimedBytes } = layout
  const cut = claimedBytes !== null && claimedBytes > dataBytes
  if (codec.kind === "mp3") {
    const inner = await readMp3(file, {
      start: layout.dataStart,
      end: layout.dataStart + dataBytes,
    })
    return { ...inner, format: "wav" }
  }
  return {
    format: "wav",
    codec: codec.coding === "alaw" || codec.coding === "ulaw" ? codec.coding : "pcm",
    sampleRateHz: layout.sampleRateHz,
    channels: layout.channels,
    framesEstimate: Math.floor(dataBytes / layout.strideBytes),
    bitDepth: codec.coding.startsWith("f")
      ? codec.coding.startsWith("f64")
        ? 64
        : 32
      : layout.bitDepth,
    floatSamples: codec.coding.startsWith("f"),
    tags: layout.tags,
    *pieces(warn) {
      if (cut) warn("The file ends before its header says it should.")
      yield* samplePieces(file, { ...layout, coding: codec.coding }, warn)
    },
  }
}

const PIECE_FRAMES = 16_384

/** Reads interleaved samples piece by piece with one reused buffer. */
export function* samplePieces(file: ByteFile, layout: SampleLayout, warn: Warn): Generator<Piece> {
  const { strideBytes, channels, coding } = layout
  const slotBytes = Math.floor(strideBytes / channels)
  const frames = Math.floor(layout.dataBytes / strideBytes)
  const bytes = Buffer.alloc(Math.min(frames, PIECE_FRAMES) * strideBytes)
  const planar = Array.from({ length: channels }, () => new Float32Array(PIECE_FRAMES))
  for (let frame = 0; frame < frames; frame += PIECE_FRAMES) {
    const wanted = Math.min(PIECE_FRAMES, frames - frame)
    const target = bytes.subarray(0, wanted * strideBytes)
    const count = file.readInto(target, layout.dataStart + frame * strideBytes)
    const got = Math.floor(count / strideBytes)
    deinterleave(target, { coding, strideBytes, slotBytes }, got, planar)
    if (got > 0) yield { channels: planar, frames: got }
    if (got < wanted) {
      warn("The file became shorter while it was being read.")
      return
    }
  }
}
