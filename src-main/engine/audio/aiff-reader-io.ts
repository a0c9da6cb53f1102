import { readAiffHeader } from "./aiff-header.ts"
import type { FormatReader } from "./audio-source.ts"
import type { ByteFile } from "./file/byte-file-io.ts"
import { samplePieces } from "./wav/wav-reader-io.ts"

export async function readAiff(file: ByteFile): Promise<FormatReader> {
  const header = readAiffHeader(file)
  return {
    format: "aiff",
    codec: header.coding === "alaw" || header.coding === "ulaw" ? header.coding : "pcm",
    sampleRateHz: header.sampleRateHz,
    channels: header.channels,
    framesEstimate: header.channels > 0 ? Math.floor(header.dataBytes / header.strideBytes) : null,
    bitDepth: header.bitDepth,
    floatSamples: header.coding.startsWith("f"),
    tags: header.tags,
    *pieces(warn) {
      if (header.cut) warn("The file ends before its header says it should.")
      yield* samplePieces(file, header, warn)
    },
  }
}
