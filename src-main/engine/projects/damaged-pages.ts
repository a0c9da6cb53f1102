/**
 * Rows of a project's file read past SQLite, which gives nothing back where a page is broken or the file ends early. Follows
 * the table b-trees of its format (sqlite.org/fileformat2.html, sections 1.3 to 2.1) as far as they lead.
 */

export interface Pages {
  readonly pageBytes: number
  readonly count: number
  /** From 1; shorter than a page where the file ends within it. */
  read(page: number): Uint8Array
}

export interface FoundRow {
  readonly id: number
  /** The row's numbers and texts; null for others. */
  readonly values: readonly (number | string | null)[]
  /** Whether all its pages led from one to the next. */
  readonly isWhole: boolean
}

export interface FoundRows {
  readonly rows: readonly FoundRow[]
  /** Whether a page of the table itself was not what it must be. */
  readonly isBroken: boolean
}

const INTERIOR = 5
const LEAF = 13
const MOST_DEPTH = 20

/** The rows of a table, in the order of their numbers. */
export function rowsOf(pages: Pages, rootPage: number): FoundRows {
  const rows: FoundRow[] = []
  const seen = new Set<number>()
  let isBroken = false
  const visit = (page: number, depth: number): void => {
    if (depth > MOST_DEPTH || page < 1 || page > pages.count || seen.has(page)) {
      isBroken = true
      return
    }
    seen.add(page)
    try {
      const bytes = pages.read(page)
      const view = viewOf(bytes)
      const kind = view.getUint8(0)
      const cells = cellsOf(view, kind === INTERIOR ? 12 : 8)
      if (kind === INTERIOR)
        for (const child of [...cells.map((at) => view.getUint32(at)), view.getUint32(8)])
          visit(child, depth + 1)
      else if (kind === LEAF) for (const at of cells) rows.push(rowAt(pages, page, bytes, at))
      else isBroken = true
    } catch (error) {
      // A number that led out of the page.
      if (!(error instanceof RangeError)) throw error
      isBroken = true
    }
  }
  visit(rootPage, 0)
  return { rows, isBroken }
}

function cellsOf(view: DataView, headerBytes: number): number[] {
  const count = view.getUint16(3)
  return Array.from({ length: count }, (_, i) => view.getUint16(headerBytes + 2 * i))
}

function rowAt(pages: Pages, page: number, bytes: Uint8Array, at: number): FoundRow {
  const view = viewOf(bytes)
  const length = varint(view, at)
  const id = varint(view, length.end)
  const { payload, isWhole } = payloadAt(pages, page, {
    bytes,
    at: id.end,
    length: length.value,
  })
  return { id: id.value, values: valuesOf(payload), isWhole }
}

interface Cell {
  bytes: Uint8Array
  at: number
  length: number
}

/** Where a page does not say which comes next, the one behind it is taken: rows are mostly written in one go. */
function payloadAt(
  pages: Pages,
  page: number,
  { bytes, at, length }: Cell,
): { payload: Uint8Array; isWhole: boolean } {
  const local = localBytes(length, pages.pageBytes)
  const payload = new Uint8Array(Math.min(length, pages.count * pages.pageBytes))
  payload.set(bytes.subarray(at, at + Math.min(local, payload.length)))
  let filled = Math.min(local, payload.length)
  let next = filled < length ? viewOf(bytes).getUint32(at + local) : 0
  const seen = new Set([page])
  let isWhole = payload.length === length
  for (let last = page; filled < payload.length;) {
    if (next < 2 || next > pages.count || seen.has(next)) {
      isWhole = false
      next = last + 1
      if (next > pages.count || seen.has(next)) break
    }
    seen.add(next)
    last = next
    const more = pages.read(next)
    const part = more.subarray(4, 4 + payload.length - filled)
    payload.set(part, filled)
    filled += part.length
    next = more.length >= 4 ? viewOf(more).getUint32(0) : 0
    if (more.length < pages.pageBytes && filled < payload.length) isWhole = false
  }
  return { payload: payload.subarray(0, filled), isWhole: isWhole && filled === length }
}

/** How much of a row lies in its leaf. */
function localBytes(length: number, usable: number): number {
  const most = usable - 35
  if (length <= most) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const kept = least + ((length - least) % (usable - 4))
  return kept <= most ? kept : least
}

const INT_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function valuesOf(payload: Uint8Array): (number | string | null)[] {
  const view = viewOf(payload)
  const head = varint(view, 0)
  const values: (number | string | null)[] = []
  let at = head.value
  for (let place = head.end; place < head.value;) {
    const { value: type, end } = varint(view, place)
    place = end
    const length = type >= 12 ? Math.floor((type - 12) / 2) : (INT_BYTES[type] ?? 0)
    const bytes = payload.subarray(at, at + length)
    if (type >= 12) values.push(type % 2 === 1 ? new TextDecoder().decode(bytes) : null)
    else values.push(type === 0 || type === 7 ? null : type === 9 ? 1 : wholeNumber(bytes))
    at += length
  }
  return values
}

/** Big-endian, signed. */
function wholeNumber(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte, i) => sum * 256 + (i === 0 && byte > 127 ? byte - 256 : byte), 0)
}

/** @throws RangeError beyond the end */
function varint(view: DataView, at: number): { value: number; end: number } {
  let value = 0
  for (let i = 0; i < 8; i++) {
    const byte = view.getUint8(at + i)
    value = value * 128 + (byte & 127)
    if (byte < 128) return { value, end: at + i + 1 }
  }
  return { value: value * 256 + view.getUint8(at + 8), end: at + 9 }
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
