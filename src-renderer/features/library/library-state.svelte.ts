/** How the library is looked at: filter, order, opened songs, the row with the focus. Dies with the view. */
import { getContext, setContext } from "svelte"
import { z } from "zod"
import type { Song } from "#shared/contract/index.ts"
import type { Studio } from "../../session/index.ts"
import { arrivalsOf } from "./imports.ts"
import {
  countTags,
  filterSongs,
  sortSongs,
  withArrivals,
  type Arrival,
  type Column,
  type KindFilter,
  type Row,
  type Sort,
} from "./rows.ts"

const SORT = z.object({
  column: z.enum(["title", "kind", "length", "format", "added"]),
  isDescending: z.boolean(),
})
const NEWEST_FIRST: Sort = { column: "added", isDescending: true }

export class LibraryState {
  query = $state("")
  kind = $state<KindFilter>("all")
  tag = $state<string | null>(null)
  onlyWithMap = $state(false)
  /** The songs that were removed instead of those that are kept. */
  showsRemoved = $state(false)
  open = $state.raw<ReadonlySet<string>>(new Set())
  /** Key of the row that the arrow keys move from. */
  currentKey = $state<string | null>(null)
  renamingId = $state<string | null>(null)
  isTagging = $state(false)
  isVerifying = $state(false)

  #studio: Studio
  /** The selection that was made in this table. */
  #chosen = $state.raw<readonly string[]>([])

  constructor(studio: Studio) {
    this.#studio = studio
  }

  sort = $derived.by(() => this.#studio.preferences.read("library.sort", SORT, NEWEST_FIRST))
  all = $derived.by(() =>
    this.showsRemoved ? this.#studio.library.removed : this.#studio.library.songs,
  )
  tags = $derived(countTags(this.all))
  songs = $derived(
    sortSongs(
      filterSongs(this.all, {
        query: this.query,
        kind: this.kind,
        tag: this.tag,
        onlyWithMap: this.onlyWithMap,
      }),
      this.sort,
    ),
  )
  isFiltered = $derived(
    this.query.trim() !== "" || this.kind !== "all" || this.tag !== null || this.onlyWithMap,
  )
  /** As text: progress comes many times a second, another file seldom. */
  #arrivals = $derived.by(() => {
    const { jobs, library } = this.#studio
    const isKnown = (id: string): boolean =>
      library.song(id) !== undefined || library.removed.some((song) => song.id === id)
    return JSON.stringify(arrivalsOf(jobs.all, isKnown))
  })
  arrivals = $derived(
    this.isFiltered || this.showsRemoved ? [] : (JSON.parse(this.#arrivals) as Arrival[]),
  )
  rows = $derived<Row[]>(
    withArrivals(this.songs, this.arrivals, { sort: this.sort, open: this.open }),
  )
  currentIndex = $derived(
    Math.max(
      0,
      this.rows.findIndex(({ key }) => key === this.currentKey),
    ),
  )
  /** The selected songs in the order of their selection; a selected part stands for its song. */
  selected = $derived.by<Song[]>(() => {
    const { selection, library } = this.#studio
    const partSongs = selection.of("part").map((id) => library.part(id)?.songId)
    const byId = new Map<string, Song>(this.all.map((song) => [song.id, song]))
    const ids = new Set([...selection.of("song"), ...partSongs])
    return [...ids].flatMap((id) => byId.get(id ?? "") ?? [])
  })

  /** The song below these, or else above them; what follows when they leave the table. */
  songAfter(gone: ReadonlySet<string>): string | null {
    const songs = this.rows.filter((row) => row.kind === "song")
    const last = songs.findLastIndex(({ key }) => gone.has(key))
    const stays = ({ key }: Row): boolean => !gone.has(key)
    return (
      (songs.slice(last + 1).find(stays) ?? songs.slice(0, last + 1).findLast(stays))?.key ?? null
    )
  }

  sortBy(column: Column): void {
    const isSame = this.sort.column === column
    const isDescending = isSame ? !this.sort.isDescending : column === "added"
    this.#studio.preferences.write("library.sort", { column, isDescending })
  }

  setOpen(songId: string, isOpen: boolean): void {
    const open = new Set(this.open)
    if (isOpen) open.add(songId)
    else open.delete(songId)
    this.open = open
  }

  clearFilter(): void {
    this.query = ""
    this.kind = "all"
    this.tag = null
    this.onlyWithMap = false
  }

  /** Moves the focus to a row and selects it; `extend` adds all rows between, `toggle` only this one. */
  choose(index: number, how: "only" | "extend" | "toggle" = "only"): void {
    const row = this.rows[Math.max(0, Math.min(this.rows.length - 1, index))]
    if (!row) return
    const { selection } = this.#studio
    const { kind } = row
    if (kind === "import") {
      if (how === "only") selection.clear()
    } else if (how === "toggle") selection.toggle(kind, row.key)
    else if (how === "only") selection.set(kind, [row.key])
    else {
      const [from, to] = [this.currentIndex, this.rows.indexOf(row)].sort((a, b) => a - b)
      const between = this.rows.slice(from, (to ?? 0) + 1).filter((other) => other.kind === kind)
      selection.append(
        kind,
        between.map(({ key }) => key),
      )
    }
    this.currentKey = row.key
    this.#chosen = selection.ids
  }

  chooseAll(): void {
    const { selection } = this.#studio
    selection.set(
      "song",
      this.songs.map(({ id }) => id),
    )
    this.#chosen = selection.ids
  }

  /** The song that was selected from elsewhere (undo, a message, the palette) and where its row is; null: none, -1: not here. */
  selectedElsewhere = $derived.by((): { key: string; index: number } | null => {
    const ids = this.#studio.selection.of("song")
    const key = ids.at(-1)
    if (key === undefined || ids === this.#chosen) return null
    return { key, index: this.rows.findIndex((row) => row.key === key) }
  })

  /** The table has gone to the row. */
  arriveAt(key: string): void {
    this.currentKey = key
    this.#chosen = this.#studio.selection.ids
  }
}

const KEY = Symbol("library")
export const provideLibraryState = (state: LibraryState): LibraryState => setContext(KEY, state)
export const useLibraryState = (): LibraryState => getContext<LibraryState>(KEY)
