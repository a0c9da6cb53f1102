/** How the library is looked at: filter, order, opened songs, the row with the focus. Dies with the view. */
import { getContext, setContext } from "svelte"
import { z } from "zod"
import type { Song } from "#shared/contract/index.ts"
import type { Studio } from "../../session/index.ts"
import {
  countTags,
  filterSongs,
  flatten,
  sortSongs,
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
  rows = $derived<Row[]>(flatten(this.songs, this.open))
  isFiltered = $derived(
    this.query.trim() !== "" || this.kind !== "all" || this.tag !== null || this.onlyWithMap,
  )
  currentIndex = $derived(
    Math.max(
      0,
      this.rows.findIndex(({ key }) => key === this.currentKey),
    ),
  )
  /** The selected songs; a selected part stands for its song. */
  selected = $derived.by<Song[]>(() => {
    const { selection, library } = this.#studio
    const partSongs = selection.of("part").map((id) => library.part(id)?.songId)
    const ids = new Set<string | undefined>([...selection.of("song"), ...partSongs])
    return this.all.filter((song) => ids.has(song.id))
  })

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
    const kind = row.level === 1 ? "song" : "part"
    if (how === "toggle") selection.toggle(kind, row.key)
    else if (how === "only") selection.set(kind, [row.key])
    else {
      const [from, to] = [this.currentIndex, this.rows.indexOf(row)].sort((a, b) => a - b)
      const between = this.rows
        .slice(from, (to ?? 0) + 1)
        .filter(({ level }) => level === row.level)
      selection.append(
        kind,
        between.map(({ key }) => key),
      )
    }
    this.currentKey = row.key
  }
}

const KEY = Symbol("library")
export const provideLibraryState = (state: LibraryState): LibraryState => setContext(KEY, state)
export const useLibraryState = (): LibraryState => getContext<LibraryState>(KEY)
