/**
 * One pass over a file: decodes it into the PCM cache, draws its peaks and listens for onsets, all as a stream, so
 * that ten hours need no more memory than ten minutes. Runs on a worker thread.
 */
import { randomUUID } from "node:crypto"
import { renameSync, rmSync, writeFileSync } from "node:fs"
import { StudioError, toStudioError } from "#shared/contract/errors.ts"
import { mixToMono } from "#shared/dsp/mono.ts"
import { cacheFormat, createPcmWriter, createPeaksBuilder, openAudio } from "../audio/index.ts"
import { createOnsetDetector, sliceAtOnsets } from "../features/index.ts"
import type { TaskContext } from "../platform/index.ts"

export interface DecodeInput {
  mediaPath: string
  /** What a person calls the file: stored media are named by their hash. */
  name: string
  pcmPath: string
  peaksPath: string
}

export interface Decoded {
  format: string
  title: string
  artist: string
  sampleRateHz: number
  channels: number
  frames: number
  /** What is wrong with the file although it could be read, or "". */
  warning: string
  /** Chunk bounds, count + 1 rising times in seconds from 0 to the end. */
  boundsSeconds: Float64Array
  onsetsSeconds: Float64Array
  /** How long it took to hear the onsets; the rest of the pass was decoding and writing. */
  listeningSeconds: number
}

/** Progress is the fraction decoded. Throws `unreadable`, naming the file, where nothing can be decoded. */
export async function decodeTask(
  input: DecodeInput,
  { signal, onProgress }: TaskContext<number>,
): Promise<Decoded> {
  try {
    return await decode(input, signal, onProgress)
  } catch (error) {
    throw named(error, input)
  }
}

async function decode(
  { mediaPath, name, pcmPath, peaksPath }: DecodeInput,
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
): Promise<Decoded> {
  const source = await openAudio(mediaPath, { signal })
  const { sampleRateHz, channels } = source
  const writer = createPcmWriter(pcmPath, {
    sampleRateHz,
    channels,
    sampleFormat: cacheFormat(source),
  })
  const peaks = createPeaksBuilder()
  const onsets = createOnsetDetector({ sampleRateHz })
  let frames = 0
  let listeningMs = 0
  const listen = <T>(work: () => T): T => {
    const startedMs = performance.now()
    const result = work()
    listeningMs += performance.now() - startedMs
    return result
  }
  try {
    for await (const block of source.blocks()) {
      signal.throwIfAborted()
      writer.write(block)
      const mono = mixToMono(block)
      peaks.push(mono)
      listen(() => onsets.push(mono))
      frames += mono.length
      if (source.framesEstimate) onProgress(Math.min(1, frames / source.framesEstimate))
    }
    if (frames === 0) throw new StudioError("unreadable", `${name} holds no sound`)
    writeWhole(peaksPath, peaks.finish())
    writer.finish()
  } catch (error) {
    writer.abort()
    throw error
  } finally {
    source.close()
  }
  const durationSeconds = frames / sampleRateHz
  const { onsetsSeconds, boundsSeconds } = listen(() => {
    const result = onsets.finish()
    return { ...result, boundsSeconds: sliceAtOnsets({ ...result, durationSeconds }) }
  })
  return {
    ...{ format: source.format, title: source.title ?? "", artist: source.artist ?? "" },
    ...{ sampleRateHz, channels, frames, warning: source.warning ?? "" },
    ...{ boundsSeconds, onsetsSeconds, listeningSeconds: listeningMs / 1000 },
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    writeFileSync(temporary, bytes)
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** A person knows the file's name, not its hash, and a full disk, not an errno. */
function named(thrown: unknown, { mediaPath, name }: DecodeInput): StudioError {
  const error = toStudioError(thrown)
  const stored = mediaPath.split(/[\\/]/).at(-1) ?? mediaPath
  const message =
    error.code === "disk-full"
      ? `The disk is full: ${name} was not imported`
      : error.message.replaceAll(stored, name)
  return new StudioError(error.code, message, { cause: thrown })
}
