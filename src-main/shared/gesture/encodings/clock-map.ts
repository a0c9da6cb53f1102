/**
 * A device's clock on the host's: messages are late by what the cable and the system take, never early, so that the smallest
 * difference of the last ten seconds is the truest one, and the window follows clocks that drift.
 */
const WINDOW_SECONDS = 10

interface Seen {
  deviceSeconds: number
  offset: number
}

export class ClockMap {
  /** Differences that may still become the smallest: they rise. */
  #seen: Seen[] = []

  /** When a message was sent, in the host's time. */
  hostSeconds(deviceSeconds: number, arrivedSeconds: number): number {
    const offset = arrivedSeconds - deviceSeconds
    while ((this.#seen.at(-1)?.offset ?? -Infinity) >= offset) this.#seen.pop()
    this.#seen.push({ deviceSeconds, offset })
    while (this.#seen[0]!.deviceSeconds < deviceSeconds - WINDOW_SECONDS) this.#seen.shift()
    return deviceSeconds + this.#seen[0]!.offset
  }
}
