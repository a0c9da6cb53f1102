/** The needle in the groove: reads the record along a path, and goes over without a click where it is put elsewhere. */
import type { TileSource } from "../tile-source.ts"
import type { DeckSnapshot } from "./deck-snapshot.ts"
import { RecordReader } from "./record-reader.ts"

/** The old place fades and the new one rises for so long. */
const LIFT_SECONDS = 0.002

export class Needle {
  #source: TileSource | null = null
  #reader: RecordReader
  #values: Float32Array
  /** Seconds from where the needle is to where it was, and frames for which that still sounds. */
  #liftedBy = 0
  #liftFrames = 0
  #liftLength: number

  /** @param frames most frames in one call of `read` */
  constructor(rateHz: number, frames: number) {
    this.#reader = new RecordReader(frames)
    this.#values = new Float32Array(frames)
    this.#liftLength = Math.max(1, Math.round(LIFT_SECONDS * rateHz))
  }

  get underrunFrames(): number {
    return this.#reader.underrunFrames
  }

  /** Of the record, or null without one. */
  get rateHz(): number | null {
    return this.#source?.rateHz ?? null
  }

  get memory(): DeckSnapshot["needle"] {
    return { liftedBySeconds: this.#liftedBy, liftFrames: this.#liftFrames }
  }

  set memory({ liftedBySeconds, liftFrames }: DeckSnapshot["needle"]) {
    this.#liftedBy = liftedBySeconds
    this.#liftFrames = liftFrames
  }

  load(source: TileSource | null): void {
    this.#source = source
    this.#liftFrames = 0
  }

  /** What is read next lies so many record seconds further on than what was read last. */
  lift(seconds: number): void {
    this.#liftedBy = -seconds
    this.#liftFrames = this.#liftLength
  }

  /** Goes on without reading. */
  pass(count: number): void {
    this.#liftFrames = Math.max(0, this.#liftFrames - count)
  }

  /** @param path `count` + 1 source frames; overwritten where the needle was lifted */
  read(path: Float64Array, left: Float32Array, right: Float32Array, count: number): void {
    left.fill(0, 0, count)
    right.fill(0, 0, count)
    const source = this.#source
    if (!source) return
    const slope = 1 / this.#liftLength
    if (this.#liftFrames === 0) {
      this.#add(source, path, left, right, count, 1, 0)
      return
    }
    this.#add(source, path, left, right, count, 1 - this.#liftFrames * slope, slope)
    const shift = this.#liftedBy * source.rateHz
    for (let i = 0; i <= count; i++) path[i] = path[i]! + shift
    this.#add(source, path, left, right, count, this.#liftFrames * slope, -slope)
    this.#liftFrames = Math.max(0, this.#liftFrames - count)
  }

  /** Adds the record at a gain that goes on by `step` a frame within 0..1. */
  #add(
    source: TileSource,
    path: Float64Array,
    left: Float32Array,
    right: Float32Array,
    count: number,
    gain: number,
    step: number,
  ): void {
    for (let channel = 0; channel < source.channels; channel++) {
      this.#reader.read(source, channel, path, count, this.#values)
      const toLeft = source.gains[2 * channel]!
      const toRight = source.gains[2 * channel + 1]!
      for (let i = 0; i < count; i++) {
        const line = gain + step * i
        const value = this.#values[i]! * (line < 0 ? 0 : line > 1 ? 1 : line)
        left[i] = left[i]! + value * toLeft
        right[i] = right[i]! + value * toRight
      }
    }
  }
}
