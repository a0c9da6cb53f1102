import { ByteFile } from "../file/byte-file-io.ts"
import { PEAK_SCALE, PEAKS_HEADER_MAX_BYTES, readPeaksHeader } from "./peaks-format.ts"

export interface PeaksRequest {
  /** The resolution wanted; the coarsest level at or below it answers (the finest when all are coarser). */
  framesPerPeak: number
  startFrame: number
  /** How many peaks of that level at most. */
  peaks: number
}

export interface PeaksAnswer {
  framesPerPeak: number
  /** The asked start, rounded down to a whole peak. */
  startFrame: number
  /** Pairs of least and greatest sample in -1..1. */
  peaks: Float32Array
}

export interface PeaksReader {
  readonly frames: number
  read(request: PeaksRequest): PeaksAnswer
  close(): void
}

/** Opens a pyramid from its bytes, or from a file by positioned reads. @throws StudioError "unreadable" | "not-found" */
export function openPeaks(source: string | Uint8Array): PeaksReader {
  if (typeof source !== "string")
    return readerOf(
      source.length,
      (at, length) => source.subarray(at, at + length),
      () => {},
    )
  const file = new ByteFile(source)
  try {
    return readerOf(
      file.sizeBytes,
      (at, length) => file.read(at, length),
      () => file.close(),
    )
  } catch (error) {
    file.close()
    throw error
  }
}

function readerOf(
  totalBytes: number,
  readBytes: (at: number, length: number) => Uint8Array,
  close: () => void,
): PeaksReader {
  const { frames, levels } = readPeaksHeader(readBytes(0, PEAKS_HEADER_MAX_BYTES), totalBytes)
  return {
    frames,
    read(request) {
      const level =
        levels.findLast((one) => one.framesPerPeak <= request.framesPerPeak) ?? levels[0]
      if (!level) return { framesPerPeak: 1, startFrame: 0, peaks: new Float32Array(0) }
      const { framesPerPeak } = level
      const first = Math.min(
        level.peaks,
        Math.max(0, Math.floor(request.startFrame / framesPerPeak)),
      )
      const count = Math.max(0, Math.min(Math.floor(request.peaks), level.peaks - first))
      const bytes = readBytes(level.offsetBytes + 2 * first, 2 * count)
      const codes = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
      const peaks = Float32Array.from(codes, (code) => code / PEAK_SCALE)
      return { framesPerPeak, startFrame: first * framesPerPeak, peaks }
    },
    close,
  }
}
