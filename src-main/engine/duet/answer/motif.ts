/**
 * What an answer takes up of its call: where the answer has just moved as the call once did, the call's next step is made
 * likelier (a cache model: Kuhn & De Mori 1990). And a bound: the answer never repeats most of the call.
 */

/** The longest run of notes that both share is at most this share of the call: well below the 60 % that ears call parroting. */
const MOST_SHARED = 0.5
/** Intervals back that are compared. */
const MEMORY = 4
/** Logits a matching step is given at full likeness, times how much of what went before matches. */
const STEP_GAIN = 1.1
const RHYTHM_GAIN = 1.5

export class Motif {
  readonly #intervals: readonly number[]
  readonly #onsets: ReadonlySet<number>
  readonly #likeness: number
  readonly #mostRun: number
  readonly #pitches: number[] = []
  #lastTicks = -1

  /**
   * @param pitches of the call's melody, in order
   * @param onsets ticks of them from the call's first note on
   */
  constructor(pitches: readonly number[], onsets: readonly number[], likeness: number) {
    this.#intervals = intervalsOf(pitches)
    this.#onsets = new Set(onsets)
    this.#likeness = likeness
    // In notes: n intervals in a row are n + 1 notes.
    this.#mostRun = Math.max(0, Math.ceil(MOST_SHARED * pitches.length) - 2)
  }

  /** The answer plays a note. Of notes together the highest counts. */
  played(pitch: number, startTicks: number): void {
    if (startTicks === this.#lastTicks) {
      const last = this.#pitches.length - 1
      this.#pitches[last] = Math.max(this.#pitches[last]!, pitch)
    } else this.#pitches.push(pitch)
    this.#lastTicks = startTicks
  }

  /** Adds to what each of 128 pitches is given for a note at `startTicks`; -Infinity where it would repeat too much. */
  weigh(startTicks: number, pitches: Float32Array): void {
    const before =
      startTicks === this.#lastTicks ? this.#pitches.slice(0, -1) : this.#pitches.slice()
    const last = before.at(-1)
    if (last === undefined) return
    const past = intervalsOf(before)
    const runs = this.#runsTo(past)
    for (const [interval, run] of runs) {
      const pitch = last + interval
      if (pitch < 0 || pitch >= pitches.length) continue
      if (run > this.#mostRun) pitches[pitch] = -Infinity
      else pitches[pitch]! += this.#likeness * STEP_GAIN * Math.min(MEMORY, run)
    }
  }

  /** What a start so many ticks after the answer's first is given. */
  rhythm(ticksFromFirst: number): number {
    return this.#onsets.has(ticksFromFirst) ? this.#likeness * RHYTHM_GAIN : 0
  }

  /** Of each interval that stands in the call how long a shared run it would make, after `past`. */
  #runsTo(past: readonly number[]): Map<number, number> {
    const runs = new Map<number, number>()
    for (const [at, interval] of this.#intervals.entries()) {
      let run = 1
      while (run <= at && run <= past.length && this.#intervals[at - run] === past.at(-run)) run++
      runs.set(interval, Math.max(run, runs.get(interval) ?? 0))
    }
    return runs
  }
}

const intervalsOf = (pitches: readonly number[]): number[] =>
  pitches.slice(1).map((pitch, at) => pitch - pitches[at]!)
