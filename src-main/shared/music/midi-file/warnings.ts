/** Keeps what was mended in a file: the first ones in words, the rest as a number, so that a file of errors stays small. */
const MOST_KEPT = 50

export class MidiWarnings {
  #kept: string[] = []
  #more = 0

  /** `place` is such as "track 3, byte 1204"; `sentence` says what was wrong and what was done about it. */
  add(place: string, sentence: string): void {
    if (this.#kept.length < MOST_KEPT) this.#kept.push(`${place}: ${sentence}`)
    else this.#more++
  }

  /** Takes over those of a part that was read on trial. */
  take(other: MidiWarnings): void {
    for (const warning of other.#kept) {
      if (this.#kept.length < MOST_KEPT) this.#kept.push(warning)
      else this.#more++
    }
    this.#more += other.#more
  }

  list(): string[] {
    return this.#more === 0 ? this.#kept : [...this.#kept, `and ${this.#more} more`]
  }
}

export const inBytes = (count: number): string => (count === 1 ? "1 byte" : `${count} bytes`)
