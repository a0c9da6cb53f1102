/**
 * A clip that is being stretched. What its stretcher gives is late by some frames, so it begins that much earlier, and where
 * the song leaps into a clip it makes up for them at once: every sound of the recording comes where the clip has it.
 */
import type { Stretcher } from "../stretch/stretcher.ts"
import type { TileSource } from "../tile-source.ts"
import { sourceFrameAt } from "./clip-place.ts"
import type { ClipReader } from "./clip-reader.ts"
import type { Stereo } from "./levels.ts"
import { QUANTUM, type ClipPiece } from "./plan.ts"

const LEAST_STEP = 1e-3

/** What it plays. */
interface Task {
  piece: ClipPiece
  source: TileSource
  reader: ClipReader
}

export class ClipVoice {
  /** Song frame of what comes out next. */
  next = 0
  readonly stretcher: Stretcher
  #task: Task | null = null
  #values = new Float32Array(QUANTUM)
  /** Frames of the recording at the graph's rate, counted from its beginning, that have gone in. */
  #fed = 0

  constructor(stretcher: Stretcher) {
    this.stretcher = stretcher
  }

  get piece(): ClipPiece | null {
    return this.#task?.piece ?? null
  }

  /** Takes another task over, or the same in another piece's words; null for none. `begin` comes next where it is another. */
  assign(task: Task | null): void {
    this.#task = task
  }

  /** Begins so that the piece sounds whole from a song frame on; what comes out first lies the stretcher's latency before. */
  begin(songFrame: number): void {
    const { stretcher } = this
    stretcher.restart(this.#task!.piece.stretch!.semitones)
    this.#fed = this.#wanted(songFrame)
    const { historyFrames } = stretcher
    this.#feed(this.#fed - historyFrames, historyFrames)
    stretcher.seek(Math.max(LEAST_STEP, this.#place(songFrame + 1) - this.#place(songFrame)))
    this.next = songFrame - stretcher.outputLatency
  }

  /** Makes the next frames, a quantum at most. */
  advance(frames: number): void {
    const { stretcher } = this
    const wanted = this.#wanted(this.next + frames + stretcher.outputLatency)
    // Faster than the fastest it leaves some out.
    const count = Math.min(wanted - this.#fed, stretcher.inputs[0]!.length)
    this.#feed(wanted - count, count)
    stretcher.process(count, frames)
    this.#fed = wanted
    this.next += frames
  }

  /** Copies some of what `advance` made last. */
  copyTo({ left, right }: Stereo, from: number, frames: number): void {
    const { outputs } = this.stretcher
    const first = outputs[0]!
    const second = outputs[outputs.length - 1]!
    for (let i = 0; i < frames; i++) {
      left[i] = first[from + i]!
      right[i] = second[from + i]!
    }
  }

  /** Frames that must have gone in for the sound of a song frame. */
  #wanted(songFrame: number): number {
    return Math.round(this.#place(songFrame)) + this.stretcher.inputLatency
  }

  #place(songFrame: number): number {
    const { piece } = this.#task!
    return sourceFrameAt(piece, songFrame) / piece.stretch!.resample
  }

  /** Fills the stretcher's inputs with frames of the recording, mixed to as many channels as it has. */
  #feed(from: number, count: number): void {
    const { source } = this.#task!
    for (const input of this.stretcher.inputs) input.fill(0, 0, count)
    for (let at = 0; at < count; at += QUANTUM) {
      const frames = Math.min(QUANTUM, count - at)
      for (let channel = 0; channel < source.channels; channel++)
        this.#mix(channel, from + at, frames, at)
    }
  }

  #mix(channel: number, from: number, frames: number, at: number): void {
    const { source, reader, piece } = this.#task!
    const { resample } = piece.stretch!
    const values = this.#values
    reader.read(source, channel, from * resample, resample, frames, values)
    const { inputs } = this.stretcher
    for (let side = 0; side < inputs.length; side++) {
      const gain = source.gains[channel * 2 + side]!
      const input = inputs[side]!
      if (gain !== 0) for (let i = 0; i < frames; i++) input[at + i]! += values[i]! * gain
    }
  }
}
