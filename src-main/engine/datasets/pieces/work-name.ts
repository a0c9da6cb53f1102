/**
 * Which work a file is of, by its name: parts, editions and versions of one work have the same name. Where in doubt two works
 * count as one, which costs less than one that is learnt and examined at once.
 */

/** First editions of the Chopin Institute: opus, print, publisher, number (`028-1-BH-007`). */
const FIRST_EDITION = /^(\d{3})(?:_\d+)?-\d+[a-z]*-[A-Za-z]+(?:-\d+[a-z]?(?:-[\w-]+)?)?$/
/** Catalogues of works, with their numbers: opus, Bach, Mozart, Deutsch, Ryom, without opus, Hoboken. */
const CATALOGUE = /(?:^|[^a-z])(op|opus|bwv|kv?|d|rv|woo|hob|wn)[\s._-]*(\d+[a-z]?)(?![a-z\d])/i
/** Catalogues of one letter only with their number right behind it: a D is a key, too. */
const LOOSE = /^(k|d)$/i
const LOOSE_NUMBER = /(?:^|[^a-z])[kd][\s._-]?\s?\d{2,4}[a-z]?$/i
/** What makes a version of a work: (2), copy, v2, version 3, .1 */
const VERSION =
  /(?:[\s._-]*\(\d+\)|[\s._-]+copy(?:\s*\d+)?|[\s._-]*\bv(?:er(?:sion)?)?[\s._-]*\d+|[\s._-]+(?:alt|take|edition|ed)[\s._-]*\d*|\.\d+)$/i
const PART =
  /[\s._-]*\b(?:m|mv|mvt|mov|movement|satz|part|pt|section|no|nr|vol|track)[\s._-]*(?:\d+|[ivx]+)$/i
/** Names that say nothing: the folder's does. */
const GENERIC =
  /^(?:score|full score|(?:track|song|piece|untitled|part) ?\d+|piano|melody|chords|music|untitled|track|song|midi|main|final|\d+|bridge|drums|vocals?)?$/i

const MOST_NAME = 120

/**
 * @param path within what was taken in, with slashes; of a piece of a collection, its title is the last part
 * @returns in small letters, never empty
 */
export function workName(path: string): string {
  const parts = partsOf(path)
  const name = plain(withoutVersion(withoutEnding(parts.at(-1) ?? "")))
  if (!GENERIC.test(name)) return name.slice(0, MOST_NAME)
  const from = plain(withoutVersion(parts.slice(0, -1).join(" ")))
  const isAlone = GENERIC.test(name) && !/\d$/.test(name) && from !== ""
  return ([from, isAlone ? "" : name].filter((part) => part !== "").join(" ") || "untitled").slice(
    -MOST_NAME,
  )
}

/** The number of a catalogue in the name of a file or its folder: `chopin op 28`; undefined where there is none. */
export function cataloguedName(path: string): string | undefined {
  const parts = partsOf(path)
  const stem = withoutEnding(parts.at(-1) ?? "")
  const edition = FIRST_EDITION.exec(stem)
  if (edition) return `op ${Number(edition[1])}`
  return inCatalogue(stem) ?? inCatalogue(parts.at(-2) ?? "")
}

const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "")

/** As corpora's own tables write it: `Op. 28`, `[op.63]`; undefined where there is no number. */
export function catalogued(text: string): string | undefined {
  return inCatalogue(text.replace(/^\[|\]$/g, ""))
}

const withoutEnding = (name: string): string =>
  name.replace(/\.(?:midi?|kar|rmi|musicxml|xml|mxl|abc|krn|kern|json)$/i, "")

function withoutVersion(stem: string): string {
  let left = stem
  for (let times = 0; times < 3; times++) {
    const shorter = left.replace(VERSION, "").replace(PART, "")
    if (shorter === left || shorter.trim() === "") break
    left = shorter
  }
  return left
}

/** With the first word before it, which is the composer's or the genre's: every composer has an opus 1. */
function inCatalogue(stem: string): string | undefined {
  const found = CATALOGUE.exec(stem)
  if (!found) return undefined
  const [whole, catalogue = "", number = ""] = found
  if (LOOSE.test(catalogue) && !LOOSE_NUMBER.test(whole)) return undefined
  const [first = ""] = plain(stem.slice(0, found.index)).split(" ")
  const short = catalogue.toLowerCase().replace("opus", "op")
  return `${first} ${short} ${number.toLowerCase().replace(/^0+(?=\d)/, "")}`.trim()
}

/** Small letters and digits, with one space between words. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
}
