/** Which frame of the audio context belongs to a moment on the page's clock. */
const WINDOW_MS = 5000

/**
 * The context's time, read on the page, is that of the block made last: late by up to a block, never early. The greatest
 * lead of the context within the last seconds is the true one; two windows follow what drifts between the two clocks.
 */
export class AudioClock {
  #rateHz: number
  #lead = -Infinity
  #lastLead = -Infinity
  #since = -Infinity

  constructor(rateHz: number) {
    this.#rateHz = rateHz
  }

  /**
   * @param nowMs clock of `performance.now()` at the moment when the other was read
   * @param contextSeconds `AudioContext.currentTime`
   */
  note(nowMs: number, contextSeconds: number): void {
    const lead = contextSeconds - nowMs / 1000
    if (nowMs - this.#since > WINDOW_MS) {
      this.#lastLead = this.#lead
      this.#lead = lead
      this.#since = nowMs
    } else this.#lead = Math.max(this.#lead, lead)
  }

  /** @returns a frame, maybe between two; NaN before anything was noted */
  frameAt(ms: number): number {
    const lead = Math.max(this.#lead, this.#lastLead)
    return lead === -Infinity ? NaN : (ms / 1000 + lead) * this.#rateHz
  }
}
