/**
 * Which second of the context was heard at a moment of the page's clock. The system tells it in steps of a block and late by
 * chance, never early: the earliest line of the last moments is the clock, and the rest is jitter. Pure.
 */
const MOST_SAMPLES = 64

export class HeardClock {
  /** Context seconds minus page seconds. */
  #offsets: number[] = []

  /** What the system says at this moment. */
  sample(atMs: number, heardSeconds: number): void {
    this.#offsets.push(heardSeconds - atMs / 1000)
    if (this.#offsets.length > MOST_SAMPLES) this.#offsets.shift()
  }

  /** Undefined before the first sample. */
  heardAt(atMs: number): number | undefined {
    if (this.#offsets.length === 0) return undefined
    return Math.max(...this.#offsets) + atMs / 1000
  }

  /** When it is heard, on the page's clock; undefined before the first sample. */
  msAt(heardSeconds: number): number | undefined {
    if (this.#offsets.length === 0) return undefined
    return (heardSeconds - Math.max(...this.#offsets)) * 1000
  }

  forget(): void {
    this.#offsets = []
  }
}
