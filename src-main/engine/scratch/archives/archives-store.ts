/**
 * Discoveries as folders: what was asked for, what was found, what was learnt of it. Each file is written whole or not at all,
 * so that whoever is killed finds them as they were a moment before.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import { DiscoverySettings, type ScratchArchiveId } from "#shared/contract/scratch.ts"
import { JobId } from "#shared/contract/jobs.ts"
import { readWhole, writeWhole } from "../../platform/node/whole-file-io.ts"
import { starterFiles } from "../../training/index.ts"
import { packPractice, type Practice, unpackPractice } from "../policy/index.ts"
import { type ArchiveFile, packArchive, unpackArchive } from "./archive-file.ts"

const MOST_BYTES = 1e8
const ORDER = "discovery.json"
const ARCHIVE = "archive.safetensors"
const PRACTICE = "practice.safetensors"

const Order = z.object({
  settings: DiscoverySettings,
  createdAt: z.number(),
  jobId: JobId.nullable(),
})
export type DiscoveryOrder = z.infer<typeof Order>

export type ArchivesStore = ReturnType<typeof createArchivesStore>

/** Of those that came with the program, paths by ids: what was found, and what was learnt of it. */
export const shippedArchives = () => ({
  // What reads gestures lies in the same folder, and is no archive.
  archives: new Map([...starterFiles("scratch")].filter(([id]) => id !== "classifier")),
  practices: starterFiles("scratch/practice"),
})

/** @param folder of all discoveries of a library */
export function createArchivesStore(folder: string, files = shippedArchives()) {
  const { archives: shipped, practices } = files
  const readPractised = remembering(readPractice)
  const read = remembering(readArchive)
  const folderOf = (id: ScratchArchiveId): string => join(folder, id)
  const pathOf = (id: ScratchArchiveId): string => shipped.get(id) ?? join(folderOf(id), ARCHIVE)
  const isShipped = (id: ScratchArchiveId): boolean => shipped.has(id)
  const order = (id: ScratchArchiveId): DiscoveryOrder => {
    const path = join(folderOf(id), ORDER)
    if (!existsSync(path)) fail("not-found", `There is no scratch archive ${id}`)
    const parsed = Order.safeParse(jsonOf(readFileSync(path, "utf8")))
    return parsed.data ?? fail("unreadable", `${path} is damaged`)
  }
  return {
    isShipped,
    /** The shipped ones first, then the newest. */
    ids(): ScratchArchiveId[] {
      const own = existsSync(folder)
        ? readdirSync(folder).filter((name) => existsSync(join(folder, name, ORDER)))
        : []
      const byAge = own.map((id) => ({ id, at: statSync(join(folder, id, ORDER)).birthtimeMs }))
      byAge.sort((a, b) => b.at - a.at)
      return [...shipped.keys(), ...byAge.map(({ id }) => id)] as ScratchArchiveId[]
    },
    order,
    add(id: ScratchArchiveId, asked: DiscoveryOrder): void {
      mkdirSync(folderOf(id), { recursive: true })
      writeWhole(join(folderOf(id), ORDER), new TextEncoder().encode(JSON.stringify(asked)))
    },
    /** Null where nothing is found yet. @throws StudioError not-found, unreadable */
    load(id: ScratchArchiveId): ArchiveFile | null {
      if (existsSync(pathOf(id))) return read(pathOf(id))
      order(id)
      return null
    },
    save(id: ScratchArchiveId, file: ArchiveFile): void {
      writeArchive(pathOf(id), file)
    },
    /** Null where nothing is learnt yet. @throws StudioError unreadable */
    practice(id: ScratchArchiveId): Practice | null {
      const path = practices.get(id) ?? join(folderOf(id), PRACTICE)
      return existsSync(path) ? readPractised(path) : null
    },
    savePractice(id: ScratchArchiveId, practice: Practice): void {
      writePractice(join(folderOf(id), PRACTICE), practice)
    },
    remove(id: ScratchArchiveId): void {
      rmSync(folderOf(id), { recursive: true, force: true })
    },
  }
}

/** Those that came with the program alone. */
export const createShippedArchives = (): ArchivesStore => createArchivesStore("")

/** @throws StudioError not-found, unreadable */
export const readArchive = (path: string): ArchiveFile =>
  unpackArchive(readWhole(path, MOST_BYTES), path)

/** Whole or not at all. */
export const writeArchive = (path: string, file: ArchiveFile): void =>
  writeWhole(path, packArchive(file))

const readPractice = (path: string): Practice => unpackPractice(readWhole(path, MOST_BYTES), path)

/** Whole or not at all. */
export const writePractice = (path: string, practice: Practice): void =>
  writeWhole(path, packPractice(practice))

/** Reads again what has changed since. */
function remembering<T>(read: (path: string) => T): (path: string) => T {
  const known = new Map<string, { changedMs: number; value: T }>()
  return (path) => {
    const changedMs = statSync(path).mtimeMs
    const before = known.get(path)
    if (before?.changedMs === changedMs) return before.value
    const value = read(path)
    known.set(path, { changedMs, value })
    return value
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** In a sentence, why something cannot be read. */
export const problemOf = (error: unknown): string => toStudioError(error).message
