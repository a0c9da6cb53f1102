/** A list of stretches that plays one after the other: handed to the audio thread and fed a little ahead of need. */
import type { PlayPiece } from "./player-protocol.ts"
import { PlayingRun } from "./playing-run.ts"
import type { OpenSound } from "./sound.ts"
import type { SoundSource } from "./tile-feeder.ts"

export interface Audition<Source extends SoundSource = SoundSource> {
  part: Source
  startSeconds: number
  endSeconds: number
}

const AHEAD_SECONDS = 2

export class AuditionRun extends PlayingRun<SoundSource> {
  /** Items that the audio thread has. */
  #given = 0

  constructor(list: readonly Audition[], rateHz: number) {
    const items = list.map(({ part, startSeconds, endSeconds }) => ({
      ...{ what: part, startSeconds, endSeconds },
    }))
    super(items, rateHz)
  }

  /** The pieces that begin soon and were not handed over yet. */
  nextPieces({ line, feeder }: OpenSound): PlayPiece[] {
    const elapsed = this.elapsed(line.heardSeconds())
    const pieces: PlayPiece[] = []
    while (this.#given < this.items.length) {
      const item = this.items[this.#given]
      const offset = this.starts[this.#given] ?? 0
      if (!item || offset > elapsed + AHEAD_SECONDS) break
      this.#given += 1
      const { what, startSeconds, endSeconds } = item
      const offsetFrames = Math.round(offset * line.rateHz)
      const end = Math.round((this.starts[this.#given] ?? 0) * line.rateHz)
      const frames = Math.max(1, end - offsetFrames)
      pieces.push({ source: feeder.sourceOf(what), startSeconds, endSeconds, offsetFrames, frames })
    }
    return pieces
  }

  /** Brings the tiles of what was handed over; what fails stays silent and is counted as an underrun. */
  async feed({ line, feeder }: OpenSound): Promise<void> {
    const now = this.at(line.heardSeconds())?.index ?? 0
    for (const { what, ...stretch } of this.items.slice(Math.max(0, now - 1), this.#given))
      await feeder.feed(what, stretch).catch(() => undefined)
  }
}
