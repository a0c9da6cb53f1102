/** What is dropped on the Deck: a song of the library lies on the record then, files of takes are kept, gestures are heard. */
import type { KeptTake, Part } from "#shared/contract/index.ts"
import { GESTURE_TYPE, SONGS_TYPE } from "../../session/index.ts"
import type { DeckState } from "./deck-state.svelte.ts"

const TAKES = /\.(json|csv|sml|xml|midi?)$/i

interface Drops {
  ondragover(event: DragEvent): void
  /** Files that are no takes are left to the window, which imports sounds. */
  ondrop(event: DragEvent): void
}

export interface TakeOnRecord {
  readonly take: KeptTake
  /** To hear it on where nothing lies on the deck. */
  readonly record: Part
}

/** @param ongesture keeps a gesture that is dragged as text, as a take */
export function deckDrops(
  deck: DeckState,
  ongesture: (text: string) => Promise<TakeOnRecord>,
): Drops {
  return {
    ondragover(event) {
      const { dataTransfer } = event
      const { types = [] } = dataTransfer ?? {}
      if (!dataTransfer || !(types.includes(SONGS_TYPE) || types.includes(GESTURE_TYPE))) return
      event.preventDefault()
      dataTransfer.dropEffect = "copy"
    },
    ondrop(event) {
      const { dataTransfer } = event
      const [songId] = dataTransfer?.getData(SONGS_TYPE).split("\n") ?? []
      const takes = [...(dataTransfer?.files ?? [])].filter(({ name }) => TAKES.test(name))
      const gesture = dataTransfer?.getData(GESTURE_TYPE) ?? ""
      if (!songId && takes.length === 0 && gesture === "") return
      event.preventDefault()
      if (gesture !== "") void hearDropped(deck, () => ongesture(gesture))
      if (songId) void putOn(deck, songId)
      if (takes.length > 0) void deck.takes.importFiles(takes, deck)
    },
  }
}

async function hearDropped(deck: DeckState, find: () => Promise<TakeOnRecord>): Promise<void> {
  try {
    await hear(deck, await find())
  } catch (error) {
    deck.studio.toasts.error(error, "The gesture could not be played.")
  }
}

export async function hear(deck: DeckState, { take, record }: TakeOnRecord): Promise<void> {
  await deck.takes.open()
  if (deck.player.part === null) await deck.load(record)
  await deck.takes.play(deck, take)
}

/** A take that is edited is heard on it at once. */
async function putOn(deck: DeckState, songId: string): Promise<void> {
  const part = deck.studio.library.song(songId)?.parts[0]
  if (!part) return
  await deck.load(part)
  const { editing } = deck.takes
  if (editing.gesture) editing.hear(deck.player, editing.gesture)
}
