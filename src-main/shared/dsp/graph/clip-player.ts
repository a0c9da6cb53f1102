/** Plays the recorded clips of a channel from tiles, at exact song frames. Allocates nothing while it plays. */
import type { StripKernel } from "../strip/strip-kernel.ts"
import type { TileSource } from "../tile-source.ts"
import { addTo, fade, isInside } from "./clip-fade.ts"
import { ClipReader } from "./clip-reader.ts"
import { ClipVoices } from "./clip-voices.ts"
import { Stereo } from "./levels.ts"
import { QUANTUM, type ClipPiece } from "./plan.ts"
import type { StretchPool } from "./stretch-pool.ts"
import type { Stretch } from "./transport.ts"

export interface ClipTools {
  rateHz: number
  strip: StripKernel | null
  /** Without it stretched clips are played as they would be on tape. */
  stretch: StretchPool | null
}

export class ClipPlayer {
  #reader = new ClipReader()
  #voices: ClipVoices | null
  #pieces: readonly ClipPiece[] = []
  /** The longest piece: none that begins earlier than so long ago still sounds. */
  #longest = 0
  #starts = new Float64Array(0)
  /** How long before its start a piece is asked for. */
  #lead = 0
  /** Two channels of a source, as they are read. */
  #values: Stereo

  constructor({ rateHz, strip, stretch }: ClipTools) {
    this.#values = new Stereo(strip)
    this.#voices = stretch && new ClipVoices(stretch, this.#reader, rateHz)
  }

  /** Frames that were silent because their tile had not come. */
  get underrunFrames(): number {
    return this.#reader.underrunFrames
  }

  release(): void {
    this.#values.release()
    this.#voices?.release()
  }

  /** @param pieces Sorted by their start. */
  setPieces(pieces: readonly ClipPiece[], sources: ReadonlyMap<number, TileSource>): void {
    this.#pieces = pieces
    this.#starts = Float64Array.from(pieces, ({ startFrame }) => startFrame)
    this.#longest = pieces.reduce((most, p) => Math.max(most, p.endFrame - p.startFrame), 0)
    const isStretched = this.#voices !== null && pieces.some(({ stretch }) => stretch)
    this.#lead = isStretched ? this.#voices!.leadFrames : 0
    for (const { step, stretch } of pieces)
      this.#reader.prepare(this.#voices && stretch ? stretch.resample : step)
    this.#voices?.setPieces(pieces, sources)
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
    if (!isPlaying) {
      this.#voices?.endAll()
      return
    }
    const end = songFrame + frames
    for (let at = this.#firstThatSounds(songFrame); at < this.#pieces.length; at++) {
      const piece = this.#pieces[at]!
      if (piece.startFrame - this.#lead >= end) break
      const source = sources.get(piece.source)
      if (piece.stretch && this.#voices) {
        if (source) this.#addStretched(piece, source, songFrame, end, to, offset - songFrame)
        continue
      }
      const first = Math.max(songFrame, piece.startFrame)
      const last = Math.min(end, piece.endFrame)
      if (source && last > first)
        this.#add(piece, source, first, last - first, to, offset + first - songFrame)
    }
    this.#voices?.endOthers(songFrame, end)
  }

  /** @param shift from song frames to those of `to` */
  #addStretched(
    piece: ClipPiece,
    source: TileSource,
    songFrame: number,
    end: number,
    to: Stereo,
    shift: number,
  ): void {
    if (piece.endFrame <= songFrame) return
    const voice = this.#voices!.voiceFor(piece, source, songFrame, end)
    if (!voice) return
    while (voice.next < songFrame) voice.advance(Math.min(QUANTUM, songFrame - voice.next))
    const from = voice.next
    voice.advance(end - from)
    const first = Math.max(from, piece.startFrame)
    const count = Math.min(end, piece.endFrame) - first
    if (count <= 0) return
    voice.copyTo(this.#values, first - from, count)
    const { left, right } = this.#values
    if (!isInside(piece, first, count)) {
      fade(left, piece, first, count)
      fade(right, piece, first, count)
    }
    addTo(to.left, first + shift, left, count, piece.gain)
    addTo(to.right, first + shift, right, count, piece.gain)
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
    const isFull = isInside(piece, first, count)
    const isWhole = isFull && count === QUANTUM && source.channels === 2
    for (let channel = 0; channel < source.channels; channel++) {
      const values = channel % 2 === 0 ? left : right
      const position = piece.sourceFrame + (first - piece.startFrame) * piece.step
      this.#reader.read(source, channel, position, piece.step, count, values)
      if (isWhole) continue
      if (!isFull) fade(values, piece, first, count)
      addTo(to.left, at, values, count, source.gains[channel * 2]! * piece.gain)
      addTo(to.right, at, values, count, source.gains[channel * 2 + 1]! * piece.gain)
    }
    // The usual case at once: two channels that stay on their sides.
    if (isWhole) to.add(this.#values, count, source.gains[0]! * piece.gain, 0)
  }
}
