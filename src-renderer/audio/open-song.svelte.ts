import { untrack } from "svelte"
import type { Studio } from "../session/index.ts"
import type { Transport } from "./transport.svelte.ts"

/** A song that is opened is a song that can be played. */
export function followOpenSong({ library, navigation }: Studio, transport: Transport): void {
  $effect(() => {
    const song = library.song(navigation.openSongId)
    untrack(() => {
      if (!song) transport.setParts([])
      else if (transport.parts[0]?.songId !== song.id) transport.setParts(song.parts)
    })
  })
}
