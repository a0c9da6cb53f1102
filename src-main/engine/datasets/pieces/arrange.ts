/** Which pieces are learnt from, as what and when: copies left out, works named, splits chosen. */
import type { DatasetFile, Split } from "#shared/contract/datasets.ts"
import { genreOf } from "./genre.ts"
import { nearPairs, type NearPair } from "./near-copies.ts"
import { splitsOf } from "./split.ts"
import type { Told } from "./tables.ts"
import { cataloguedName, workName } from "./work-name.ts"

/** A piece that was read, without its notes. */
export interface PieceFacts {
  /** With `#` and a number where a file holds several. */
  path: string
  title: string
  /** Equal for copies. */
  content: string
  /** See `sketchOf`. */
  sketch: Uint32Array
  /** As the file itself has it. */
  given: Split | null
}

export interface Arranged extends Pick<DatasetFile, "state" | "reason" | "work" | "split"> {
  genre: string
}

/** What a corpus's table says of a piece: of its path, else of its file's name if no other file has that. */
export type Tell = (path: string) => Told

/**
 * In the order of the pieces. A copy has no split and is not learnt from, unless the corpus itself gives its split, which wins:
 * tables of papers count on it. What is nearly a copy is learnt from, but never in another split.
 */
export function arrange(pieces: readonly PieceFacts[], tell: Tell): Arranged[] {
  const known = pieces.map((piece) => ({ ...piece, ...described(piece, tell(fileOf(piece.path))) }))
  const firsts = new Map<string, number>()
  for (const [at, { content }] of known.entries()) if (!firsts.has(content)) firsts.set(content, at)
  const original = (at: number): number => firsts.get(known[at]!.content)!
  const kept = [...known.keys()].filter((at) => original(at) === at || known[at]!.given)
  const near = nearPairs(kept.map((at) => known[at]!.sketch))
  const splits = splitsOf(
    kept.map((at) => ({ work: known[at]!.work, given: known[at]!.given ?? undefined })),
    near,
  )
  const splitAt = new Map(kept.map((at, place) => [at, splits[place]!]))
  const likes = likesOf(near, kept)
  return known.map(({ genre, work }, at): Arranged => {
    const first = original(at)
    const split = splitAt.get(at) ?? null
    if (first !== at) {
      const reason = `The same notes as ${known[first]!.path}`
      return { state: "copy", reason, split, genre, work: split ? work : known[first]!.work }
    }
    const like = likes.get(at)
    if (like === undefined) return { state: "read", reason: "", work, split, genre }
    const share = Math.round(like.likeness * 100)
    const reason = `${share} % of its figures are those of ${known[like.at]!.path}`
    return { state: "near-copy", reason, work, split, genre }
  })
}

/** Of a table's rows. */
export function teller(rows: ReadonlyMap<string, Told>): Tell {
  const byName = new Map<string, Told | undefined>()
  for (const [path, told] of rows) {
    const name = nameOf(path)
    byName.set(name, byName.has(name) ? undefined : told)
  }
  return (path) => rows.get(path) ?? byName.get(nameOf(path)) ?? {}
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1).toLowerCase()
const fileOf = (path: string): string => path.replace(/#\d+$/, "")

function described(
  { path, title, given }: PieceFacts,
  told: Told,
): { work: string; genre: string; given: Split | null } {
  const file = fileOf(path)
  const named = file !== path && title !== "" ? `${file}/${title.replaceAll("/", " ")}` : path
  const split = given ?? told.split ?? null
  // A corpus that gives its splits has chosen its works: names only tell them apart.
  const work = split ? named : (cataloguedName(named) ?? told.work ?? workName(named))
  return { work, genre: told.genre ?? genreOf(title) ?? genreOf(nameOf(path)) ?? "", given: split }
}

/** Of each piece the one before it that it is most like. */
function likesOf(near: readonly NearPair[], kept: readonly number[]) {
  const likes = new Map<number, { at: number; likeness: number }>()
  for (const { one, other, likeness } of near) {
    const at = kept[other]!
    if ((likes.get(at)?.likeness ?? 0) < likeness) likes.set(at, { at: kept[one]!, likeness })
  }
  return likes
}
