/** What can be done with songs. Each says when it fails, in words, and can be undone and done again. */
import type { Song } from "#shared/contract/index.ts"
import type { Edit, Studio } from "../../session/index.ts"
import { countText } from "../../ui/index.ts"

type Field = "title" | "artist" | "tags"
type Move = "library.remove" | "library.restore"

/** Which song follows when these leave the list: the selection and the focus go there. */
export type SongAfter = (gone: ReadonlySet<string>) => string | null

const MOVES = {
  "library.remove": { label: "Remove", failed: "could not be removed.", back: "library.restore" },
  "library.restore": { label: "Restore", failed: "could not be restored.", back: "library.remove" },
} as const satisfies Record<Move, { label: string; failed: string; back: Move }>

/** Hides songs; the toast and undo bring them back, and so does the list of removed songs for 30 days. */
export async function removeSongs(
  studio: Studio,
  songs: readonly Song[],
  songAfter: SongAfter,
): Promise<void> {
  const { history, toasts } = studio
  let toastId = 0
  const edit = await moveSongs(studio, songs, {
    how: "library.remove",
    songAfter,
    onUndo: () => toasts.dismiss(toastId),
  })
  if (!edit) return
  const failed = (error: unknown): void => toasts.error(error, "Not everything could be restored.")
  const action = { label: "Undo", run: () => history.undoOnly(edit).catch(failed) }
  toastId = toasts.show(edit.label.replace(/^Remove/, "Removed"), { action })
}

export async function restoreSongs(
  studio: Studio,
  songs: readonly Song[],
  songAfter: SongAfter,
): Promise<void> {
  await moveSongs(studio, songs, { how: "library.restore", songAfter })
}

interface MoveOptions {
  how: Move
  songAfter: SongAfter
  onUndo?(): void
}

async function moveSongs(
  studio: Studio,
  songs: readonly Song[],
  { how, songAfter, onUndo }: MoveOptions,
): Promise<Edit | null> {
  const { engine, history, toasts } = studio
  const { label, failed, back } = MOVES[how]
  const next = songAfter(new Set(songs.map(({ id }) => id)))
  const moved: Song[] = []
  try {
    for (const song of songs) {
      await engine[how]({ songId: song.id })
      moved.push(song)
    }
  } catch (error) {
    toasts.error(error, `${named(songs[moved.length])} ${failed}`)
  }
  if (moved.length === 0) return null
  const ids = moved.map(({ id }) => id)
  const moveAll = async (to: Move): Promise<void> => {
    for (const songId of ids) await engine[to]({ songId })
  }
  select(studio, next)
  const edit: Edit = {
    label: `${label} ${namedAll(moved)}`,
    undo: async () => {
      await moveAll(back)
      onUndo?.()
      select(studio, ...ids)
    },
    redo: async () => {
      const following = songAfter(new Set(ids))
      await moveAll(how)
      select(studio, following)
    },
  }
  history.record(edit)
  return edit
}

/** Elsewhere the selection is of something else and stays as it is. */
function select({ navigation, selection }: Studio, ...ids: (string | null)[]): void {
  if (navigation.view !== "library") return
  selection.set(
    "song",
    ids.filter((id) => id !== null),
  )
}

export async function renameSong(studio: Studio, song: Song, title: string): Promise<void> {
  const wanted = title.trim()
  if (wanted === "") return
  await change(studio, [song], "title", {
    label: `Rename ${named(song)}`,
    to: (own) => (own === wanted ? null : wanted),
  })
}

export async function setArtist(studio: Studio, song: Song, artist: string): Promise<void> {
  const wanted = artist.trim()
  await change(studio, [song], "artist", {
    label: `Artist of ${named(song)}`,
    to: (own) => (own === wanted ? null : wanted),
  })
}

/** Tags are lower case and without repetition, so that "Dusk" and "dusk" are one filter. */
export async function addTag(studio: Studio, songs: readonly Song[], tag: string): Promise<void> {
  const wanted = tag.trim().toLowerCase().slice(0, 60)
  if (wanted === "") return
  await change(studio, songs, "tags", {
    label: `Tag ${namedAll(songs)}`,
    to: (own) => (own.includes(wanted) ? null : [...own, wanted]),
  })
}

export async function removeTag(
  studio: Studio,
  songs: readonly Song[],
  tag: string,
): Promise<void> {
  await change(studio, songs, "tags", {
    label: `Untag ${namedAll(songs)}`,
    to: (own) => (own.includes(tag) ? own.filter((other) => other !== tag) : null),
  })
}

interface Change<F extends Field> {
  label: string
  /** What becomes of a song's own value; null: it stays. */
  to(own: Song[F]): Song[F] | null
}

/** Changes one field of songs, from what the engine has now: two quick changes build on each other. */
async function change<F extends Field>(
  { engine, history, toasts }: Studio,
  songs: readonly Song[],
  field: F,
  { label, to }: Change<F>,
): Promise<void> {
  const done: { songId: Song["id"]; before: Song[F]; after: Song[F] }[] = []
  for (const { id: songId, title } of songs) {
    try {
      const { [field]: before } = await engine["library.song"]({ songId })
      const after = to(before)
      if (after === null) continue
      await engine["library.update"]({ songId, [field]: after })
      done.push({ songId, before, after })
    } catch (error) {
      toasts.error(error, `“${title}” was not changed.`)
      break
    }
  }
  if (done.length === 0) return
  const write = async (which: "before" | "after"): Promise<void> => {
    for (const { songId, [which]: value } of done)
      await engine["library.update"]({ songId, [field]: value })
  }
  history.record({ label, undo: () => write("before"), redo: () => write("after") })
}

const named = (song: Song | undefined): string => `“${song?.title ?? "The song"}”`
const namedAll = (songs: readonly Song[]): string =>
  songs.length === 1 ? named(songs[0]) : countText(songs.length, "song")
