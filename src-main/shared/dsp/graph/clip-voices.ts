/** The stretched clips of a channel that sound or are about to. */
import type { TileSource } from "../tile-source.ts"
import type { ClipReader } from "./clip-reader.ts"
import type { ClipVoice } from "./clip-voice.ts"
import { mostAtOnce } from "./most-at-once.ts"
import type { ClipPiece } from "./plan.ts"
import type { StretchPool } from "./stretch-pool.ts"

/** More than any stretcher is late by. */
const MOST_LEAD_SECONDS = 0.1

export class ClipVoices {
  /** Song frames before its start within which a piece must be asked for. */
  readonly leadFrames: number
  #pool: StretchPool
  #reader: ClipReader
  #voices: ClipVoice[] = []

  constructor(pool: StretchPool, reader: ClipReader, rateHz: number) {
    this.leadFrames = Math.ceil(MOST_LEAD_SECONDS * rateHz)
    this.#pool = pool
    this.#reader = reader
  }

  /** Makes voices ready, and lets those pieces sound on that are as they were. Allocates. */
  setPieces(pieces: readonly ClipPiece[], sources: ReadonlyMap<number, TileSource>): void {
    const stretched = pieces.filter(({ stretch }) => stretch !== null)
    const counts = new Map<number, number>()
    for (const channels of [1, 2])
      counts.set(channels, mostAtOnce(stretched.filter(hasChannels(channels)), this.leadFrames))
    this.#pool.reserve(this, counts)
    const sounding = this.#voices
    this.#voices = []
    for (const voice of sounding) {
      const key = keyOf(voice.piece!)
      const piece = stretched.find((other) => keyOf(other) === key)
      const source = piece && sources.get(piece.source)
      if (!source) this.#pool.giveBack(voice)
      else {
        voice.assign({ piece, source, reader: this.#reader })
        this.#voices.push(voice)
      }
    }
  }

  /** @returns what makes the piece's sound, at `songFrame` or on the way there; null before it begins, and without a voice */
  voiceFor(piece: ClipPiece, source: TileSource, songFrame: number, end: number): ClipVoice | null {
    const known = this.#find(piece)
    if (known?.next === songFrame) return known
    const voice = known ?? this.#pool.take(channelsOf(piece))
    if (!voice) return null
    const isDue = piece.startFrame - voice.stretcher.outputLatency < end
    if (!known && !isDue) this.#pool.giveBack(voice)
    if (known && !isDue) this.#end(known)
    if (!isDue) return null
    if (!known) {
      voice.assign({ piece, source, reader: this.#reader })
      this.#voices.push(voice)
    }
    voice.begin(Math.max(piece.startFrame, songFrame))
    return voice
  }

  /** Lets go of what has ended by a song frame, or has not been asked for there. */
  endOthers(songFrame: number, end: number): void {
    for (let i = this.#voices.length - 1; i >= 0; i--) {
      const voice = this.#voices[i]!
      if (voice.next !== end || voice.piece!.endFrame <= songFrame) this.#end(voice)
    }
  }

  endAll(): void {
    while (this.#voices.length > 0) this.#end(this.#voices[0]!)
  }

  release(): void {
    this.endAll()
    this.#pool.leave(this)
  }

  #find(piece: ClipPiece): ClipVoice | undefined {
    for (let i = 0; i < this.#voices.length; i++)
      if (this.#voices[i]!.piece === piece) return this.#voices[i]
    return undefined
  }

  #end(voice: ClipVoice): void {
    const at = this.#voices.indexOf(voice)
    const last = this.#voices.pop()!
    if (last !== voice) this.#voices[at] = last
    this.#pool.giveBack(voice)
  }
}

const channelsOf = ({ stretch }: ClipPiece): number => Math.min(2, stretch?.channels ?? 2)
const hasChannels =
  (channels: number) =>
  (piece: ClipPiece): boolean =>
    channelsOf(piece) === channels

/** What a piece plays, as a text: pieces come anew with every edit. */
const keyOf = (piece: ClipPiece): string =>
  JSON.stringify(piece, (_, value: unknown) =>
    value instanceof Float64Array ? Array.from(value) : value,
  )
