/** The takes of hands in the library: played, listed, heard again. */
import type { KeptTake } from "#shared/contract/index.ts"
import { deckEventsOfPlayed, snapshotOfPlayed } from "#shared/gesture/index.ts"
import { HandRecorder, type Decks } from "../../audio/index.ts"
import type { Studio } from "../../session/index.ts"
import type { DeckState } from "./deck-state.svelte.ts"
import { TakeEditing } from "./takes/editing.svelte.ts"
import { importTake } from "./takes/take-files.ts"

export class DeckTakes {
  all = $state.raw<readonly KeptTake[]>([])
  /** Whether models may learn from what is played from now on. */
  mayTrain = $state(false)
  /** A file of bytes whose controller is to be said; null where none is. */
  asked = $state.raw<{ name: string; answer(profileId: string | undefined): void } | null>(null)
  readonly recorder: HandRecorder
  readonly editing: TakeEditing
  /** Ends what the take is kept of, and the take with it. */
  onEnd: (() => Promise<void>) | null = null
  #studio: Studio

  constructor(studio: Studio, decks: Decks) {
    this.#studio = studio
    this.editing = new TakeEditing({ studio, decks, onchange: () => void this.open() })
    const say = (error: unknown): void =>
      studio.toasts.error(error, "The take ends here: no more of it could be kept.")
    this.recorder = new HandRecorder({
      ...{ engine: studio.engine, rateHz: () => decks.rateHz, onProblem: say },
    })
  }

  async open(): Promise<void> {
    try {
      this.all = await this.#studio.engine["gestures.takes"]({})
    } catch (error) {
      this.#studio.toasts.error(error, "The takes could not be read.")
    }
  }

  /** Begins a take of the shown deck, or ends the one that is played. */
  async toggle(deck: DeckState): Promise<void> {
    try {
      if (!this.recorder.take) {
        await this.recorder.start(deck.player, this.mayTrain)
        return
      }
      await (this.onEnd ?? (() => this.recorder.stop()))()
    } catch (error) {
      this.#studio.toasts.error(error, "No take could be kept.")
    }
    await this.open()
  }

  /** Puts on what lay on the record, and plays what the deck did. */
  async play(deck: DeckState, { id, partId }: KeptTake): Promise<void> {
    try {
      const { player } = deck
      deck.timecode.stop()
      const part = partId ? this.#studio.library.part(partId) : undefined
      if (part && player.part?.id !== part.id) await player.load(part)
      const { start, events, frames } = await this.#studio.engine["gestures.played"]({ takeId: id })
      player.replay(snapshotOfPlayed(start), deckEventsOfPlayed(events), frames)
    } catch (error) {
      this.#studio.toasts.error(error, "The take could not be played.")
    }
  }

  /** Puts on what lay on the record, and opens the take to be changed. */
  async edit(deck: DeckState, take: KeptTake): Promise<void> {
    const part = take.partId ? this.#studio.library.part(take.partId) : undefined
    if (part && deck.player.part?.id !== part.id) await deck.player.load(part)
    await this.editing.open(take)
  }

  /** Keeps the takes that files hold; those that cannot be read are said. */
  async importFiles(files: readonly File[], deck: DeckState): Promise<void> {
    const read: KeptTake[] = []
    for (const file of files) {
      const take = await importTake(this.#studio, file, (name) => this.#ask(name))
      if (take) read.push(take)
    }
    await this.open()
    const [one] = read
    if (!one) return
    const what = read.length === 1 ? one.title : `${read.length} takes`
    const learning = read.some(({ mayTrain }) => mayTrain) ? "may" : "may not"
    // Its name, session and consent are asked where they can be seen and changed.
    const them = read.length === 1 ? "it" : "them"
    this.#studio.toasts.show(`${what} imported. Models ${learning} learn from ${them}.`, {
      ...(read.length === 1
        ? { action: { label: "Edit", run: () => void this.edit(deck, one) } }
        : {}),
    })
  }

  #ask(name: string): Promise<string | undefined> {
    return new Promise((resolve) => {
      const answer = (profileId: string | undefined): void => {
        this.asked = null
        resolve(profileId)
      }
      this.asked = { name, answer }
    })
  }

  async remove({ id, title }: KeptTake): Promise<void> {
    const { engine, history, toasts } = this.#studio
    const change = async (isRemoved: boolean): Promise<void> => {
      await engine[isRemoved ? "gestures.remove" : "gestures.restore"]({ takeId: id })
      await this.open()
    }
    try {
      await change(true)
      history.record({
        ...{ label: `Remove ${title}`, undo: () => change(false), redo: () => change(true) },
      })
    } catch (error) {
      toasts.error(error, "The take could not be removed.")
    }
  }
}
