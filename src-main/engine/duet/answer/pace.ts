/** What makes an answer sparser or denser than its model would have it, as logits of where its next note begins and how long it is. */
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { COMPOUND, LENGTH_STEPS, GRID_TICKS } from "../../symbolic/index.ts"
import type { Place } from "./place.ts"
import { DURATION, POSITION, TYPE } from "./write-row.ts"

/** Logits that a step twice or half as long as wanted costs, for each doubling of the density that is asked for. */
const STEP_COST = 3
/** A length says less: notes may be short, or sound on. */
const LENGTH_SHARE = 0.5
/** Nobody plays more, nor fewer. */
const [LEAST_A_BEAT, MOST_A_BEAT] = [0.125, 8]
/** Chords under a melody begin so much less often than its notes. */
const CHORDAL_SHARE = 0.6

export class Pace {
  readonly #stepTicks: number
  readonly #cost: number
  readonly #isChordal: boolean
  /** Of the last start; null before the first. */
  #lastTicks: number | null = null

  /**
   * @param notesABeat of the call
   * @param density against it: 1 leaves the model alone
   * @param isChordal notes that begin together are one step
   */
  constructor(notesABeat: number, density: number, isChordal: boolean) {
    const steps = notesABeat * density * (isChordal ? CHORDAL_SHARE : 1)
    const wanted = Math.min(MOST_A_BEAT, Math.max(LEAST_A_BEAT, steps))
    this.#stepTicks = TICKS_PER_QUARTER / wanted
    this.#isChordal = isChordal
    this.#cost = STEP_COST * Math.abs(Math.log2(density))
  }

  played(startTicks: number): void {
    this.#lastTicks = startTicks
  }

  /** Adds to what values of a field are given. */
  weigh(at: number, place: Place, logits: Float32Array): void {
    const last = this.#lastTicks
    if (this.#cost === 0 || last === null) return
    if (at === TYPE) this.#weighBar(place.barStart + place.barTicks - last, logits)
    else if (at === POSITION)
      for (let position = 1; position < logits.length; position++)
        logits[position]! -= this.#cost * this.#octavesOff(place.ticksOf(position) - last)
    else if (at === DURATION)
      for (const [length, steps] of LENGTH_STEPS.entries())
        logits[length + 1]! -= LENGTH_SHARE * this.#cost * this.#octavesOff(steps * GRID_TICKS)
  }

  /** The next bar, or one note more in this one. @param leftTicks from the last start to the bar's end */
  #weighBar(leftTicks: number, logits: Float32Array): void {
    const octaves = Math.log2(leftTicks / this.#stepTicks)
    logits[octaves > 0 ? COMPOUND.bar : COMPOUND.note]! -= this.#cost * Math.abs(octaves)
  }

  #octavesOff(ticks: number): number {
    if (this.#isChordal && ticks === 0) return 0
    return Math.abs(Math.log2(Math.max(GRID_TICKS, ticks) / this.#stepTicks))
  }
}
