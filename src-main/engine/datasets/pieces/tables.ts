/**
 * Tables that corpora bring with them (Groove's info.csv, MAESTRO's, our own index.tsv): a row a file, with its split, its genre
 * or its work. A table is one that has a column of file names; others are passed over.
 */
import type { Split } from "#shared/contract/datasets.ts"
import { genreOf } from "./genre.ts"
import { catalogued } from "./work-name.ts"

/** What a table tells about a file. */
export interface Told {
  split?: Split
  genre?: string
  work?: string
}

const FILE_COLUMNS = ["midi_filename", "midi_path", "filename", "file", "path", "midi", "score"]
const GENRE_COLUMNS = ["genre", "style", "form"]
const TITLE_COLUMNS = ["title", "canonical_title", "name"]
const COMPOSER_COLUMNS = ["composer", "canonical_composer", "artist"]
const SPLITS: Readonly<Record<string, Split>> = {
  train: "train",
  training: "train",
  valid: "valid",
  validation: "valid",
  val: "valid",
  dev: "valid",
  test: "test",
  evaluation: "test",
}
const MOST_ROWS = 200_000
const MOST_GENRE = 40

export const isTable = (path: string): boolean => /\.(?:csv|tsv)$/i.test(path)

/** By paths within what was taken in, as the table's own place makes them. @param path of the table */
export function rowsOfTable(path: string, text: string): Map<string, Told> {
  const [head, ...rows] = cellsOf(text, /\.tsv$/i.test(path) ? "\t" : ",")
  const columns = (head ?? []).map((name) => name.trim().toLowerCase())
  const folder = path.slice(0, path.lastIndexOf("/") + 1)
  const value = (row: readonly string[], names: readonly string[]): string => {
    const at = names.map((name) => columns.indexOf(name)).find((column) => column >= 0)
    return at === undefined ? "" : (row[at] ?? "").trim()
  }
  const told = new Map<string, Told>()
  for (const row of rows) {
    const file = value(row, FILE_COLUMNS)
    if (file === "") continue
    told.set(
      folder + file.replaceAll("\\", "/"),
      toldBy((names) => value(row, names)),
    )
  }
  return told
}

function toldBy(value: (names: readonly string[]) => string): Told {
  const split = SPLITS[value(["split"]).toLowerCase()]
  const title = value(TITLE_COLUMNS)
  const [style = ""] = value(GENRE_COLUMNS).toLowerCase().split("/")
  const named = style.trim().slice(0, MOST_GENRE)
  const genre = named === "" ? genreOf(title) : named
  const own = value(["work"]).toLowerCase()
  const work = own === "" ? (catalogued(value(["opus"])) ?? titled(value)) : own
  return { ...(split && { split }), ...(genre && { genre }), ...(work && { work }) }
}

/** A title alone is no work's name: every composer wrote a Prelude. */
function titled(value: (names: readonly string[]) => string): string | undefined {
  const [composer, title] = [value(COMPOSER_COLUMNS), value(TITLE_COLUMNS)]
  return composer && title ? `${composer} ${title}`.toLowerCase() : undefined
}

/** Rows of cells, in quotes where they hold commas, quotes (doubled) or line ends (RFC 4180). */
function cellsOf(text: string, separator: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ""
  let isQuoted = false
  const endCell = (): void => {
    rows.at(-1)!.push(cell)
    cell = ""
  }
  const plain = text.replace(/^\uFEFF/, "")
  for (let at = 0; at < plain.length && rows.length <= MOST_ROWS; at++) {
    const letter = plain[at]!
    if (isQuoted) {
      if (letter !== '"') cell += letter
      else if (plain[at + 1] === '"') cell += plain[at++]!
      else isQuoted = false
    } else if (letter === '"' && cell === "") isQuoted = true
    else if (letter === separator) endCell()
    else if (letter === "\n") {
      endCell()
      rows.push([])
    } else if (letter !== "\r") cell += letter
  }
  endCell()
  return rows
}
