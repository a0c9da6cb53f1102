/** When to look which record plays: while none is known, and when the one that is known makes no sense any more. */
import type { FoundRecord } from "#shared/timecode/index.ts"
import type { findRecordBeside } from "./find-record.ts"
import type { Heard } from "./find-record.worker.ts"
import type { TimecodeFigures } from "./timecode-protocol.ts"

/** Enough bits for any of them, also at half the speed. */
const LISTEN_SECONDS = 1
/** After a search that found nothing: it takes up to a second of a core. */
const PAUSE_MS = 1500
const MOVING = 0.2
const LOST_SECONDS = 1.5

export interface SearchOptions {
  find: typeof findRecordBeside
  /** Asks the audio thread for what comes in. */
  listen(frames: number): void
  onFound(found: FoundRecord): void
}

export class RecordSearch {
  #options: SearchOptions
  #isBusy = false
  #isAsked = false
  #notBefore = 0
  #run = 0

  constructor(options: SearchOptions) {
    this.#options = options
  }

  /** At the next chance, though a record is known. */
  again(): void {
    this.#isAsked = true
  }

  rest(): void {
    this.#isAsked = false
  }

  stop(): void {
    this.#run += 1
    this.#isBusy = false
    this.#isAsked = false
    this.#notBefore = 0
  }

  watch(
    { isLifted, speed, unknownSeconds }: TimecodeFigures,
    isKnown: boolean,
    nowMs: number,
    rateHz: number,
  ): void {
    const isWanted = this.#isAsked || !isKnown || unknownSeconds > LOST_SECONDS
    if (!isWanted || this.#isBusy || isLifted || Math.abs(speed) < MOVING) return
    if (nowMs < this.#notBefore) return
    this.#isBusy = true
    this.#notBefore = nowMs + 1000 * LISTEN_SECONDS + PAUSE_MS
    this.#options.listen(Math.round(LISTEN_SECONDS * rateHz))
  }

  async heard(heard: Heard): Promise<void> {
    const run = this.#run
    const found = await this.#options.find(heard).catch(() => null)
    if (run !== this.#run) return
    this.#isBusy = false
    if (found) this.#options.onFound(found)
  }
}
