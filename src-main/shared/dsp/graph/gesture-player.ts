/** Plays the gesture clips of a channel: a deck for each that sounds. Allocates nothing while it plays. */
import { Deck, STRETCH } from "../deck/index.ts"
import type { StripKernel } from "../strip/strip-kernel.ts"
import type { TileSource } from "../tile-source.ts"
import { addTo, fade, isInside } from "./clip-fade.ts"
import { Stereo } from "./levels.ts"
import { mostAtOnce } from "./most-at-once.ts"
import { QUANTUM, type GesturePiece } from "./plan.ts"
import type { Stretch } from "./transport.ts"

/** Heard by nobody before a place that the song leaps to: then what lies below hearing is filtered as if it had played on. */
const BEFORE_SECONDS = 0.01

interface Voice {
  deck: Deck
  source: TileSource | null
  /** Null: it is free. */
  piece: GesturePiece | null
  /** Song frame of what comes next. */
  next: number
}

export class GesturePlayer {
  #rateHz: number
  #pieces: readonly GesturePiece[] = []
  #voices: Voice[] = []
  #values: Stereo

  constructor(rateHz: number, strip: StripKernel | null) {
    this.#rateHz = rateHz
    this.#values = new Stereo(strip)
  }

  get isEmpty(): boolean {
    return this.#pieces.length === 0
  }

  release(): void {
    this.#values.release()
  }

  /** Decks are made here; what sounds goes on in the new pieces. @param pieces by their start */
  setPieces(pieces: readonly GesturePiece[]): void {
    this.#pieces = pieces
    const wanted = mostAtOnce(pieces, 0)
    for (const voice of this.#voices) voice.piece = null
    while (this.#voices.length < wanted)
      this.#voices.push({ deck: new Deck(this.#rateHz), source: null, piece: null, next: 0 })
  }

  /** Adds the stretch to `to` at its offset. */
  render(
    sources: ReadonlyMap<number, TileSource>,
    { offset, frames, songFrame, isPlaying }: Stretch,
    to: Stereo,
  ): void {
    const end = songFrame + frames
    for (let at = 0; isPlaying && at < this.#pieces.length; at++) {
      const piece = this.#pieces[at]!
      if (piece.startFrame >= end) break
      const source = sources.get(piece.source)
      const first = Math.max(songFrame, piece.startFrame)
      const count = Math.min(end, piece.endFrame) - first
      if (source && count > 0)
        this.#add(piece, source, first, count, to, offset + first - songFrame)
    }
    // What was not asked for, or is over, is free for others.
    for (let i = 0; i < this.#voices.length; i++) {
      const voice = this.#voices[i]!
      if (!isPlaying || voice.next !== end) voice.piece = null
    }
  }

  #add(
    piece: GesturePiece,
    source: TileSource,
    first: number,
    count: number,
    to: Stereo,
    at: number,
  ): void {
    const voice = this.#voiceFor(piece, source, first)
    if (!voice) return
    const { left, right } = this.#values
    voice.deck.process(left, right, 0, count)
    voice.next += count
    if (!isInside(piece, first, count)) {
      fade(left, piece, first, count)
      fade(right, piece, first, count)
    }
    addTo(to.left, at, left, count, piece.gain)
    addTo(to.right, at, right, count, piece.gain)
  }

  #voiceFor(piece: GesturePiece, source: TileSource, songFrame: number): Voice | null {
    let free: Voice | null = null
    for (let i = 0; i < this.#voices.length; i++) {
      const voice = this.#voices[i]!
      if (voice.piece === piece && voice.next === songFrame && voice.source === source) return voice
      if (!free && (voice.piece === null || voice.piece === piece)) free = voice
    }
    if (free) this.#begin(free, piece, source, songFrame)
    return free
  }

  /** From the mark before the place as the record moves, and the last way as it sounds. */
  #begin(voice: Voice, piece: GesturePiece, source: TileSource, songFrame: number): void {
    const { deck } = voice
    const { program } = piece
    const frame = piece.programFrame + songFrame - piece.startFrame
    const heard = Math.max(0, frame - Math.round(BEFORE_SECONDS * this.#rateHz))
    let at = program.marks.length - 1
    while (at > 0 && program.marks[at]!.frame > heard) at--
    const mark = program.marks[at]!
    voice.source = source
    voice.piece = piece
    voice.next = songFrame
    deck.load(source)
    deck.follow(program, mark)
    deck.skip(heard - mark.frame - ((heard - mark.frame) % STRETCH))
    const { left, right } = this.#values
    while (deck.frame < frame) deck.process(left, right, 0, Math.min(QUANTUM, frame - deck.frame))
  }
}
