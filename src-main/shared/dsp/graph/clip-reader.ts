/** Reads a recording at the graph's rate: band-limited where the rates differ, frame by frame where they are one. */
import { createSincTable, interpolate, type SincTable } from "../rate-converter.ts"
import type { TileSource } from "../tile-source.ts"
import { QUANTUM } from "./plan.ts"

const MOST_STEP = 8

export class ClipReader {
  /** Frames that were silent because their tile had not come. */
  underrunFrames = 0
  #tables = new Map<number, SincTable>()
  #window = new Float32Array(QUANTUM * MOST_STEP + 1024)

  /** Gets ready for a step; allocates. */
  prepare(step: number): void {
    if (step !== 1 && !this.#tables.has(step)) this.#tables.set(step, createSincTable(step))
  }

  /**
   * Reads a quantum at most to the start of `values`.
   * @param position source frame of the first value
   * @param step source frames from value to value; `prepare` was called with it
   */
  read(
    source: TileSource,
    channel: number,
    position: number,
    step: number,
    count: number,
    values: Float32Array,
  ): void {
    if (step === 1) {
      const whole = Math.round(position)
      source.read(channel, whole, count, values)
      if (channel === 0 && !source.covers(whole, count)) this.underrunFrames += count
      return
    }
    const table = this.#tables.get(step)!
    const base = Math.floor(position) - table.half + 1
    const end = Math.floor(position + (count - 1) * step) + table.half + 1
    source.read(channel, base, end - base, this.#window)
    if (channel === 0 && !source.covers(base, end - base)) this.underrunFrames += count
    for (let i = 0; i < count; i++) {
      const place = position + i * step
      const whole = Math.floor(place)
      values[i] = interpolate(table, this.#window, whole - base, place - whole)
    }
  }
}
