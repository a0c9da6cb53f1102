/** What is dropped on the Deck: a song of the library lies on the record then, files of takes are kept. */
import { SONGS_TYPE } from "../../session/index.ts"
import type { DeckState } from "./deck-state.svelte.ts"

const TAKES = /\.(json|csv|sml|xml|midi?)$/i

interface Drops {
  ondragover(event: DragEvent): void
  /** Files that are no takes are left to the window, which imports sounds. */
  ondrop(event: DragEvent): void
}

export function deckDrops(deck: DeckState): Drops {
  return {
    ondragover(event) {
      const { dataTransfer } = event
      if (!dataTransfer?.types.includes(SONGS_TYPE)) return
      event.preventDefault()
      dataTransfer.dropEffect = "copy"
    },
    ondrop(event) {
      const { dataTransfer } = event
      const [songId] = dataTransfer?.getData(SONGS_TYPE).split("\n") ?? []
      const takes = [...(dataTransfer?.files ?? [])].filter(({ name }) => TAKES.test(name))
      if (!songId && takes.length === 0) return
      event.preventDefault()
      if (songId) void putOn(deck, songId)
      if (takes.length > 0) void deck.takes.importFiles(takes, deck)
    },
  }
}

/** A take that is edited is heard on it at once. */
async function putOn(deck: DeckState, songId: string): Promise<void> {
  const part = deck.studio.library.song(songId)?.parts[0]
  if (!part) return
  await deck.load(part)
  const { editing } = deck.takes
  if (editing.gesture) editing.hear(deck.player, editing.gesture)
}
