/** Plays notes on tracks by the clock of the audio thread, all of them sent ahead; one word ends them. */
import type { PlayedNote } from "#shared/contract/index.ts"
import { message } from "#shared/dsp/graph/index.ts"
import type { ProjectTransport } from "../../../audio/index.ts"

export interface SoundingPart {
  readonly trackId: string
  readonly notes: readonly PlayedNote[]
  /** Of its time 0, against the beginning of all. */
  readonly afterSeconds: number
}

type Ahead = ProjectTransport["ahead"]

/** From here to the audio thread. */
const LEAD_SECONDS = 0.004
/** After the last note, in which its release sounds. */
const TAIL_MS = 40
const [ON, OFF] = [0x90, 0x80]

export class Sounding {
  /** Time of the context at which all began; null while nothing is played. */
  startSeconds: number | null = null
  /** Told when the last note has ended. */
  #onend: () => void = () => {}
  #ahead: Ahead
  #tracks = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(ahead: Ahead) {
    this.#ahead = ahead
  }

  /** The earliest time at which something can begin; null while the output is not open. */
  get earliest(): number | null {
    const seconds = this.#ahead.seconds()
    return seconds && seconds.made + LEAD_SECONDS
  }

  /** Seconds of what is heard now from the beginning; null while nothing is. */
  get heardSeconds(): number | null {
    const seconds = this.#ahead.seconds()
    return this.startSeconds === null || !seconds ? null : seconds.heard - this.startSeconds
  }

  /** In place of what was played. @param atSeconds of the context */
  start(parts: readonly SoundingPart[], atSeconds: number, onend: () => void): void {
    this.stop()
    this.startSeconds = atSeconds
    this.#onend = onend
    this.add(parts, atSeconds)
  }

  /** Beside what is played. */
  add(parts: readonly SoundingPart[], atSeconds: number): void {
    let end = atSeconds
    let isFirst = true
    for (const { trackId, notes, afterSeconds } of parts) {
      this.#tracks.add(trackId)
      for (const { pitch, velocity, startSeconds, lengthSeconds } of notes) {
        const from = atSeconds + afterSeconds + startSeconds
        this.#ahead.sendAt(trackId, message(ON, pitch, velocity), from, isFirst)
        this.#ahead.sendAt(trackId, message(OFF, pitch, 0), from + lengthSeconds)
        end = Math.max(end, from + lengthSeconds)
        isFirst = false
      }
    }
    clearTimeout(this.#timer)
    const left = end - (this.#ahead.seconds()?.heard ?? atSeconds)
    this.#timer = setTimeout(() => this.#end(), left * 1000 + TAIL_MS)
  }

  /** Lets go of all at once. @param isTold asks for `onHushed` of the tracks */
  stop(isTold = false): void {
    clearTimeout(this.#timer)
    for (const trackId of this.#tracks) this.#ahead.hush(trackId, isTold)
    this.#tracks.clear()
    this.startSeconds = null
  }

  #end(): void {
    this.stop()
    this.#onend()
  }
}
