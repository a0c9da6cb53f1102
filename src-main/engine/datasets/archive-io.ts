/** ZIP archives of music: what is in them, and some of it unpacked. Nothing is unpacked that says it is too large. */
import { basename } from "node:path"
import { unzipSync } from "fflate"
import { fail, StudioError } from "#shared/contract/errors.ts"
import { readBytes } from "./read-bytes-io.ts"

const MOST_ARCHIVE_BYTES = 400e6
const MOST_ENTRIES = 200_000
/** Of one entry, unpacked. */
export const MOST_ENTRY_BYTES = 64e6

export interface Entry {
  name: string
  /** Unpacked, as the archive says. */
  bytes: number
}

export const isArchive = (name: string): boolean => /\.zip$/i.test(name)

/** @throws StudioError unreadable */
export function entriesOf(file: string): Entry[] {
  const entries: Entry[] = []
  unzip(file, ({ name, originalSize }) => {
    if (entries.length >= MOST_ENTRIES) fail("unreadable", "It holds too many files")
    entries.push({ name, bytes: originalSize })
    return false
  })
  return entries
}

/** By their names; those that are too large are left out. @throws StudioError unreadable */
export function unpack(file: string, wanted: ReadonlySet<string>): Record<string, Uint8Array> {
  return unzip(
    file,
    ({ name, originalSize }) => wanted.has(name) && originalSize <= MOST_ENTRY_BYTES,
  )
}

export function entryText(file: string, name: string): string {
  const bytes = unpack(file, new Set([name]))[name]
  return new TextDecoder().decode(bytes ?? new Uint8Array())
}

type Filter = (entry: { name: string; originalSize: number }) => boolean

function unzip(file: string, filter: Filter): Record<string, Uint8Array> {
  const bytes = readBytes(file, MOST_ARCHIVE_BYTES)
  try {
    return unzipSync(bytes, { filter })
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw new StudioError("unreadable", `${basename(file)} is no ZIP archive, or is damaged`, {
      cause: error,
    })
  }
}
