/** A fader's messages as the crossfader, also one of another device than the platter's. */
import { FaderReader, type ControlProfile } from "#shared/gesture/index.ts"

/** A high half whose low one was lost counts after so long. */
const SETTLE_MS = 60

export class FaderHand {
  #reader: FaderReader
  #fade: (place: number, atMs: number) => void
  #place: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param fade is told the place, 0 to 1 of its way, and when */
  constructor(control: ControlProfile, fade: (place: number, atMs: number) => void) {
    this.#reader = new FaderReader(control)
    this.#fade = fade
  }

  /** @param message status << 16 | data 1 << 8 | data 2 @param atMs clock of `performance.now()` */
  hear(message: number, atMs: number): void {
    const [status, first, second] = [message >> 16, (message >> 8) & 0x7f, message & 0x7f]
    if (!this.#reader.message(status, first, second, Math.round(atMs * 1000))) return
    this.#tell(atMs)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#tell(atMs + SETTLE_MS), SETTLE_MS)
  }

  unplugged(): void {
    clearTimeout(this.#timer)
  }

  #tell(atMs: number): void {
    const place = this.#reader.at(Math.round(atMs * 1000))
    if (place === undefined || place === this.#place) return
    this.#place = place
    this.#fade(place, atMs)
  }
}
