/** The first song of an empty library opens on the map by itself: a newcomer sees at once what this is about. */
import type { Studio } from "../session/index.ts"

/** Call in a component. Several files at once stay in the library, and so does who is elsewhere already, at work on a project too. */
export function openFirstSong({ jobs, library, navigation }: Studio): void {
  let wasEmpty = false
  $effect(() => {
    if (!library.isLoaded) return
    const { songs, removed } = library
    if (songs.length + removed.length === 0) {
      wasEmpty = true
      return
    }
    const [song] = songs
    const imports = jobs.active.filter(({ kind }) => kind === "import/audio")
    const isAlone = songs.length === 1 && imports.length <= 1
    const isLooking = navigation.view === "library" && navigation.openSongId === null
    if (wasEmpty && song && isAlone && isLooking) navigation.openSong(song.id)
    wasEmpty = false
  })
}
