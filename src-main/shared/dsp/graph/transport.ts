/** Where the song stands, quantum by quantum: plays, stops, leaps, goes round in a loop, each at an exact frame. */

/** A stretch of the present quantum. Objects are used again. */
export interface Stretch {
  /** Frames from the quantum's start. */
  offset: number
  frames: number
  /** Song frame of its first frame; where the song stands still, the place where it stands. */
  songFrame: number
  isPlaying: boolean
  /** It does not go on where the one before ended: what sounds from the song must end, controllers must be chased. */
  isLeap: boolean
}

export interface Loop {
  startFrame: number
  endFrame: number
}

/** A loop shorter than a quantum would leap more than twice in it. */
export const SHORTEST_LOOP = 1024
const MOST_STRETCHES = 3

export class Transport {
  readonly stretches: Stretch[] = Array.from({ length: MOST_STRETCHES }, () => ({
    offset: 0,
    frames: 0,
    songFrame: 0,
    isPlaying: false,
    isLeap: false,
  }))
  /** How many of `stretches` the present quantum has. */
  count = 0
  songFrame = 0
  isPlaying = false
  loop: Loop | null = null
  #hasLeapt = true

  /** From the next quantum on. */
  play(songFrame = this.songFrame): void {
    this.locate(songFrame)
    this.isPlaying = true
  }

  stop(): void {
    if (this.isPlaying) this.#hasLeapt = true
    this.isPlaying = false
  }

  locate(songFrame: number): void {
    this.songFrame = Math.max(0, Math.round(songFrame))
    this.#hasLeapt = true
  }

  /** @throws RangeError where the loop is too short. */
  setLoop(loop: Loop | null): void {
    if (loop && loop.endFrame - loop.startFrame < SHORTEST_LOOP)
      throw new RangeError(`A loop has at least ${SHORTEST_LOOP} frames`)
    this.loop = loop
  }

  /** Lays the next quantum out in `stretches`. */
  advance(frames: number): void {
    this.count = 0
    let offset = 0
    while (offset < frames) {
      const { loop } = this
      const isInLoop = this.isPlaying && loop !== null && this.songFrame < loop.endFrame
      const room = isInLoop ? loop.endFrame - this.songFrame : frames
      const length = Math.min(frames - offset, room)
      this.#add(offset, length)
      offset += length
      if (!this.isPlaying) continue
      this.songFrame += length
      if (!isInLoop || this.songFrame < loop.endFrame) continue
      this.songFrame = loop.startFrame
      this.#hasLeapt = true
    }
  }

  #add(offset: number, frames: number): void {
    const stretch = this.stretches[this.count++]!
    stretch.offset = offset
    stretch.frames = frames
    stretch.songFrame = this.songFrame
    stretch.isPlaying = this.isPlaying
    stretch.isLeap = this.#hasLeapt
    this.#hasLeapt = false
  }
}
