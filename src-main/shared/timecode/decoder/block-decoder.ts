import { TimecodeDecoder, type DecoderOptions } from "./decoder.ts"
import { stepFrames, TimecodeRecords } from "./records.ts"

/** A decoder fed with blocks of any length, live or from a file, that answers each with records at even steps of time. */
export class BlockDecoder {
  readonly decoder: TimecodeDecoder
  readonly #records: TimecodeRecords
  readonly #step: number
  readonly #mostFrames: number
  #frame = 0

  /** @param options.mostFrames the longest block: 128 in an AudioWorklet */
  constructor(options: DecoderOptions & { mostFrames: number }) {
    this.decoder = new TimecodeDecoder(options)
    this.#step = stepFrames(options.rateHz)
    this.#mostFrames = options.mostFrames
    this.#records = new TimecodeRecords(Math.ceil(options.mostFrames / this.#step) + 1)
  }

  /**
   * Reads a block of both channels, at most `mostFrames` long; the rest of a longer one is left.
   * @returns the same object at every call
   */
  process(left: Float32Array, right: Float32Array): TimecodeRecords {
    const frames = Math.min(left.length, right.length, this.#mostFrames)
    const records = this.#records
    records.count = 0
    let from = 0
    while (from < frames) {
      const to = Math.min(frames, from + this.#step - (this.#frame % this.#step))
      this.decoder.process(left, right, from, to)
      this.#frame += to - from
      from = to
      if (this.#frame % this.#step === 0) this.#record()
    }
    return records
  }

  #record(): void {
    const { decoder } = this
    const records = this.#records
    const i = records.count++
    records.timeSeconds[i] = (this.#frame - 1) / decoder.rateHz
    records.positionSeconds[i] = decoder.positionSeconds
    records.travelSeconds[i] = decoder.travelSeconds
    records.velocity[i] = decoder.speed
    records.hasSignal[i] = decoder.isLifted ? 0 : 1
  }
}
