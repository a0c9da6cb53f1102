/** Where a run of pieces is, given the clock. Pure: the same numbers serve the strip, the map and the playhead. */
import { lastAtOrBefore } from "#shared/sorted.ts"

export interface RunItem<T> {
  what: T
  startSeconds: number
  endSeconds: number
}

export class PlayingRun<T> {
  readonly items: readonly RunItem<T>[]
  /** Offsets in output seconds, items + 1. */
  readonly starts: Float64Array
  /** Context time of its first sample; null until the audio thread has told. */
  startedAt: number | null = null

  constructor(items: readonly RunItem<T>[], rateHz: number) {
    this.items = items
    this.starts = new Float64Array(items.length + 1)
    let seconds = 0
    items.forEach(({ startSeconds, endSeconds }, i) => {
      seconds += endSeconds - startSeconds
      this.starts[i + 1] = Math.round(seconds * rateHz) / rateHz
    })
  }

  get lengthSeconds(): number {
    return this.starts[this.items.length] ?? 0
  }

  /** Seconds since its first sample was heard: 0 before. */
  elapsed(heardSeconds: number): number {
    return this.startedAt === null ? 0 : Math.max(0, heardSeconds - this.startedAt)
  }

  isOver(heardSeconds: number): boolean {
    return this.startedAt !== null && this.elapsed(heardSeconds) >= this.lengthSeconds
  }

  /** The item that sounds, and the second of its part that does. */
  at(heardSeconds: number): { index: number; item: RunItem<T>; seconds: number } | null {
    const elapsed = this.elapsed(heardSeconds)
    const index = Math.min(Math.max(0, lastAtOrBefore(this.starts, elapsed)), this.items.length - 1)
    const item = this.items[index]
    if (!item) return null
    const seconds = item.startSeconds + elapsed - (this.starts[index] ?? 0)
    return { index, item, seconds: Math.min(seconds, item.endSeconds) }
  }
}
