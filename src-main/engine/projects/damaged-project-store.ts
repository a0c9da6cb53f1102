/** A project's file that SQLite refuses: read past it, to be looked at and saved under another name. */
import { closeSync, fstatSync, readSync, statSync } from "node:fs"
import { basename } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { PROJECT_FORMAT } from "#shared/project/index.ts"
import { openPlainFile } from "../platform/node/plain-file-io.ts"
import { rowsOf, type FoundRow, type Pages } from "./damaged-pages.ts"
import type { Loaded, ProjectFile } from "./project-file.ts"
import { brokenLog, loadedFrom } from "./read-document-io.ts"

/** For reading only. @returns undefined where it holds no document */
export function openDamaged(path: string, wasLeftOpen: boolean): ProjectFile | undefined {
  if (!readDamagedRows(path)) return undefined
  const opened = inodeOf(path)
  const refuse = (): never => refuseDamaged(path)
  return {
    ...{ path, wasLeftOpen, isReadOnly: true, append: refuse, snapshot: refuse },
    load: () => loadDamaged(path) ?? refuse(),
    isChangedByOther: () => false,
    isInPlace: () => inodeOf(path) === opened,
    close: () => undefined,
  }
}

/** @throws StudioError unreadable where nothing of its document can be read */
export function loadDamaged(path: string): Loaded | undefined {
  const rows = readDamagedRows(path)
  if (!rows) return undefined
  const { ops, isLogBroken } = rows
  const loaded = loadedFrom(rows, () => ops.map((op) => ({ op })), path)
  const damage = isLogBroken ? [...loaded.damage, brokenLog(ops.length)] : loaded.damage
  return { ...loaded, damage: damage.length > 0 ? damage : ["parts of the file around the music"] }
}

const inodeOf = (path: string): bigint | undefined =>
  statSync(path, { bigint: true, throwIfNoEntry: false })?.ino

interface DamagedRows {
  format: number
  document: string
  /** The log, as far as it can be read. */
  ops: readonly string[]
  /** Whether the log broke off. */
  isLogBroken: boolean
}

/** As SQLite has them where a file is made as ours are: tables take the pages after the first in their order. */
const SNAPSHOT_PAGE = 2
const OPS_PAGE = 3
const USUAL_PAGE_BYTES = 4096

/** @returns undefined where it holds no document; nothing of the file is changed */
function readDamagedRows(path: string): DamagedRows | undefined {
  const { fd } = openPlainFile(path)
  try {
    const pages = pagesOf(fd)
    const [, format, document] = rowsOf(pages, SNAPSHOT_PAGE).rows[0]?.values ?? []
    if (typeof document !== "string" || !document.startsWith("{")) return undefined
    const { rows, isBroken } = rowsOf(pages, OPS_PAGE)
    // Steps build on one another: after one that is not there none can be repeated.
    const isNext = ({ id, values, isWhole }: FoundRow, i: number): boolean =>
      isWhole && typeof values[2] === "string" && id === rows[0]!.id + i
    const gap = rows.findIndex((row, i) => !isNext(row, i))
    const readable = gap < 0 ? rows : rows.slice(0, gap)
    return {
      ...{ document, format: typeof format === "number" ? format : PROJECT_FORMAT },
      ops: readable.map(({ values }) => String(values[2])),
      isLogBroken: isBroken || gap >= 0,
    }
  } finally {
    closeSync(fd)
  }
}

function pagesOf(fd: number): Pages {
  const { size } = fstatSync(fd)
  const at = (from: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, readSync(fd, bytes, 0, length, from))
  }
  const [high = 0, low = 0] = at(16, 2)
  const named = high * 256 + low
  const isSize = named >= 512 && (named & (named - 1)) === 0
  const pageBytes = isSize ? named : USUAL_PAGE_BYTES
  return {
    pageBytes,
    count: Math.ceil(size / pageBytes),
    read: (page) => at((page - 1) * pageBytes, pageBytes),
  }
}

/** Of whom a damaged file cannot be written. */
export const refuseDamaged = (path: string): never =>
  fail("read-only", `${basename(path)} is damaged, and is left as it is`)
