/**
 * Content-addressed files: media/<sha256> holds the originals, cache/<sha256>.<kind> what can be made again from
 * them. A file appears under its final name only when it is whole and on disk.
 */
import { createHash, randomUUID } from "node:crypto"
import {
  createReadStream,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
} from "node:fs"
import { open, readdir, rm } from "node:fs/promises"
import { basename, join } from "node:path"
import { pipeline } from "node:stream/promises"
import { StudioError } from "#shared/contract/errors.ts"

export interface StoredMedia {
  hash: string
  bytes: number
}

export type CacheKind = "pcm" | "peaks" | "onsets"
export type MediaStore = ReturnType<typeof createMediaStore>

const STALE_TEMPORARY_MS = 24 * 3600_000

/** `spareCache` is a folder for what is missing in the cache of a library that may not be written. */
export function createMediaStore(libraryDirectory: string, spareCache?: string) {
  const mediaFolder = join(libraryDirectory, "media")
  const cacheFolder = join(libraryDirectory, "cache")
  return {
    pathOf: (hash: string): string => join(mediaFolder, hash),
    cachePathOf(hash: string, kind: CacheKind): string {
      const name = `${hash}.${kind}`
      const kept = join(cacheFolder, name)
      return spareCache !== undefined && !existsSync(kept) ? join(spareCache, name) : kept
    },
    has: (hash: string): boolean => existsSync(join(mediaFolder, hash)),
    remove(hash: string): void {
      rmSync(join(mediaFolder, hash), { force: true })
      for (const kind of ["pcm", "peaks", "onsets"])
        rmSync(join(cacheFolder, `${hash}.${kind}`), { force: true })
    },
    store: (
      source: string,
      options: { signal: AbortSignal; onProgress(fraction: number): void },
    ): Promise<StoredMedia> => store(mediaFolder, source, options),
    /** Files left by processes that were killed. Young ones may belong to a running import of another process. */
    async sweep(now: number): Promise<void> {
      for (const folder of [mediaFolder, cacheFolder]) {
        for (const name of await readdir(folder)) {
          if (!name.includes(".tmp")) continue
          const file = join(folder, name)
          const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? now
          if (now - modified > STALE_TEMPORARY_MS) await rm(file, { force: true })
        }
      }
    },
    /** Files that no row names: left by imports that were cancelled. */
    removeUnknown(known: ReadonlySet<string>): void {
      for (const name of readdirSync(mediaFolder)) {
        if (!known.has(name) && !name.includes(".tmp")) this.remove(name)
      }
    },
    /** sha-256 of a stored file, for verification. */
    digest: async (hash: string): Promise<string> => (await digestOf(join(mediaFolder, hash))).hash,
    /** What a file would be called here. */
    digestOf,
    /** Takes a file of the same disk over as it is: no room for a copy is needed. */
    adopt(source: string, hash: string): void {
      renameSync(source, join(mediaFolder, hash))
    },
    sizeOf: (hash: string): number | undefined =>
      statSync(join(mediaFolder, hash), { throwIfNoEntry: false })?.size,
    names: (): string[] => readdirSync(mediaFolder),
  }
}

async function digestOf(path: string): Promise<StoredMedia> {
  const digest = createHash("sha256")
  await pipeline(createReadStream(path), digest)
  return { hash: digest.digest("hex"), bytes: statSync(path).size }
}

async function store(
  mediaFolder: string,
  source: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress(fraction: number): void },
): Promise<StoredMedia> {
  const info = statSync(source, { throwIfNoEntry: false })
  const name = basename(source)
  if (!info) throw new StudioError("not-found", `${name} is not there: ${source}`)
  if (!info.isFile()) throw new StudioError("unreadable", `${name} is not a file`)
  if (info.size === 0) throw new StudioError("unreadable", `${name} is empty`)
  const temporary = join(mediaFolder, `${randomUUID()}.tmp`)
  const digest = createHash("sha256")
  const target = await open(temporary, "wx")
  let bytes = 0
  try {
    for await (const piece of createReadStream(source, { highWaterMark: 1 << 20, signal })) {
      const buffer = piece as Buffer
      digest.update(buffer)
      await target.writeFile(buffer)
      bytes += buffer.length
      onProgress(Math.min(1, bytes / info.size))
    }
    await target.sync()
    await target.close()
    const hash = digest.digest("hex")
    renameSync(temporary, join(mediaFolder, hash))
    return { hash, bytes }
  } catch (error) {
    await target.close().catch(() => undefined) // the first error is the one to report
    if (existsSync(temporary)) unlinkSync(temporary)
    throw explain(error, name)
  }
}

function explain(error: unknown, name: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : ""
  if (code === "ENOSPC")
    return new StudioError("disk-full", `The disk is full: ${name} was not imported`, {
      cause: error,
    })
  if (code === "EACCES" || code === "EPERM")
    return new StudioError(
      "unreadable",
      `${name} may not be read, or the library may not be written`,
      { cause: error },
    )
  return error
}
