/** Has gestures made to sound on a thread of their own, which starts when the first is asked for. */
import type { Client, Part, StudioContract } from "#shared/contract/index.ts"
import { numbersOfGesture, type Gesture } from "#shared/gesture/index.ts"
import type { FromGestures, ToGestures } from "./gesture-protocol.ts"

/** Of a song as a record: its beginning. */
const RECORD_SECONDS = 30
/** At most so much is asked of the engine at once. */
const PIECE_FRAMES = 131_072

interface Waiting {
  resolve(sound: Float32Array): void
  reject(problem: Error): void
}

export class GestureMaker {
  #engine: Client<StudioContract>
  #worker: Worker | undefined
  #waiting = new Map<number, Waiting>()
  #asked = 0
  /** The part whose samples the thread has. */
  #recordId: string | null = null

  constructor(engine: Client<StudioContract>) {
    this.#engine = engine
  }

  /** @param record null: the sample that is computed. @returns left, then right */
  async make(gesture: Gesture, rateHz: number, record: Part | null): Promise<Float32Array> {
    if (record && record.id !== this.#recordId) await this.#putOn(record)
    const id = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      const numbers = numbersOfGesture(gesture)
      this.#post({ kind: "sound", id, numbers, rateHz, recordId: record?.id ?? null })
    })
  }

  close(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  async #putOn(part: Part): Promise<void> {
    const { channels, sampleRateHz: rateHz } = part
    const frames = Math.min(part.frames, Math.round(RECORD_SECONDS * rateHz))
    const samples = new Float32Array(frames * channels)
    for (let done = 0; done < frames;) {
      const wanted = Math.min(PIECE_FRAMES, frames - done)
      const request = { partId: part.id, startFrame: done, frames: wanted }
      const got = await this.#engine["audio.read"](request)
      if (got.frames === 0) break
      for (let channel = 0; channel < channels; channel++) {
        const from = Math.min(channel, got.channels - 1) * got.frames
        samples.set(got.samples.subarray(from, from + got.frames), channel * frames + done)
      }
      done += got.frames
    }
    this.#recordId = part.id
    this.#post({ kind: "record", id: part.id, samples, rateHz, channels })
  }

  #post(message: ToGestures): void {
    this.#worker ??= this.#start()
    this.#worker.postMessage(message)
  }

  #start(): Worker {
    const worker = new Worker(new URL("./gesture.worker.ts", import.meta.url), { type: "module" })
    worker.onmessage = ({ data }: MessageEvent<FromGestures>) => {
      const waiting = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if ("sound" in data) waiting?.resolve(data.sound)
      else waiting?.reject(new Error(data.problem))
    }
    worker.onerror = () => {
      for (const { reject } of this.#waiting.values())
        reject(new Error("The gesture cannot be made to sound."))
      this.#waiting.clear()
    }
    return worker
  }
}
