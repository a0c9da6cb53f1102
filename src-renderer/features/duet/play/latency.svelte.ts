/** How soon an answer begins after its phrase, and ends after a key, on the clock of the audio thread. */
import type { ProjectTransport } from "../../../audio/index.ts"
import { now } from "./phrase-clock.ts"

export class Latency {
  /** Milliseconds from the end of the phrase to the first note of the answer. */
  startedMs = $state<number | null>(null)
  /** Milliseconds from the key that ended an answer to the end of its last note. */
  stoppedMs = $state<number | null>(null)
  #ahead: ProjectTransport["ahead"]
  #endedSeconds = 0
  #pressedSeconds = 0

  /** @param isAnswering what is heard is an answer */
  constructor(ahead: ProjectTransport["ahead"], isAnswering: () => boolean) {
    this.#ahead = ahead
    ahead.onSent = (_, contextSeconds) => {
      if (isAnswering() && this.startedMs === null)
        this.startedMs = (contextSeconds - this.#endedSeconds) * 1000
    }
    ahead.onHushed = (_, contextSeconds) => {
      this.stoppedMs = Math.max(0, (contextSeconds - this.#pressedSeconds) * 1000)
    }
  }

  /** A phrase begins with a key. */
  begin(atSeconds: number): void {
    this.startedMs = null
    this.stoppedMs = null
    this.#pressedSeconds = this.#madeAt(atSeconds)
  }

  /** A phrase is over. */
  end(atSeconds: number): void {
    this.#endedSeconds = this.#madeAt(atSeconds)
  }

  close(): void {
    this.#ahead.onSent = () => undefined
    this.#ahead.onHushed = () => undefined
  }

  /** Of the context: the sample that was made at a time of the clock. */
  #madeAt(atSeconds: number): number {
    return (this.#ahead.seconds()?.made ?? 0) - (now() - atSeconds)
  }
}
