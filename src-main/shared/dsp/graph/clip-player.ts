/** Plays the recorded clips of a channel from tiles, at exact song frames. Allocates nothing while it plays. */
import { exactSin } from "../exact-math.ts"
import { createSincTable, interpolate, type SincTable } from "../rate-converter.ts"
import type { StripKernel } from "../strip/strip-kernel.ts"
import type { TileSource } from "../tile-source.ts"
import { Stereo } from "./levels.ts"
import { QUANTUM, type ClipPiece, type FadeCurve } from "./plan.ts"
import type { Stretch } from "./transport.ts"

const MOST_STEP = 8
const FADE_STEPS = 1024
const shares = (curve: (share: number) => number): Float32Array =>
  Float32Array.from({ length: FADE_STEPS + 1 }, (_, i) => curve(i / FADE_STEPS))
const FADES: Record<FadeCurve, Float32Array> = {
  linear: shares((share) => share),
  // A quarter of a sine: two clips that cross keep their power.
  "equal-power": shares((share) => exactSin((Math.PI / 2) * share)),
  "s-curve": shares((share) => share * share * (3 - 2 * share)),
}

export class ClipPlayer {
  /** Frames that were silent because their tile had not come. */
  underrunFrames = 0
  #pieces: readonly ClipPiece[] = []
  /** The longest piece: none that begins earlier than so long ago still sounds. */
  #longest = 0
  #starts = new Float64Array(0)
  #tables = new Map<number, SincTable>()
  #window = new Float32Array(QUANTUM * MOST_STEP + 1024)
  /** Two channels of a source, as they are read. */
  #values: Stereo

  constructor(strip: StripKernel | null = null) {
    this.#values = new Stereo(strip)
  }

  release(): void {
    this.#values.release()
  }

  /** @param pieces Sorted by their start. */
  setPieces(pieces: readonly ClipPiece[]): void {
    this.#pieces = pieces
    this.#starts = Float64Array.from(pieces, ({ startFrame }) => startFrame)
    this.#longest = pieces.reduce((most, p) => Math.max(most, p.endFrame - p.startFrame), 0)
    for (const { step } of pieces)
      if (step !== 1 && !this.#tables.has(step)) this.#tables.set(step, createSincTable(step))
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0
  }

  /** Adds the stretch to `to` at its offset. */
  render(
    sources: ReadonlyMap<number, TileSource>,
    { offset, frames, songFrame, isPlaying }: Stretch,
    to: Stereo,
  ): void {
    if (!isPlaying) return
    const end = songFrame + frames
    for (let at = this.#firstThatSounds(songFrame); at < this.#pieces.length; at++) {
      const piece = this.#pieces[at]!
      if (piece.startFrame >= end) break
      const source = sources.get(piece.source)
      const first = Math.max(songFrame, piece.startFrame)
      const last = Math.min(end, piece.endFrame)
      if (source && last > first)
        this.#add(piece, source, first, last - first, to, offset + first - songFrame)
    }
  }

  #firstThatSounds(songFrame: number): number {
    const from = songFrame - this.#longest
    let low = 0
    let high = this.#starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#starts[middle]! < from) low = middle + 1
      else high = middle
    }
    return low
  }

  #add(
    piece: ClipPiece,
    source: TileSource,
    first: number,
    count: number,
    to: Stereo,
    at: number,
  ): void {
    const { left, right } = this.#values
    const isInside =
      first - piece.startFrame >= piece.fadeInFrames &&
      piece.endFrame - first - count >= piece.fadeOutFrames
    const isWhole = isInside && count === QUANTUM && source.channels === 2
    for (let channel = 0; channel < source.channels; channel++) {
      const values = channel % 2 === 0 ? left : right
      this.#read(piece, source, channel, first, count, values)
      if (isWhole) continue
      if (!isInside) fade(values, piece, first, count)
      addTo(to.left, at, values, count, source.gains[channel * 2]! * piece.gain)
      addTo(to.right, at, values, count, source.gains[channel * 2 + 1]! * piece.gain)
    }
    // The usual case at once: two channels that stay on their sides.
    if (isWhole) to.add(this.#values, count, source.gains[0]! * piece.gain, 0)
  }

  #read(
    piece: ClipPiece,
    source: TileSource,
    channel: number,
    first: number,
    count: number,
    values: Float32Array,
  ): void {
    const { step } = piece
    const position = piece.sourceFrame + (first - piece.startFrame) * step
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

function fade(values: Float32Array, piece: ClipPiece, first: number, count: number): void {
  for (let i = 0; i < count; i++) values[i]! *= fadeAt(piece, first + i)
}

function addTo(
  to: Float32Array,
  at: number,
  values: Float32Array,
  count: number,
  gain: number,
): void {
  if (gain === 0) return
  for (let i = 0; i < count; i++) to[at + i]! += values[i]! * gain
}

function fadeAt(piece: ClipPiece, frame: number): number {
  const { fadeInFrames, fadeOutFrames } = piece
  const since = frame - piece.startFrame
  const until = piece.endFrame - frame
  let value = 1
  if (since < fadeInFrames)
    value = FADES[piece.fadeInCurve][((since * FADE_STEPS) / fadeInFrames) | 0]!
  if (until < fadeOutFrames)
    value *= FADES[piece.fadeOutCurve][((until * FADE_STEPS) / fadeOutFrames) | 0]!
  return value
}
