/** Messages for instruments at times to come, by the sample, as a duet's answers need them. The output must be open. */
import type { FromAudio, PlayerLine } from "./player-protocol.ts"

export class SentAhead {
  /** Told when a message for which that was asked has reached its instrument. */
  onSent: (trackId: string, contextSeconds: number) => void = () => {}
  /** Told when what of a track sounded ends, where that was asked for. */
  onHushed: (trackId: string, contextSeconds: number) => void = () => {}
  /** Somebody plays along with the song: it goes on past its end. */
  isPlayedAlong = false
  #line: () => PlayerLine | undefined

  constructor(line: () => PlayerLine | undefined) {
    this.#line = line
  }

  /** @param contextSeconds what is late comes at once @param isTold asks for `onSent` */
  sendAt(trackId: string, message: number, contextSeconds: number, isTold = false): void {
    const line = this.#line()
    if (!line) return
    const contextFrame = Math.round(contextSeconds * line.rateHz)
    line.post({ kind: "graph-send", channelId: trackId, message, contextFrame, isTold })
  }

  /** Forgets what a track was to get, and lets go of what of it sounds. @param isTold asks for `onHushed` */
  hush(trackId: string, isTold = false): void {
    this.#line()?.post({ kind: "graph-hush", channelId: trackId, isTold })
  }

  /** Times of the context: of the sample that is made next, and of the one that is heard now. Null before it is open. */
  seconds(): { made: number; heard: number } | null {
    const line = this.#line()
    if (!line) return null
    const heard = line.heardSeconds()
    return { made: line.renderedSeconds?.() ?? heard, heard }
  }

  receive(told: FromAudio): void {
    const line = this.#line()
    if (told.kind === "graph-sent" && line)
      this.onSent(told.channelId, told.contextFrame / line.rateHz)
    if (told.kind === "graph-hushed" && line)
      this.onHushed(told.channelId, told.contextFrame / line.rateHz)
  }
}
