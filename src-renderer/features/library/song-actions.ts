/** What can be done with songs. Each says when it fails, in words, and can be undone where that makes sense. */
import type { Song } from "#shared/contract/index.ts"
import type { Studio } from "../../session/index.ts"

/** Hides songs; the toast brings them back, and so does the list of removed songs for 30 days. */
export async function removeSongs(studio: Studio, songs: readonly Song[]): Promise<void> {
  const { engine, selection, toasts } = studio
  const removed: Song[] = []
  try {
    for (const song of songs) {
      await engine["library.remove"]({ songId: song.id })
      removed.push(song)
    }
  } catch (error) {
    toasts.error(error, `${named(songs[removed.length])} could not be removed.`)
  }
  if (removed.length === 0) return
  const gone = new Set<string>(removed.map(({ id }) => id))
  selection.set(
    "song",
    selection.of("song").filter((id) => !gone.has(id)),
  )
  const action = { label: "Undo", run: () => restoreSongs(studio, removed) }
  toasts.show(`Removed ${removed.length === 1 ? named(removed[0]) : `${removed.length} songs`}`, {
    action,
  })
}

export async function restoreSongs(studio: Studio, songs: readonly Song[]): Promise<void> {
  const { engine, selection, toasts } = studio
  try {
    for (const song of songs) await engine["library.restore"]({ songId: song.id })
    selection.set(
      "song",
      songs.map(({ id }) => id),
    )
  } catch (error) {
    toasts.error(error, "Not everything could be restored.")
  }
}

export async function renameSong(studio: Studio, song: Song, title: string): Promise<void> {
  const wanted = title.trim()
  if (wanted === "" || wanted === song.title) return
  await update(studio, song, { title: wanted })
}

export async function setArtist(studio: Studio, song: Song, artist: string): Promise<void> {
  if (artist.trim() !== song.artist) await update(studio, song, { artist: artist.trim() })
}

export async function addTag(studio: Studio, songs: readonly Song[], tag: string): Promise<void> {
  const wanted = tag.trim().toLowerCase().slice(0, 60)
  if (wanted === "") return
  for (const song of songs)
    if (!song.tags.includes(wanted)) await update(studio, song, { tags: [...song.tags, wanted] })
}

export async function removeTag(
  studio: Studio,
  songs: readonly Song[],
  tag: string,
): Promise<void> {
  for (const song of songs)
    if (song.tags.includes(tag))
      await update(studio, song, { tags: song.tags.filter((other) => other !== tag) })
}

async function update(
  { engine, toasts }: Studio,
  song: Song,
  change: { title?: string; artist?: string; tags?: string[] },
): Promise<void> {
  try {
    await engine["library.update"]({ songId: song.id, ...change })
  } catch (error) {
    toasts.error(error, `${named(song)} was not changed.`)
  }
}

const named = (song: Song | undefined): string => `“${song?.title ?? "The song"}”`
