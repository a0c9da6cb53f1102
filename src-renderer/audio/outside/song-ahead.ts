/**
 * The song as it will be heard, as stretches without a leap, each once: from what the audio thread told last, and the loop that
 * it goes round. Pure.
 */
import type { Loop } from "#shared/dsp/graph/index.ts"

/** The song stands at `songFrame` at a frame of the context, and goes on from there if it plays. */
interface Place {
  contextFrame: number
  songFrame: number
  isPlaying: boolean
}

export interface AheadStretch {
  contextFrame: number
  songFrame: number
  frames: number
  /** It does not go on where the one before ended. */
  isLeap: boolean
}

/** What is told is told in whole frames. */
const SLACK_FRAMES = 2

export class SongAhead {
  /** What was given out until now ends here; null while nothing plays. */
  #next: { contextFrame: number; songFrame: number } | null = null
  #hasLeapt = true
  /** The last that was told of a song that plays. */
  #told: { contextFrame: number; songFrame: number } | null = null

  /** @returns whether it is as was foreseen: else what was given out is wrong from there on */
  tell({ contextFrame, songFrame, isPlaying }: Place, loop: Loop | null): boolean {
    const told = this.#told
    this.#told = isPlaying ? { contextFrame, songFrame } : null
    if (!isPlaying || !told) {
      this.#begin()
      return told === null
    }
    const foreseen = frameAt(told, contextFrame, loop)
    if (Math.abs(foreseen - songFrame) <= SLACK_FRAMES) return true
    this.#begin()
    return false
  }

  /** What is heard until a frame of the context and was not given out before. */
  until(contextFrame: number, loop: Loop | null): AheadStretch[] {
    const stretches: AheadStretch[] = []
    for (let next = this.#next; next && next.contextFrame < contextFrame; next = this.#next) {
      const isInLoop = loop !== null && next.songFrame < loop.endFrame
      const room = isInLoop ? loop.endFrame - next.songFrame : Infinity
      const frames = Math.min(room, contextFrame - next.contextFrame)
      stretches.push({ ...next, frames, isLeap: this.#hasLeapt })
      this.#hasLeapt = frames === room
      this.#next = {
        contextFrame: next.contextFrame + frames,
        songFrame: isInLoop && frames === room ? loop.startFrame : next.songFrame + frames,
      }
    }
    return stretches
  }

  #begin(): void {
    this.#next = this.#told
    this.#hasLeapt = true
  }
}

/** Where the song stands at a later frame of the context. */
function frameAt(
  told: { contextFrame: number; songFrame: number },
  contextFrame: number,
  loop: Loop | null,
): number {
  const frame = told.songFrame + contextFrame - told.contextFrame
  if (!loop || told.songFrame >= loop.endFrame || frame < loop.endFrame) return frame
  return loop.startFrame + ((frame - loop.startFrame) % (loop.endFrame - loop.startFrame))
}
