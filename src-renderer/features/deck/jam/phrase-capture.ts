/** What the hand plays on a deck from now on, out of the deck's own events. The partner's are none of it. */
import type { DeckEvent } from "#shared/dsp/deck/index.ts"
import { gestureOfPlayed, type Gesture, type Played } from "#shared/gesture/index.ts"
import type { DeckPlayer } from "../../../audio/index.ts"

/** Fader moves of a hand that plays on a record which the motor turns. */
const FADER_MOVES = 3
/** Record speed below which nothing is heard (scratch.md 5). */
const SOUNDING = 0.1
const OPEN = 0.05

interface Begun {
  readonly frame: number
  readonly start: Played["start"]
}

export interface Captured {
  readonly gesture: Gesture
  /** Of the context, the gesture's second 0. */
  readonly startFrame: number
  /** Of its time somebody could be heard, 0..1. */
  readonly soundingShare: number
}

export class PhraseCapture {
  #player: DeckPlayer
  #events: DeckEvent[] = []
  #begun: Begun | null = null
  #stop: () => void
  #seen = 0
  #sounding = 0
  #fader = 1

  constructor(player: DeckPlayer) {
    this.#player = player
    this.#fader = player.fader
    this.#stop = player.told.add({
      happened: (events) => {
        this.#events.push(...events)
        for (const event of events) if (event.kind === "fader") this.#fader = event.place
      },
      place: ({ speed }) => {
        this.#seen++
        if (Math.abs(speed) > SOUNDING && this.#fader > OPEN) this.#sounding++
      },
    })
    void player.mark().then((begun) => {
      this.#begun = begun
      this.#events = this.#events.filter(({ frame }) => frame >= begun.frame)
    })
  }

  close(): void {
    this.#stop()
  }

  /** Null where no hand played. @param untilFrame of the context */
  taken(rateHz: number, untilFrame: number): Captured | null {
    const begun = this.#begun
    if (!begun || !this.#isPlayed(begun)) return null
    const events = this.#events
      .map((event) => ({ ...event, frame: event.frame - begun.frame }))
      .filter(({ frame }) => frame >= 0)
    const frames = Math.max(0, Math.min(untilFrame, this.#player.toldFrame) - begun.frame)
    const played = { rateHz, frames: Math.floor(frames), start: begun.start, events }
    return {
      gesture: gestureOfPlayed(played),
      startFrame: begun.frame,
      soundingShare: this.#seen === 0 ? 0 : this.#sounding / this.#seen,
    }
  }

  #isPlayed({ start }: Begun): boolean {
    const held =
      start.isHeld || this.#events.some((event) => event.kind === "touch" && event.isHeld)
    const moves = this.#events.filter(({ kind }) => kind === "fader").length
    return held || moves >= FADER_MOVES
  }
}
