/** The hand that taps a tempo: shown while it taps, given once it rests. */
import { TAP_PAUSE_MS, tappedBpm, withTap } from "./model/tap-tempo.ts"

export class TempoTaps {
  /** Quarters a minute of the taps so far; null: there are too few. */
  bpm = $state<number | null>(null)
  #taps: number[] = []
  #timer: ReturnType<typeof setTimeout> | undefined
  #ontempo: (bpm: number) => void

  /** @param ontempo told once, when the hand rests */
  constructor(ontempo: (bpm: number) => void) {
    this.#ontempo = ontempo
  }

  tap(nowMs = performance.now()): void {
    this.#taps = withTap(this.#taps, nowMs)
    const bpm = tappedBpm(this.#taps)
    this.bpm = bpm ?? null
    clearTimeout(this.#timer)
    if (bpm === undefined) return
    this.#timer = setTimeout(() => {
      this.#ontempo(bpm)
      this.#taps = []
      this.bpm = null
    }, TAP_PAUSE_MS)
  }
}
