/** The songs of the library as the engine has them, fetched again whenever the engine says that they changed. */
import { toStudioError, type Part, type Song, type StudioContract } from "#shared/contract/index.ts"
import type { Connection } from "./connection.svelte.ts"

export class LibraryResource {
  songs = $state.raw<Song[]>([])
  removed = $state.raw<Song[]>([])
  /** False until the first answer: show skeletons, not an empty state. */
  isLoaded = $state(false)
  /** A sentence when the library cannot be read; the songs shown are then the last ones known. */
  problem = $state<string | null>(null)
  /** Rises with every change of songs, parts, chunks or maps; -1 before the first event. */
  revision = $state(-1)

  #byId = $derived(new Map(this.songs.map((song) => [song.id, song])))
  #partById = $derived(
    new Map(this.songs.flatMap((song) => song.parts.map((part) => [part.id, part] as const))),
  )
  #partByHash = $derived(
    new Map(
      [...this.removed, ...this.songs].flatMap(({ parts }) =>
        parts.map((part) => [part.mediaHash, part] as const),
      ),
    ),
  )
  #connection: Connection<StudioContract>
  #isFetching = false
  #isStale = false

  constructor(connection: Connection<StudioContract>) {
    this.#connection = connection
  }

  song(songId: string | null | undefined): Song | undefined {
    return songId ? this.#byId.get(songId as Song["id"]) : undefined
  }

  part(partId: string | null | undefined): Part | undefined {
    return partId ? this.#partById.get(partId as Part["id"]) : undefined
  }

  /**
   * The part that a project's recording is: the one it names, else one with the same content, as on another computer. Songs
   * that were removed are kept for a while, and so they still sound.
   */
  recording({ songPartId, sha256 }: { songPartId?: string | undefined; sha256: string }) {
    return this.part(songPartId) ?? this.#partByHash.get(sha256)
  }

  /** Starts to follow the library; returns the function that stops. */
  open(): () => void {
    void this.refresh()
    return this.#connection.follow("library.changes", {}, ({ revision }) => {
      this.revision = revision
      void this.refresh()
    })
  }

  /** Fetches anew. Changes during a fetch lead to one more, never to many at once. */
  async refresh(): Promise<void> {
    this.#isStale = true
    if (this.#isFetching) return
    this.#isFetching = true
    try {
      while (this.#isStale) {
        this.#isStale = false
        await this.#fetch()
      }
    } finally {
      this.#isFetching = false
    }
  }

  async #fetch(): Promise<void> {
    const { client } = this.#connection
    try {
      const [songs, removed] = await Promise.all([
        client["library.list"]({}),
        client["library.list"]({ removed: true }),
      ])
      this.songs = songs
      this.removed = removed
      this.isLoaded = true
      this.problem = null
    } catch (error) {
      const failure = toStudioError(error)
      if (failure.code !== "engine-lost") this.problem = failure.message
      else this.#isStale = true
    }
  }
}
