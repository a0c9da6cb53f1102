/** How fast a discovery goes on this computer: measured while one runs. Pure. */

interface Moment {
  readonly atMs: number
  readonly evaluations: number
}

/** What is measured over less says little. */
const LEAST_MS = 1500
const WINDOW_MS = 20_000

export class Pace {
  #moments: Moment[] = []

  /** Call with each count that is told. @returns evaluations a second; null while it is not known */
  note(moment: Moment): number | null {
    const last = this.#moments.at(-1)
    // Another run, or one that was begun again.
    if (last && moment.evaluations < last.evaluations) this.#moments = []
    if (last?.evaluations !== moment.evaluations) this.#moments.push(moment)
    this.#moments = this.#moments.filter(({ atMs }) => atMs >= moment.atMs - WINDOW_MS)
    const first = this.#moments[0]
    const now = this.#moments.at(-1)
    if (!first || !now || now.atMs - first.atMs < LEAST_MS) return null
    return ((now.evaluations - first.evaluations) / (now.atMs - first.atMs)) * 1000
  }

  clear(): void {
    this.#moments = []
  }
}
