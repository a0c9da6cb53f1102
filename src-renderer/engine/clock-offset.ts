/**
 * Another process's clock against the page's own, by pings: the answer was stamped somewhere between the question and its
 * arrival, and best in the middle of the quickest of the last questions (as in RFC 5905, section 10). Pure.
 */
interface Sample {
  offsetMs: number
  wayMs: number
}

const MOST_SAMPLES = 8

export class ClockOffset {
  #samples: Sample[] = []

  /** @param thereMs the other clock when it answered; the others are ours */
  add(sentMs: number, thereMs: number, receivedMs: number): void {
    const offsetMs = thereMs - (sentMs + receivedMs) / 2
    this.#samples.push({ offsetMs, wayMs: receivedMs - sentMs })
    if (this.#samples.length > MOST_SAMPLES) this.#samples.shift()
  }

  /** A moment of the other clock on ours; before the first answer it is now. Never in the future. */
  here(thereMs: number, nowMs: number): number {
    const best = this.#best()
    return best ? Math.min(nowMs, thereMs - best.offsetMs) : nowMs
  }

  /** A moment of ours on the other clock; before the first answer long ago. */
  there(hereMs: number): number {
    const best = this.#best()
    return best ? hereMs + best.offsetMs : 0
  }

  #best(): Sample | undefined {
    const [first, ...rest] = this.#samples
    return first && rest.reduce((least, one) => (one.wayMs < least.wayMs ? one : least), first)
  }
}
