/** A take on its way from the audio thread to the disk: in memory for no longer than the next look, unless the engine is away. */
import {
  MOST_TAKE_SAMPLES,
  toStudioError,
  type Client,
  type FinishedTake,
  type StudioContract,
  type StudioError,
  type Take,
} from "#shared/contract/index.ts"
import type { CaptureReader } from "#shared/dsp/graph/index.ts"

/** Of the picture of what is recorded. */
export const FRAMES_PER_PEAK = 512

const RETRY_MS = 100

/** As far as it can be drawn. */
export type GrowingTake = Pick<TakeStream, "take" | "peaks" | "frames">

export class TakeStream {
  readonly take: Take
  /** Lowest and highest sample of each stretch, over all channels. */
  readonly peaks: number[] = []
  /** Frames that are on disk. */
  frames = 0
  /** Why nothing more can be kept. */
  problem: StudioError | null = null
  #engine: Client<StudioContract>
  #reader: CaptureReader
  #low = Infinity
  #high = -Infinity
  #pictured = 0
  #pumping: Promise<void> | null = null

  constructor(engine: Client<StudioContract>, take: Take, reader: CaptureReader) {
    this.#engine = engine
    this.take = take
    this.#reader = reader
  }

  /** Nothing more comes from the audio thread. */
  get isOver(): boolean {
    return this.problem !== null || (this.#reader.state !== "running" && this.#reader.frames === 0)
  }

  /** The audio thread had to stop, since this did not come in time. */
  get isOverrun(): boolean {
    return this.#reader.state === "overrun"
  }

  async begin(): Promise<void> {
    await this.#engine["takes.begin"]({ take: this.take })
  }

  /** Brings what is there to the disk. Ends when nothing is left for now; a failure stands in `problem`. */
  pump(): Promise<void> {
    this.#pumping ??= this.#pump().finally(() => (this.#pumping = null))
    return this.#pumping
  }

  /** Brings the rest to the disk, and ends the take; null where there was nothing. @throws where it cannot be ended now */
  async finish(): Promise<FinishedTake | null> {
    await this.pump()
    return this.#again(() => this.#engine["takes.finish"]({ takeId: this.take.id }))
  }

  async #pump(): Promise<void> {
    const { channels, id } = this.take
    while (this.#reader.frames > 0 && !this.problem) {
      const samples = this.#reader.peek(Math.floor(MOST_TAKE_SAMPLES / channels))
      const block = { takeId: id, atFrame: this.frames, samples }
      try {
        const { frames } = await this.#again(() => this.#engine["takes.append"](block))
        this.#picture(samples)
        this.#reader.drop(frames - this.frames)
        this.frames = frames
      } catch (error) {
        this.problem = toStudioError(error)
      }
    }
  }

  /** A lost engine comes back, and takes again what it may have had: until then the ring holds what is played. */
  async #again<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call()
      } catch (error) {
        if (toStudioError(error).code !== "engine-lost") throw error
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      }
    }
  }

  #picture(samples: Float32Array): void {
    for (let i = 0; i < samples.length; i++) {
      const value = samples[i]!
      if (value < this.#low) this.#low = value
      if (value > this.#high) this.#high = value
      if (++this.#pictured < FRAMES_PER_PEAK * this.take.channels) continue
      this.peaks.push(this.#low, this.#high)
      this.#low = Infinity
      this.#high = -Infinity
      this.#pictured = 0
    }
  }
}
