/**
 * Plays pieces of parts at exact samples, with edges that do not click. The same class runs in the window's audio worklet and
 * in the engine's bounce, so that what is exported is what is heard: the output does not depend on how it is cut into blocks.
 * `process` neither allocates nor calls transcendental functions.
 */
import { raisedCosine } from "./exact-math.ts"
import { createSincTable, interpolate, type SincTable } from "./rate-converter.ts"
import type { TileSource } from "./tile-source.ts"
import { VoicePool, type Voice } from "./voice-pool.ts"

/** Edges fade over this long: below it steps are heard, above it attacks grow soft. */
export const EDGE_SECONDS = 0.004
const MAX_STEP = 8
const STRETCH = 256

export interface Piece {
  source: TileSource
  /** Pieces of one bus are stopped together. */
  bus: number
  startSeconds: number
  endSeconds: number
  /** Output frame of its first sample: not before the player's present frame. */
  atFrame: number
  /** Output frames, where the caller places pieces one after the other; otherwise from its seconds. */
  frames?: number
  gain?: number
}

export interface PlayerOptions {
  rateHz: number
  voices?: number
}

export class ChunkPlayer {
  readonly rateHz: number
  /** Frames of output made so far. */
  frame = 0
  /** Output frames that were silent because their tile had not come yet. */
  underrunFrames = 0
  #pool: VoicePool
  #edge: Float32Array
  #tables = new Map<number, SincTable>()
  #window: Float32Array
  #values = new Float32Array(STRETCH)

  constructor({ rateHz, voices = 64 }: PlayerOptions) {
    this.rateHz = rateHz
    this.#edge = raisedCosine(Math.max(1, Math.round(EDGE_SECONDS * rateHz)))
    this.#pool = new VoicePool(voices)
    this.#window = new Float32Array(STRETCH * MAX_STEP + 1024)
  }

  /** Voices that sound or wait. */
  get activeCount(): number {
    return this.#pool.active
  }

  /**
   * Puts a piece on the output's time line. A piece that goes on exactly where the one before it ends, in sound and in time,
   * is played through without an edge. Returns false where all voices are taken.
   */
  schedule(piece: Piece): boolean {
    const { source, bus, startSeconds, endSeconds, atFrame, gain = 1 } = piece
    const step = Math.min(MAX_STEP, source.rateHz / this.rateHz)
    this.#prepare(step)
    // At equal rates whole frames are played as they are, bit by bit.
    const from =
      step === 1 ? Math.round(startSeconds * source.rateHz) : startSeconds * source.rateHz
    const frames =
      piece.frames ?? Math.max(1, Math.round((endSeconds - startSeconds) * this.rateHz))
    return this.#pool.add({ source, bus, from, step, start: atFrame, end: atFrame + frames, gain })
  }

  /** Fades everything on the bus out, from `atFrame` on, and forgets what was to come. */
  stop(bus: number, atFrame = this.frame): void {
    this.#pool.release(bus, atFrame, this.#edge.length)
  }

  /** Adds the next `frames` frames to `left` and `right`, which it clears first. */
  process(left: Float32Array, right: Float32Array, frames: number): void {
    left.fill(0, 0, frames)
    right.fill(0, 0, frames)
    for (let done = 0; done < frames; done += STRETCH) {
      const count = Math.min(STRETCH, frames - done)
      for (let slot = 0; slot < this.#pool.size; slot++) {
        const voice = this.#pool.at(slot)
        if (voice.source) this.#add(voice, left, right, done, count)
      }
      this.frame += count
      this.#pool.retire(this.frame)
    }
  }

  #prepare(step: number): void {
    if (step !== 1 && !this.#tables.has(step)) this.#tables.set(step, createSincTable(step))
  }

  /** Adds the part of the voice that lies in the next `count` frames; `done` of the block are made already. */
  #add(voice: Voice, left: Float32Array, right: Float32Array, done: number, count: number): void {
    const first = Math.max(this.frame, voice.start)
    const last = Math.min(this.frame + count, voice.end)
    const source = voice.source
    if (last <= first || !source) return
    const length = last - first
    const at = done + first - this.frame
    for (let channel = 0; channel < source.channels; channel++) {
      this.#render(voice, source, channel, first, length)
      const gainLeft = source.gains[channel * 2]! * voice.gain
      const gainRight = source.gains[channel * 2 + 1]! * voice.gain
      for (let i = 0; i < length; i++) {
        const value = this.#values[i]! * this.#edgeAt(voice, first + i)
        left[at + i]! += value * gainLeft
        right[at + i]! += value * gainRight
      }
    }
  }

  #edgeAt(voice: Voice, frame: number): number {
    const edge = this.#edge
    const length = edge.length
    const since = frame - voice.start
    const until = voice.end - 1 - frame
    let value = 1
    if (since < length) value = edge[since]!
    if (until < length) value *= edge[until]!
    return value
  }

  /** Fills #values with a channel's sound for output frames first..first + length. */
  #render(voice: Voice, source: TileSource, channel: number, first: number, length: number): void {
    const { step } = voice
    const position = voice.from + (first - voice.origin) * step
    if (step === 1) {
      source.read(channel, position, length, this.#values)
      if (channel === 0 && !source.covers(position, length)) this.underrunFrames += length
      return
    }
    const table = this.#tables.get(step)!
    const base = Math.floor(position) - table.half + 1
    const end = Math.floor(voice.from + (first - voice.origin + length - 1) * step) + table.half + 1
    source.read(channel, base, end - base, this.#window)
    if (channel === 0 && !source.covers(base, end - base)) this.underrunFrames += length
    for (let i = 0; i < length; i++) {
      const place = voice.from + (first - voice.origin + i) * step
      const whole = Math.floor(place)
      this.#values[i] = interpolate(table, this.#window, whole - base, place - whole)
    }
  }
}
