/** Which view is shown, of which song; back and forward through places, as in a browser. */
import { z } from "zod"
import type { Preferences } from "./preferences.svelte.ts"

const VIEWS = [
  "library",
  "map",
  "timeline",
  "notes",
  "gesture",
  "mixer",
  "deck",
  "scratch",
  "duet",
  "loops",
  "train",
  "settings",
] as const
export type ViewName = (typeof VIEWS)[number]

/** Views of the project that is open; the others show what the library keeps. */
const PROJECT_VIEWS: ReadonlySet<ViewName> = new Set([
  "timeline",
  "notes",
  "gesture",
  "mixer",
  "duet",
  "loops",
])

interface Place {
  view: ViewName
  songId: string | null
  /** Songs that share the map with the open one. */
  besideIds: readonly string[]
}

const PLACE: z.ZodType<Place> = z.object({
  view: z.enum(VIEWS),
  songId: z.string().nullable(),
  besideIds: z.array(z.string()).default([]),
})
const START: Place = { view: "library", songId: null, besideIds: [] }
const DEPTH = 100

export class Navigation {
  #places = $state.raw<readonly Place[]>([START])
  #at = $state(0)
  #here = $derived(this.#places[this.#at] ?? START)

  view = $derived(this.#here.view)
  isInProject = $derived(PROJECT_VIEWS.has(this.#here.view))
  /** Somebody jams on the Deck, to the beat of the project. */
  isJamming = $state(false)
  /** Transport, undo and title are the project's. */
  isOnProject = $derived(this.isInProject || (this.isJamming && this.#here.view === "deck"))
  /** The open song; null until one was opened. Check `library.song(openSongId)`: it may have been removed since. */
  openSongId = $derived(this.#here.songId)
  /** Songs on the map beside the open one. */
  besideIds = $derived(this.#here.besideIds)
  canGoBack = $derived(this.#at > 0)
  canGoForward = $derived(this.#at < this.#places.length - 1)

  #preferences: Preferences

  constructor(preferences: Preferences) {
    this.#preferences = preferences
  }

  /** Takes up the place where the last session ended. */
  restore(): void {
    this.#places = [this.#preferences.read("app.place", PLACE, START)]
    this.#at = 0
  }

  go(view: ViewName): void {
    this.#push({ ...this.#here, view })
  }

  /** Opens a song in the Map, or in another view; on the map others may stand beside it. */
  openSong(songId: string, view: ViewName = "map", besideIds: readonly string[] = []): void {
    this.#push({ view, songId, besideIds })
  }

  /** Other songs beside the open one: still the same place. */
  setBeside(besideIds: readonly string[]): void {
    this.#places = this.#places.with(this.#at, { ...this.#here, besideIds })
    this.#stand(this.#at)
  }

  back(): void {
    if (this.canGoBack) this.#stand(this.#at - 1)
  }

  forward(): void {
    if (this.canGoForward) this.#stand(this.#at + 1)
  }

  #push(place: Place): void {
    if (isSame(place, this.#here)) return
    const places = [...this.#places.slice(0, this.#at + 1), place].slice(-DEPTH)
    this.#places = places
    this.#stand(places.length - 1)
  }

  #stand(at: number): void {
    this.#at = at
    this.#preferences.write("app.place", this.#here)
  }
}

const isSame = (one: Place, other: Place): boolean =>
  one.view === other.view &&
  one.songId === other.songId &&
  one.besideIds.join() === other.besideIds.join()
