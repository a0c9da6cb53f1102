/** The take that is being edited: shown, changed with undo, kept by itself soon after each change. */
import { untrack } from "svelte"
import type { KeptTake, Part } from "#shared/contract/index.ts"
import {
  deckEventsOfPlayed,
  gestureOfNumbers,
  numbersOfGesture,
  playedOfGesture,
  snapshotOfPlayed,
  type Gesture,
} from "#shared/gesture/index.ts"
import type { DeckPlayer, Decks } from "../../../audio/index.ts"
import type { Studio } from "../../../session/index.ts"

const KEEP_AFTER_MS = 400
/** Of the picture of what lies on the record. */
const PAIRS = 16_384
const USUAL_RATE_HZ = 48_000

export interface RecordPicture {
  peaks: Float32Array
  pairsPerSecond: number
}

export type TakeWords = Partial<
  Pick<KeptTake, "title" | "session" | "tags" | "notes" | "beats" | "mayTrain">
>

interface Options {
  studio: Studio
  decks: Decks
  /** A take is said to be something else now. */
  onchange(): void
}

export class TakeEditing {
  take = $state.raw<KeptTake | null>(null)
  /** What it is now: edited, or as it was played. */
  gesture = $state.raw<Gesture | null>(null)
  record = $state.raw<RecordPicture | null>(null)
  #options: Options
  /** Null while it is as it was played. */
  #edited: Gesture | null = null
  #unkept: { takeId: KeptTake["id"]; edited: Gesture | null } | null = null
  #heard: { fromSeconds: number; seconds: number; startMs: number } | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #keeping: Promise<void> = Promise.resolve()

  constructor(options: Options) {
    this.#options = options
  }

  async open(take: KeptTake): Promise<void> {
    await this.close()
    const gesture = await this.#gestureOf(take.id)
    if (!gesture) return
    this.#edited = take.isEdited ? gesture : null
    this.gesture = gesture
    this.take = take
  }

  /** What lies on the record, to be seen under the curve. */
  async showRecord(part: Part | null): Promise<void> {
    this.record = null
    if (!part || part.durationSeconds === 0) return
    try {
      const peaks = await this.#options.studio.peaks.get(part, PAIRS)
      this.record = { peaks, pairsPerSecond: peaks.length / 2 / part.durationSeconds }
    } catch (error) {
      this.#options.studio.toasts.error(error, "The record could not be drawn.")
    }
  }

  async close(): Promise<void> {
    await this.keepNow()
    this.take = null
    this.gesture = null
    this.#edited = null
    this.#heard = null
  }

  /** One change, that can be undone also when something else is shown. */
  edit(gesture: Gesture, label: string): void {
    const { take } = this
    if (!take) return
    const [before, after] = [this.#edited, gesture]
    this.#put(take.id, after)
    this.#record(`${label}, ${take.title}`, take.id, before, after)
  }

  /** What was edited goes; it comes back by undo. */
  backToPlayed(): void {
    const { take } = this
    if (!take || !this.#edited) return
    this.#record(`Back to what was played, ${take.title}`, take.id, this.#edited, null)
    this.#put(take.id, null)
    void this.keepNow()
  }

  #record(label: string, id: KeptTake["id"], before: Gesture | null, after: Gesture | null): void {
    const put = async (edited: Gesture | null): Promise<void> => {
      this.#put(id, edited)
      await this.keepNow()
    }
    this.#options.studio.history.record({ label, undo: () => put(before), redo: () => put(after) })
  }

  #put(takeId: KeptTake["id"], edited: Gesture | null): void {
    if (this.#unkept && this.#unkept.takeId !== takeId) void this.keepNow()
    this.#unkept = { takeId, edited }
    if (untrack(() => this.take)?.id === takeId) {
      this.#edited = edited
      if (edited) this.gesture = edited
    }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.keepNow(), KEEP_AFTER_MS)
  }

  /** On disk when it is done. */
  keepNow(): Promise<void> {
    clearTimeout(this.#timer)
    const unkept = this.#unkept
    this.#unkept = null
    if (unkept) this.#keeping = this.#keeping.then(() => this.#keep(unkept.takeId, unkept.edited))
    return this.#keeping
  }

  async #keep(takeId: KeptTake["id"], edited: Gesture | null): Promise<void> {
    const { studio, onchange } = this.#options
    try {
      const numbers = edited && numbersOfGesture(edited)
      const take = await studio.engine["gestures.edit"]({ takeId, numbers })
      if (this.take?.id === takeId) {
        this.take = take
        if (!edited) this.gesture = (await this.#gestureOf(takeId)) ?? this.gesture
      }
      onchange()
    } catch (error) {
      studio.toasts.error(error, "The change could not be kept. It stays on screen.")
    }
  }

  /** What people say about it; undone like an edit. */
  async say(words: TakeWords, label: string): Promise<void> {
    const { take } = this
    if (!take) return
    const { studio, onchange } = this.#options
    const before: TakeWords = Object.fromEntries(
      Object.keys(words).map((name) => [name, take[name as keyof TakeWords]]),
    )
    const put = async (said: TakeWords): Promise<void> => {
      const kept = await studio.engine["gestures.update"]({ takeId: take.id, ...said })
      if (this.take?.id === take.id) this.take = kept
      onchange()
    }
    try {
      await put(words)
      studio.history.record({
        ...{ label, undo: () => put(before), redo: () => put(words) },
      })
    } catch (error) {
      studio.toasts.error(error, "What you said about the take could not be kept.")
    }
  }

  /** When in the take is heard now; null where nothing of it is. */
  heardSeconds(): number | null {
    if (!this.#heard) return null
    const { fromSeconds, seconds, startMs } = this.#heard
    const gone = (performance.now() - startMs) / 1000
    if (gone >= seconds) this.#heard = null
    return this.#heard && fromSeconds + gone
  }

  /**
   * On what lies on a deck; afterwards the hand is off the record.
   * @param fromSeconds when in the take the part begins
   */
  hear(player: DeckPlayer, gesture: Gesture, fromSeconds = 0): void {
    const rateHz = this.#options.decks.rateHz ?? USUAL_RATE_HZ
    const { start, events, frames } = playedOfGesture(gesture, rateHz)
    player.replay(snapshotOfPlayed(start), deckEventsOfPlayed(events), frames)
    const startMs = performance.now()
    this.#heard = { fromSeconds, seconds: gesture.durationSeconds, startMs }
  }

  async #gestureOf(takeId: KeptTake["id"]): Promise<Gesture | null> {
    const { studio } = this.#options
    try {
      const { numbers } = await studio.engine["gestures.gesture"]({ takeId })
      return gestureOfNumbers(numbers)
    } catch (error) {
      studio.toasts.error(error, "The take could not be read.")
      return null
    }
  }
}
