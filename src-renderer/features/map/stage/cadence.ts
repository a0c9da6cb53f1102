/** When a frame is drawn, and when in full: where the CPU draws, motion must not make the hand wait. */

/** What is left out in motion comes when nothing has moved for so long. */
const REST_MS = 180

export class Cadence {
  #isAtRest = true
  #changedMs = 0

  /** Is a frame still to come though nothing moves? */
  get isUnderWay(): boolean {
    return !this.#isAtRest
  }

  /** What is to be drawn now? Whoever gets an answer draws. */
  next(
    nowMs: number,
    { hasChanged, savesInMotion }: { hasChanged: boolean; savesInMotion: boolean },
  ): "nothing" | "sparing" | "full" {
    const isDue = hasChanged || (!this.#isAtRest && nowMs - this.#changedMs > REST_MS)
    if (!isDue) return "nothing"
    this.#isAtRest = !(hasChanged && savesInMotion)
    this.#changedMs = nowMs
    return this.#isAtRest ? "full" : "sparing"
  }
}
