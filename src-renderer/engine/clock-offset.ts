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
    const [first, ...rest] = this.#samples
    if (!first) return nowMs
    const best = rest.reduce((least, one) => (one.wayMs < least.wayMs ? one : least), first)
    return Math.min(nowMs, thereMs - best.offsetMs)
  }
}
