/** The notes of one phrase while it is played: pairs of key presses and releases, on the seconds of a clock outside. */
import type { PlayedNote } from "../contract/duet.ts"

/** More is no phrase, and no answer could be given to it. */
export const MOST_NOTES = 2048
/** A key that is held longer was let go where nobody heard it. */
export const LONGEST_SECONDS = 10
/** A note that is no shorter than this can be heard and drawn. */
const SHORTEST_SECONDS = 0.01
/** Keys that go down within this are one chord: they make no rhythm. */
const TOGETHER_SECONDS = 0.03
/** Of the latest onsets: how a phrase began says little of how it goes on. */
const INTERVALS = 32

interface Held {
  velocity: number
  atSeconds: number
}

export class PhraseNotes {
  #ended: PlayedNote[] = []
  #held = new Map<number, Held>()
  #intervals: number[] = []
  #lastOnset = -Infinity
  #lastRelease = -Infinity
  #first = Infinity

  /** Of the first key; Infinity before it. */
  get startSeconds(): number {
    return this.#first
  }

  /** When the last key was let go. */
  get releasedSeconds(): number {
    return this.#lastRelease
  }

  get count(): number {
    return this.#ended.length + this.#held.size
  }

  get isHeld(): boolean {
    return this.#held.size > 0
  }

  /** When the key that was pressed first of those that are down will have been held too long; Infinity where none is. */
  get hangsAtSeconds(): number {
    let first = Infinity
    for (const { atSeconds } of this.#held.values()) first = Math.min(first, atSeconds)
    return first + LONGEST_SECONDS
  }

  /** The middle one of the seconds between onsets; 0 where there is no rhythm yet. */
  get medianInterval(): number {
    const sorted = this.#intervals.toSorted((a, b) => a - b)
    return sorted[sorted.length >> 1] ?? 0
  }

  /** @returns whether it belongs to the phrase: one that is full takes no more */
  press(pitch: number, velocity: number, atSeconds: number): boolean {
    this.release(pitch, atSeconds)
    if (this.count >= MOST_NOTES) return false
    this.#held.set(pitch, { velocity, atSeconds })
    this.#first = Math.min(this.#first, atSeconds)
    const interval = atSeconds - this.#lastOnset
    if (interval >= TOGETHER_SECONDS) {
      if (interval < Infinity) this.#intervals.push(interval)
      if (this.#intervals.length > INTERVALS) this.#intervals.shift()
      this.#lastOnset = atSeconds
    }
    return true
  }

  /** A key that is not down is not asked about: its press may have been left out. */
  release(pitch: number, atSeconds: number): void {
    const held = this.#held.get(pitch)
    if (!held) return
    this.#held.delete(pitch)
    this.#ended.push(noteOf(pitch, held, atSeconds))
    this.#lastRelease = Math.max(this.#lastRelease, held.atSeconds, atSeconds)
  }

  /** Lets go of what was held too long by now. */
  releaseHanging(atSeconds: number): void {
    for (const [pitch, held] of this.#held)
      if (atSeconds - held.atSeconds >= LONGEST_SECONDS)
        this.release(pitch, held.atSeconds + LONGEST_SECONDS)
  }

  /** By their starts, the first at 0; keys that are down end now. */
  notes(atSeconds: number): PlayedNote[] {
    const all = [...this.#ended]
    for (const [pitch, held] of this.#held) all.push(noteOf(pitch, held, atSeconds))
    const first = this.#first
    return all
      .map((note) => ({ ...note, startSeconds: note.startSeconds - first }))
      .sort((a, b) => a.startSeconds - b.startSeconds || a.pitch - b.pitch)
  }
}

const noteOf = (pitch: number, { velocity, atSeconds }: Held, endSeconds: number): PlayedNote => ({
  ...{ pitch, velocity, startSeconds: atSeconds },
  lengthSeconds: Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, endSeconds - atSeconds)),
})
