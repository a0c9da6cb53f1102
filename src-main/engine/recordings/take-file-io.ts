/**
 * The wav file of a take, a valid one at any second: samples are written as they come, and every second the header says
 * how many there are and both are on disk. What a crash leaves is repaired by its length.
 */
import { open, type FileHandle } from "node:fs/promises"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import { wavHeader, WAV_HEADER_BYTES } from "../audio/index.ts"

export interface TakeShape {
  rateHz: number
  channels: number
}

const SAMPLE_BYTES = 4

export class TakeFile {
  /** Frames that are written. */
  frames: number
  #handle: FileHandle
  #shape: TakeShape
  #syncedFrames: number

  private constructor(handle: FileHandle, shape: TakeShape, frames: number) {
    this.#handle = handle
    this.#shape = shape
    this.frames = frames
    this.#syncedFrames = frames
  }

  /** @throws StudioError conflict where the file is there, disk-full */
  static async create(path: string, shape: TakeShape): Promise<TakeFile> {
    const file = new TakeFile(await open(path, "wx+"), shape, 0)
    return file.#checked(() => file.#sync())
  }

  /** Opens what is there and makes it whole. @throws StudioError not-found */
  static async reopen(path: string, shape: TakeShape): Promise<TakeFile> {
    const file = new TakeFile(await open(path, "r+"), shape, 0)
    return file.#checked(async () => {
      await file.#countFrames()
      await file.#sync()
    })
  }

  /**
   * Writes interleaved samples at a frame. After a failure `frames` is what is kept, in whole frames.
   * @throws StudioError disk-full, conflict where frames before `atFrame` are missing
   */
  async append(atFrame: number, samples: Float32Array): Promise<void> {
    if (atFrame > this.frames)
      fail("conflict", `Frame ${atFrame} of a take does not follow frame ${this.frames}`)
    const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength)
    const position = WAV_HEADER_BYTES + atFrame * this.#strideBytes
    try {
      await this.#write(bytes, position)
      this.frames = Math.max(this.frames, atFrame + samples.length / this.#shape.channels)
      if (this.frames - this.#syncedFrames >= this.#shape.rateHz) await this.#sync()
    } catch (error) {
      await this.#countFrames()
      throw toStudioError(error)
    }
  }

  async close(): Promise<void> {
    try {
      await this.#sync()
    } finally {
      await this.#handle.close()
    }
  }

  /** Itself after some work, or nothing that stays open. */
  async #checked(work: () => Promise<void>): Promise<TakeFile> {
    try {
      await work()
      return this
    } catch (error) {
      await this.#handle.close()
      throw toStudioError(error)
    }
  }

  get #strideBytes(): number {
    return this.#shape.channels * SAMPLE_BYTES
  }

  /** A full disk takes a part of what it is given before it refuses. */
  async #write(bytes: Buffer, position: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const left = bytes.length - done
      const { bytesWritten } = await this.#handle.write(bytes, done, left, position + done)
      done += bytesWritten
    }
  }

  /** The whole frames of the file are what counts; half a frame at its end is cut off. */
  async #countFrames(): Promise<void> {
    const { size } = await this.#handle.stat()
    this.frames = Math.max(0, Math.floor((size - WAV_HEADER_BYTES) / this.#strideBytes))
    await this.#handle.truncate(WAV_HEADER_BYTES + this.frames * this.#strideBytes)
  }

  async #sync(): Promise<void> {
    const { rateHz: sampleRateHz, channels } = this.#shape
    const header = wavHeader({ sampleRateHz, channels, sampleFormat: "float32" }, this.frames)
    await this.#write(header, 0)
    await this.#handle.datasync()
    this.#syncedFrames = this.frames
  }
}
