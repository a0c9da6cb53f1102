/** What every decoder hands out: a described stream of planar blocks. */

/** The most frames one block holds. */
export const BLOCK_FRAMES = 65_536
export const MAX_CHANNELS = 8
export const MAX_RATE_HZ = 768_000

export interface AudioSource {
  /** The format found in the content, e.g. "mp3", "wav", "m4a". */
  readonly format: string
  /** The codec inside, e.g. "pcm", "vorbis", "aac". */
  readonly codec: string
  readonly sampleRateHz: number
  /** 1..8, in WAVE order (front left, front right, centre, LFE, ...). */
  readonly channels: number
  /** Frames the headers promise; null when they say nothing. The stream may hold fewer or more. */
  readonly framesEstimate: number | null
  /** Bits of an integer sample of a lossless source; 32 or 64 for floats; null for lossy codecs. */
  readonly bitDepth: number | null
  readonly floatSamples: boolean
  readonly title?: string
  readonly artist?: string
  /** A sentence about what was wrong but survivable (truncated, damaged, NaN samples); complete once blocks() has ended. */
  readonly warning: string | null
  /**
   * Planar blocks of at most BLOCK_FRAMES frames, each freshly allocated. May be called again to start over, but only
   * one walk may be under way at a time. Throws StudioError "unreadable" or "cancelled".
   */
  blocks(): AsyncGenerator<Float32Array[]>
  close(): void
}

/** What a format's own reader returns; `open-audio-io` wraps it into an AudioSource. */
export interface FormatReader {
  format: string
  codec: string
  sampleRateHz: number
  channels: number
  framesEstimate: number | null
  bitDepth: number | null
  floatSamples?: boolean
  tags?: AudioTags
  /** Awaited before every walk: makes fresh decoders where they need it. */
  prepare?(): Promise<void>
  /** Planar pieces of any length in WAVE channel order; pieces may be reused by the reader after the next one. */
  pieces(warn: Warn): Generator<Piece>
  /** No sample can be NaN or infinite, so none need be looked for. */
  finite?: boolean
  /** Frames to drop at the start (encoder delay) and to keep after that (gapless end); Infinity when unknown. */
  skipFrames?: number
  keepFrames?: number
  free?(): void
}

export interface Piece {
  channels: readonly Float32Array[]
  frames: number
}

export interface AudioTags {
  title?: string
  artist?: string
}

export type Warn = (sentence: string) => void
