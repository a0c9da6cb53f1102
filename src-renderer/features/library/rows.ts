/** What the library's table shows: which songs, in which order, with which parts opened. Pure. */
import type { Part, Song } from "#shared/contract/index.ts"

export type KindFilter = "all" | Song["kind"]
export type Column = "title" | "kind" | "length" | "format" | "added"

export interface Filter {
  query: string
  kind: KindFilter
  tag: string | null
  onlyWithMap: boolean
}

export interface Sort {
  column: Column
  isDescending: boolean
}

export type Row =
  | { kind: "song"; key: string; song: Song; isOpen: boolean }
  | { kind: "part"; key: string; song: Song; part: Part }
  | { kind: "import"; key: string }

/** A file on its way into the library: its job, which will be the song's id, and its name. */
export interface Arrival {
  id: string
  name: string
}

export const KIND_WORDS: Record<Song["kind"], string> = {
  song: "Song",
  stems: "Stems",
  bounce: "Bounce",
}

/** Every word of the query must stand in title, artist or tags; case and accents do not matter. */
export function filterSongs(songs: readonly Song[], filter: Filter): Song[] {
  const words = plain(filter.query).split(/\s+/).filter(Boolean)
  return songs.filter((song) => {
    if (filter.kind !== "all" && song.kind !== filter.kind) return false
    if (filter.tag !== null && !song.tags.includes(filter.tag)) return false
    if (filter.onlyWithMap && !song.hasMap) return false
    const own = plain(`${song.title} ${song.artist} ${song.tags.join(" ")}`)
    return words.every((word) => own.includes(word))
  })
}

/** Equal songs stand newest first. */
export function sortSongs(songs: readonly Song[], { column, isDescending }: Sort): Song[] {
  const compare = COMPARE[column]
  const sign = isDescending ? -1 : 1
  return songs.toSorted((one, other) => sign * compare(one, other) || other.addedAt - one.addedAt)
}

const COMPARE: Record<Column, (one: Song, other: Song) => number> = {
  title: (one, other) => one.title.localeCompare(other.title, "en", { numeric: true }),
  kind: (one, other) => KIND_WORDS[one.kind].localeCompare(KIND_WORDS[other.kind]),
  length: (one, other) => one.durationSeconds - other.durationSeconds,
  format: (one, other) => one.format.localeCompare(other.format),
  added: (one, other) => one.addedAt - other.addedAt,
}

/** Songs as rows; below an open song with stems its parts. */
export function flatten(songs: readonly Song[], open: ReadonlySet<string>): Row[] {
  return songs.flatMap((song): Row[] => {
    const isOpen = open.has(song.id) && hasParts(song)
    const head: Row = { kind: "song", key: song.id, song, isOpen }
    if (!isOpen) return [head]
    return [head, ...song.parts.map((part): Row => ({ kind: "part", key: part.id, song, part }))]
  })
}

/** Files on their way stand where their song is going to stand, so that it appears in their place. */
export function withArrivals(
  songs: readonly Song[],
  arrivals: readonly Arrival[],
  { sort, open }: { sort: Sort; open: ReadonlySet<string> },
): Row[] {
  if (arrivals.length === 0) return flatten(songs, open)
  const arriving = new Set(arrivals.map(({ id }) => id))
  const all = sortSongs([...songs, ...arrivals.map(standIn)], sort)
  return all.flatMap((song): Row[] =>
    arriving.has(song.id) ? [{ kind: "import", key: song.id }] : flatten([song], open),
  )
}

/** Newer than any song: each file will be added later than those that are there. */
function standIn({ id, name }: Arrival, order: number): Song {
  const [, title = name, format = ""] = /^(.+)\.(\w+)$/.exec(name) ?? []
  return {
    ...{ id: id as Song["id"], title, format: format.toLowerCase(), addedAt: NEVER_MS + order },
    ...{ artist: "", kind: "song", durationSeconds: 0, tags: [], sourcePath: "" },
    ...{ removedAt: null, hasMap: false, parts: [] },
  }
}

const NEVER_MS = 8.64e15

export const hasParts = (song: Song): boolean => song.kind === "stems" || song.parts.length > 1

/** Tags with the number of songs that carry them, by name. */
export function countTags(songs: readonly Song[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { tags } of songs) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .sort((one, other) => one.tag.localeCompare(other.tag))
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
