/** A stretch of a recording that sounds at a pitch, with edges that do not click. */
import { interpolate, type SincTable } from "../../rate-converter.ts"
import type { TileSource } from "../../tile-source.ts"
import { QUANTUM } from "../../graph/plan.ts"

/** Source frames per frame at most: three octaves up. */
export const MOST_STEP = 8
/** -140 dB */
const SILENT = 1e-7
const window = new Float32Array(QUANTUM * MOST_STEP + 1024)
const values = new Float32Array(QUANTUM)

interface NewSound {
  /** Frames of the source. */
  from: number
  end: number
  step: number
  gainLeft: number
  gainRight: number
  /** A decay: what each frame leaves to the next; 1 for none. */
  fall: number
  /** Of the attack, and of the end. */
  edgeFrames: number
}

export class SampleVoice {
  key = -1
  age = 0
  /** Of sounds that end one another; 0: none. */
  group = 0
  isHeld = false
  isOneShot = false
  #source: TileSource | null = null
  #table: SincTable | null = null
  #step = 1
  #place = 0
  #end = 0
  #gainLeft = 0
  #gainRight = 0
  /** What a decay leaves of the sound, and of each frame the next has. */
  #body = 1
  #shrink = 1
  #level = 0
  #rise = 0
  #fall = 0
  #isFalling = false

  get isFalling(): boolean {
    return this.#isFalling
  }

  get isActive(): boolean {
    return this.#source !== null
  }

  /** @param table for this step; null: it is played frame by frame as it is, from a whole one */
  start(source: TileSource, table: SincTable | null, sound: NewSound): void {
    this.#source = source
    this.#table = table
    this.#place = sound.from
    this.#end = sound.end
    this.#step = sound.step
    this.#gainLeft = sound.gainLeft
    this.#gainRight = sound.gainRight
    this.#body = 1
    this.#shrink = sound.fall
    this.#level = 0
    this.#rise = 1 / sound.edgeFrames
    this.#fall = 0
    this.#isFalling = false
    this.isHeld = true
  }

  /** Fades out over so many frames. */
  release(frames: number): void {
    if (this.#isFalling && this.#fall >= 1 / frames) return
    this.#isFalling = true
    this.#fall = 1 / frames
  }

  stop(): void {
    this.#source = null
  }

  add(left: Float32Array, right: Float32Array, from: number, count: number): void {
    const source = this.#source!
    const begin = this.#level
    let level = begin
    let body = this.#body
    for (let channel = 0; channel < source.channels; channel++) {
      this.#read(source, channel, count)
      const gainLeft = source.gains[channel * 2]! * this.#gainLeft
      const gainRight = source.gains[channel * 2 + 1]! * this.#gainRight
      level = begin
      body = this.#body
      for (let i = 0; i < count; i++) {
        level = this.#next(level, i)
        const value = values[i]! * level * body
        body *= this.#shrink
        left[from + i]! += value * gainLeft
        right[from + i]! += value * gainRight
      }
    }
    this.#level = level
    this.#body = body
    this.#place += count * this.#step
    if (this.#place >= this.#end || (this.#isFalling && level <= 0) || body < SILENT)
      this.#source = null
  }

  /** The level a frame later: up at first, down when the key is let go, and down before the stretch ends. */
  #next(level: number, frame: number): number {
    const left = (this.#end - this.#place - frame * this.#step) / this.#step
    const most = Math.max(0, left * this.#rise)
    const next = this.#isFalling ? Math.max(0, level - this.#fall) : Math.min(1, level + this.#rise)
    return Math.min(next, most)
  }

  #read(source: TileSource, channel: number, count: number): void {
    const table = this.#table
    if (!table) {
      source.read(channel, this.#place, count, values)
      return
    }
    const base = Math.floor(this.#place) - table.half + 1
    const end = Math.floor(this.#place + (count - 1) * this.#step) + table.half + 1
    source.read(channel, base, end - base, window)
    for (let i = 0; i < count; i++) {
      const place = this.#place + i * this.#step
      const whole = Math.floor(place)
      values[i] = interpolate(table, window, whole - base, place - whole)
    }
  }
}
