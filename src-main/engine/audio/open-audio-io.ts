import { toStudioError, StudioError } from "#shared/contract/index.ts"
import { MAX_CHANNELS, MAX_RATE_HZ, type AudioSource, type FormatReader } from "./audio-source.ts"
import { readAiff } from "./aiff-reader-io.ts"
import { readAdts } from "./aac/adts-reader-io.ts"
import { readMp4 } from "./mp4/mp4-reader-io.ts"
import { readOgg } from "./ogg/ogg-reader-io.ts"
import { ByteFile } from "./file/byte-file-io.ts"
import { readFlac } from "./flac/flac-reader-io.ts"
import { readMp3 } from "./mp3/mp3-reader-io.ts"
import { regroup } from "./regroup.ts"
import { sniff, type Container } from "./sniff.ts"
import { readId3 } from "./file/id3.ts"
import { unreadable } from "./unreadable.ts"
import { readWav } from "./wav/wav-reader-io.ts"

/**
 * Opens a sound file of any known format, found by content. The first block is decoded at once, so that a file
 * without anything to hear fails here.
 * @throws StudioError "unreadable" with a sentence that names the file and the reason; "not-found"; "cancelled"
 */
export async function openAudio(
  path: string,
  options: { signal?: AbortSignal } = {},
): Promise<AudioSource> {
  const file = new ByteFile(path)
  let reader: FormatReader | null = null
  try {
    reader = await readFormat(file)
    checkShape(file.name, reader)
    const source = new OpenSource(file, reader, options.signal)
    await source.prime()
    return source
  } catch (error) {
    freeQuietly(reader)
    file.close()
    throw asUnreadable(file.name, error)
  }
}

const READERS: Record<Container, (file: ByteFile, start: number) => Promise<FormatReader>> = {
  wav: (file) => readWav(file),
  flac: (file, start) => readFlac(file, start),
  mp3: (file, start) => readMp3(file, { start, end: file.sizeBytes }),
  aiff: (file) => readAiff(file),
  ogg: (file, start) => readOgg(file, start),
  mp4: readMp4,
  adts: readAdts,
}

async function readFormat(file: ByteFile): Promise<FormatReader> {
  const { container, start } = sniff(file)
  const reader = await READERS[container](file, start)
  return { ...reader, tags: { ...readId3(file), ...reader.tags } }
}

function checkShape(name: string, { channels, sampleRateHz }: FormatReader): void {
  if (channels < 1) throw unreadable(name, "says it has no channels.")
  if (channels > MAX_CHANNELS)
    throw unreadable(name, `has ${channels} channels; Slipmat reads up to ${MAX_CHANNELS}.`)
  if (!(sampleRateHz > 0)) throw unreadable(name, "says its sample rate is 0 Hz.")
  if (sampleRateHz > MAX_RATE_HZ)
    throw unreadable(name, `says its sample rate is ${sampleRateHz} Hz, more than any sound has.`)
}

/** Expected failures stay; whatever a decoder threw or trapped on means that the file is damaged. */
function asUnreadable(name: string, error: unknown): StudioError {
  if (error instanceof StudioError) return error
  const known = toStudioError(error)
  return known.code === "cancelled"
    ? known
    : unreadable(name, "is damaged and cannot be decoded.", error)
}

/** A decoder that trapped may trap again when freed; its memory goes with its instance anyway. */
function freeQuietly(reader: FormatReader | null): void {
  try {
    reader?.free?.()
  } catch {
    // nothing is left to do for it
  }
}

class OpenSource implements AudioSource {
  readonly format: string
  readonly codec: string
  readonly sampleRateHz: number
  readonly channels: number
  readonly framesEstimate: number | null
  readonly bitDepth: number | null
  readonly floatSamples: boolean
  readonly title?: string
  readonly artist?: string
  #file: ByteFile
  #reader: FormatReader
  #signal: AbortSignal | undefined
  #warnings = new Set<string>()
  #notFinite = 0
  #primed: { block: Float32Array[]; rest: Generator<Float32Array[]> } | null = null

  constructor(file: ByteFile, reader: FormatReader, signal: AbortSignal | undefined) {
    this.format = reader.format
    this.codec = reader.codec
    this.sampleRateHz = reader.sampleRateHz
    this.channels = reader.channels
    this.framesEstimate = reader.framesEstimate
    this.bitDepth = reader.bitDepth
    this.floatSamples = reader.floatSamples ?? false
    if (reader.tags?.title) this.title = reader.tags.title
    if (reader.tags?.artist) this.artist = reader.tags.artist
    this.#file = file
    this.#reader = reader
    this.#signal = signal
  }

  get warning(): string | null {
    const sentences = [...this.#warnings]
    if (this.#notFinite > 0)
      sentences.push(`${this.#notFinite} samples were not numbers and became silence.`)
    return sentences.length > 0 ? sentences.join(" ") : null
  }

  async prime(): Promise<void> {
    await this.#reader.prepare?.()
    const rest = this.#walk()
    const first = rest.next()
    if (first.done) throw unreadable(this.#file.name, "holds no sound that can be decoded.")
    this.#primed = { block: first.value, rest }
  }

  async *blocks(): AsyncGenerator<Float32Array[]> {
    const primed = this.#primed
    this.#primed = null
    if (primed) yield primed.block
    if (!primed) await this.#reader.prepare?.()
    for (const block of primed?.rest ?? this.#walk()) {
      this.#signal?.throwIfAborted()
      yield block
      await new Promise(setImmediate)
    }
  }

  close(): void {
    this.#primed = null
    freeQuietly(this.#reader)
    this.#reader = { ...this.#reader, free: () => {} }
    this.#file.close()
  }

  *#walk(): Generator<Float32Array[]> {
    const { channels, skipFrames = 0, keepFrames = Infinity, finite = false } = this.#reader
    let any = false
    this.#warnings.clear()
    this.#notFinite = 0
    const onNotFinite = (count: number) => void (this.#notFinite += count)
    try {
      const pieces = this.#reader.pieces((sentence) => this.#warnings.add(sentence))
      const shape = { channels, skipFrames, keepFrames, finite, onNotFinite }
      for (const block of regroup(pieces, shape)) {
        this.#signal?.throwIfAborted()
        any = true
        yield block
      }
    } catch (error) {
      const failure = asUnreadable(this.#file.name, error)
      if (error instanceof StudioError || failure.code === "cancelled" || !any) throw failure
      this.#warnings.add("The file is damaged: what follows the damage is missing.")
    }
  }
}
