/** What a folder, an archive or a file holds to learn from: nothing is read yet but names, tables and what is said of rights. */
import { lstatSync, realpathSync, type Stats } from "node:fs"
import { readdir, stat } from "node:fs/promises"
import { basename, join } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { isTable, rowsOfTable, type Told } from "./pieces/tables.ts"
import { entriesOf, entryText, isArchive } from "./archive-io.ts"
import { readBytes, startOf } from "./read-bytes-io.ts"

/** A file to read. */
export interface Source {
  /** Within what was taken in, with slashes: how everything else names it. */
  path: string
  file: string
  /** Its entry, where `file` is an archive. */
  inside?: string
  bytes: number
}

export interface FoundMusic {
  /** Of the folder or file. */
  name: string
  /** In the order of their paths. */
  sources: Source[]
  told: ReadonlyMap<string, Told>
  /** What files beside the music say about where it comes from and what may be done with it, or "". */
  notice: string
}

const MUSIC = /\.(?:midi?|kar|rmi|musicxml|xml|mxl|abc|krn|kern)$/i
const RIGHTS = /^(?:source|licen[cs]e|copying|readme|attribution)(?:\.(?:txt|md))?$/i
/** What a list of chorales begins with: most JSON beside music is something else. */
const GRID_START = /^\s*\{\s*"(?:train|valid|test)"\s*:\s*\[\s*\[/
const MOST_FILES = 100_000
const MOST_DEPTH = 40
const MOST_NOTICE = 2000
const MOST_TABLE_BYTES = 50e6

/**
 * Hidden files are passed over, links followed, but never in circles. Named files are taken whatever they are called.
 * @throws StudioError not-found, invalid-input where there is no music, or too much
 */
export async function findMusic(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<FoundMusic> {
  const look: Look = { sources: [], told: new Map(), notices: [], entered: new Set(), signal }
  for (const path of paths) {
    const info = await stat(path).catch(() => fail("not-found", `${basename(path)} is not there`))
    if (info.isDirectory()) await walk(look, path, paths.length > 1 ? basename(path) : "", 0)
    else await take(look, { file: path, path: basename(path), info, isNamed: true })
  }
  const name = basename(paths[0] ?? "").replace(/\.\w{1,8}$/, "")
  if (look.sources.length === 0) fail("invalid-input", `${name} holds no music that can be read`)
  look.sources.sort((a, b) => (a.path < b.path ? -1 : 1))
  const notice = look.notices.join("\n\n").slice(0, MOST_NOTICE)
  return { name, sources: look.sources, told: look.told, notice }
}

interface Look {
  sources: Source[]
  told: Map<string, Told>
  notices: string[]
  /** Folders by their real paths. */
  entered: Set<string>
  signal: AbortSignal | undefined
}

async function walk(look: Look, folder: string, path: string, depth: number): Promise<void> {
  look.signal?.throwIfAborted()
  const real = realpathSync(folder)
  if (depth > MOST_DEPTH || look.entered.has(real)) return
  look.entered.add(real)
  const names = await readdir(folder)
  for (const name of names.sort()) {
    if (name.startsWith(".") || name === "__MACOSX") continue
    const [file, inner] = [join(folder, name), path === "" ? name : `${path}/${name}`]
    const info = await stat(file).catch(() => undefined)
    if (info?.isDirectory()) await walk(look, file, inner, depth + 1)
    else if (info?.isFile()) await take(look, { file, path: inner, info, isNamed: false })
  }
}

interface Candidate {
  file: string
  path: string
  info: Stats
  isNamed: boolean
}

async function take(look: Look, { file, path, info, isNamed }: Candidate): Promise<void> {
  const name = basename(file)
  if (isArchive(name)) await takeArchive(look, file, path)
  else if (isNamed || MUSIC.test(name) || isGrid(file)) add(look, { path, file, bytes: info.size })
  else if (isTable(name) && info.size <= MOST_TABLE_BYTES)
    takeTable(look, path, new TextDecoder().decode(readBytes(file, MOST_TABLE_BYTES)))
  else if (RIGHTS.test(name) && lstatSync(file).size < 200_000)
    takeNotice(look, name, new TextDecoder().decode(readBytes(file, 200_000)))
}

/** What is wrong with an archive is told when it is read. */
async function takeArchive(look: Look, file: string, path: string): Promise<void> {
  let entries: ReturnType<typeof entriesOf>
  try {
    entries = entriesOf(file)
  } catch {
    add(look, { path, file, bytes: 0 })
    return
  }
  for (const { name, bytes } of entries) {
    look.signal?.throwIfAborted()
    if (name.endsWith("/") || /(?:^|\/)(?:\.|__MACOSX\/)/.test(name)) continue
    const inner = `${path}/${name}`
    if (MUSIC.test(name)) add(look, { path: inner, file, inside: name, bytes })
    else if (isTable(name) && bytes <= MOST_TABLE_BYTES)
      takeTable(look, inner, entryText(file, name))
    else if (RIGHTS.test(basename(name)) && bytes < 200_000)
      takeNotice(look, name, entryText(file, name))
  }
}

function isGrid(file: string): boolean {
  return /\.json$/i.test(file) && GRID_START.test(startOf(file, 200))
}

function add(look: Look, source: Source): void {
  look.sources.push(source)
  if (look.sources.length > MOST_FILES)
    fail("invalid-input", `More than ${MOST_FILES} files at once: take in parts of it`)
}

function takeTable(look: Look, path: string, text: string): void {
  for (const [file, told] of rowsOfTable(path, text)) look.told.set(file, told)
}

/** Where it comes from goes before the text of a licence, and that before the rest. */
function takeNotice(look: Look, name: string, text: string): void {
  const said = text.trim().slice(0, MOST_NOTICE)
  if (/source|attribution/i.test(name)) look.notices.unshift(said)
  else look.notices.push(said)
}
