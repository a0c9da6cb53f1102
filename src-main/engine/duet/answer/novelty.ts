/** What keeps an answer from what the model learnt by heart, as logits of pitches. */
import type { LearntRuns } from "../../symbolic/index.ts"

interface Onset {
  startTicks: number
  pitch: number
}

/** Of a note that would end a run as it was learnt: others are taken, where the model knows any. */
const COST = 6

export class Novelty {
  readonly #learnt: LearntRuns | undefined
  /** The highest and the lowest notes so far, one at a time. */
  readonly #lines: { side: 1 | -1; onsets: Onset[] }[] = [
    { side: 1, onsets: [] },
    { side: -1, onsets: [] },
  ]

  /** @param learnt undefined for a model of which it is not known */
  constructor(learnt: LearntRuns | undefined) {
    this.#learnt = learnt
  }

  played(pitch: number, startTicks: number): void {
    for (const { side, onsets } of this.#lines) {
      const last = onsets.at(-1)
      if (last?.startTicks !== startTicks) onsets.push({ startTicks, pitch })
      else if (side * (pitch - last.pitch) > 0) last.pitch = pitch
    }
  }

  /** Adds to the logit of each pitch of a note at a place. */
  weigh(startTicks: number, logits: Float32Array): void {
    if (!this.#learnt) return
    for (const { side, onsets } of this.#lines) {
      const last = onsets.at(-1)
      const isTogether = last?.startTicks === startTicks
      const before = isTogether ? onsets.slice(0, -1) : onsets
      const endsRun = this.#learnt.endings(before, startTicks)
      for (let pitch = 0; pitch < logits.length; pitch++) {
        const isOfLine = !isTogether || side * (pitch - last.pitch) > 0
        if (isOfLine && endsRun(pitch)) logits[pitch]! -= COST
      }
    }
  }
}
