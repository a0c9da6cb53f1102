import { randomUUID } from "node:crypto"
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs"
import { basename } from "node:path"
import { fail } from "#shared/contract/index.ts"
import { MAX_CHANNELS } from "../audio-source.ts"
import { ByteFile } from "../file/byte-file-io.ts"
import { unreadable } from "../unreadable.ts"
import { CODING_BYTES, deinterleave, type SampleCoding } from "../wav/sample-format.ts"
import { readWavHeader } from "../wav/wav-header.ts"
import { interleave, SAMPLE_BYTES, type SampleFormat } from "./sample-coding.ts"
import { wavHeader, WAV_HEADER_BYTES, type WavShape } from "./wav-layout.ts"

export interface PcmWriter {
  /** Appends planar samples, all channels equally long. */
  write(channels: readonly Float32Array[]): void
  readonly frames: number
  /** Completes the header, makes the bytes durable and gives the file its name; returns the frames written. */
  finish(): number
  /** Removes the unfinished file; does nothing after finish(). */
  abort(): void
}

export interface PcmReader {
  readonly sampleRateHz: number
  readonly channels: number
  readonly frames: number
  /** Planar samples from `startFrame`; fewer than `frames` at the end, empty channels past it. */
  read(startFrame: number, frames: number): Float32Array[]
  /**
   * The same in one piece, channel after channel: for what plays, and reads often.
   * @param used is written over and returned where it has the right length
   */
  readPlanar(startFrame: number, frames: number, used?: Float32Array): Float32Array
  close(): void
}

/**
 * The cache's sample format for a source: 16-bit integers hold a 16-bit or lossy source (saturating, no dither),
 * everything finer is kept as floats.
 */
export function cacheFormat(source: {
  bitDepth: number | null
  floatSamples: boolean
}): SampleFormat {
  const fine = source.floatSamples || (source.bitDepth !== null && source.bitDepth > 16)
  return fine ? "float32" : "int16"
}

const PIECE_FRAMES = 16_384

/**
 * Streams to a temporary file beside `path` and renames on finish(), so that a wav under its own name is always whole.
 * Two processes may write the same one: each has a temporary of its own, the later rename wins.
 */
export function createPcmWriter(path: string, shape: WavShape): PcmWriter {
  checkShape(shape)
  const temporary = `${path}.${randomUUID()}.tmp`
  const stride = shape.channels * SAMPLE_BYTES[shape.sampleFormat]
  const bytes = Buffer.alloc(PIECE_FRAMES * stride)
  let fd = openSync(temporary, "w")
  let frames = 0
  let position = WAV_HEADER_BYTES
  const close = () => {
    if (fd >= 0) closeSync(fd)
    fd = -1
  }
  const abort = () => {
    if (fd < 0) return
    close()
    rmSync(temporary, { force: true })
  }
  const writeOrAbort = (source: Uint8Array, at: number) => {
    try {
      writeFully(fd, source, at)
    } catch (error) {
      abort()
      throw error
    }
  }
  return {
    get frames() {
      return frames
    },
    write(channels) {
      if (fd < 0) fail("internal", `${basename(path)} was already finished.`)
      if (channels.length !== shape.channels)
        fail("internal", "The block's channels do not match the file's.")
      const total = channels[0]?.length ?? 0
      for (let from = 0; from < total; from += PIECE_FRAMES) {
        const count = Math.min(PIECE_FRAMES, total - from)
        interleave(channels, { from, frames: count }, shape.sampleFormat, bytes)
        writeOrAbort(bytes.subarray(0, count * stride), position)
        position += count * stride
      }
      frames += total
    },
    finish() {
      if ((frames * stride) % 2 === 1) writeOrAbort(new Uint8Array(1), position)
      writeOrAbort(wavHeader(shape, frames), 0)
      fsyncSync(fd)
      close()
      renameSync(temporary, path)
      return frames
    },
    abort,
  }
}

function checkShape({ channels, sampleRateHz }: WavShape): void {
  if (!Number.isInteger(channels) || channels < 1 || channels > MAX_CHANNELS)
    fail("invalid-input", `A wav file needs 1 to ${MAX_CHANNELS} channels, not ${channels}.`)
  if (!Number.isInteger(sampleRateHz) || sampleRateHz < 1)
    fail("invalid-input", `A wav file needs a whole sample rate, not ${sampleRateHz} Hz.`)
}

function writeFully(fd: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(fd, bytes, done, bytes.length - done, position + done)
}

/** Opens any wav of plain samples for positioned reads; never holds more than the asked frames. */
export function openPcm(path: string): PcmReader {
  const file = new ByteFile(path)
  try {
    return readerOf(file)
  } catch (error) {
    file.close()
    throw error
  }
}

function readerOf(file: ByteFile): PcmReader {
  const magic = file.read(0, 12).toString("latin1")
  if (!/^(RIFF|RIFX|RF64|BW64)....WAVE$/s.test(magic))
    throw unreadable(file.name, "is not a wav file.")
  const layout = readWavHeader(file)
  if (layout.codec.kind !== "samples") throw unreadable(file.name, "holds no plain samples.")
  const { coding } = layout.codec
  const { channels, strideBytes, dataStart, sampleRateHz } = layout
  if (channels < 1 || channels > MAX_CHANNELS || sampleRateHz < 1)
    throw unreadable(file.name, "has a damaged wav header.")
  const frames = Math.floor(layout.dataBytes / strideBytes)
  const pcm = { coding, strideBytes, dataStart }
  const clipped = (startFrame: number, wanted: number): { from: number; count: number } => {
    const from = Math.max(0, Math.min(frames, Math.floor(startFrame)))
    return { from, count: Math.max(0, Math.min(frames - from, Math.floor(wanted))) }
  }
  let scratch = Buffer.alloc(0)
  return {
    sampleRateHz,
    channels,
    frames,
    read(startFrame, wanted) {
      const { from, count } = clipped(startFrame, wanted)
      const planar = Array.from({ length: channels }, () => new Float32Array(count))
      readFrames(file, pcm, { from, into: planar, bytes: Buffer.alloc(count * strideBytes) })
      return planar
    },
    readPlanar(startFrame, wanted, used) {
      const { from, count } = clipped(startFrame, wanted)
      const length = count * channels
      const samples = used?.length === length ? used : new Float32Array(length)
      const into = Array.from({ length: channels }, (_, channel) =>
        samples.subarray(channel * count, (channel + 1) * count),
      )
      if (scratch.length < count * strideBytes) scratch = Buffer.alloc(count * strideBytes)
      readFrames(file, pcm, { from, into, bytes: scratch.subarray(0, count * strideBytes) })
      return samples
    },
    close: () => file.close(),
  }
}

interface Interleaved {
  coding: SampleCoding
  strideBytes: number
  dataStart: number
}

/** Reads frames from `from` on, as many as one channel of `into` has. @param bytes room for what the file has of them */
function readFrames(
  file: ByteFile,
  { strideBytes, coding, dataStart }: Interleaved,
  { from, into, bytes }: { from: number; into: readonly Float32Array[]; bytes: Buffer },
): void {
  const frames = bytes.length / strideBytes
  const got = Math.floor(file.readInto(bytes, dataStart + from * strideBytes) / strideBytes)
  if (got < frames) throw unreadable(file.name, "became shorter while it was being read.")
  deinterleave(bytes, { coding, strideBytes, slotBytes: CODING_BYTES[coding] }, frames, into)
}
