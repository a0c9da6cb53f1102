/** Looks for recordings that a project has lost: by their content first, then by name and length. */
import { createHash } from "node:crypto"
import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { basename, extname } from "node:path"
import { pipeline } from "node:stream/promises"
import { openAudio } from "../audio/index.ts"
import { findAudioFiles } from "./find-files-io.ts"

export interface WantedRecording {
  id: string
  sha256: string
  name: string
  seconds: number
}

export interface FoundRecording {
  id: string
  path: string
  /** `choice`: neither its content nor its name says so, the person did. */
  by: "content" | "name" | "choice"
}

interface Search {
  signal: AbortSignal
  onProgress(fraction: number): void
}

/** Two encodings of one take differ by less. */
const SAME_LENGTH_SECONDS = 0.05

/**
 * @param path a file, which stands for the one wanted recording whatever it holds, or a folder to search in
 * @throws StudioError not-found, invalid-input where a folder holds no audio files, cancelled
 */
export async function findRecordings(
  path: string,
  wanted: readonly WantedRecording[],
  { signal, onProgress }: Search,
): Promise<{ found: FoundRecording[]; searched: number }> {
  const files = await findAudioFiles([path], signal)
  const stems = new Set(wanted.map(({ name }) => stemOf(name)))
  // Where it has its old name it is found at once.
  const likely = files.toSorted(
    (a, b) => Number(stems.has(stemOf(b))) - Number(stems.has(stemOf(a))),
  )
  const lost = new Map(wanted.map((each) => [each.id, each]))
  const found: FoundRecording[] = []
  const take = (id: string, file: string, by: FoundRecording["by"]): void => {
    lost.delete(id)
    found.push({ id, path: file, by })
  }
  for (const [at, file] of likely.entries()) {
    if (lost.size === 0) break
    const sha256 = await hashOf(file, signal)
    for (const each of lost.values()) if (each.sha256 === sha256) take(each.id, file, "content")
    onProgress((at + 1) / likely.length)
  }
  for (const each of [...lost.values()]) {
    const named = likely.filter((file) => stemOf(file) === stemOf(each.name))
    for (const file of named)
      if (lost.has(each.id) && (await lastsAsLong(file, each.seconds, signal)))
        take(each.id, file, "name")
  }
  const [only] = lost.values()
  if (only && wanted.length === 1 && (await stat(path)).isFile()) take(only.id, path, "choice")
  return { found, searched: files.length }
}

const stemOf = (name: string): string => basename(name, extname(name)).toLowerCase()

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const digest = createHash("sha256")
  await pipeline(createReadStream(path), digest, { signal })
  return digest.digest("hex")
}

/** A file that cannot be read, or does not say how long it is, is not taken for another by its name alone. */
async function lastsAsLong(path: string, seconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    const source = await openAudio(path, { signal })
    const { framesEstimate, sampleRateHz } = source
    source.close()
    if (framesEstimate === null) return false
    return Math.abs(framesEstimate / sampleRateHz - seconds) <= SAME_LENGTH_SECONDS
  } catch {
    signal.throwIfAborted()
    return false
  }
}
