/** A rig that plays, piece after piece of bounded size: an hour's take is no more than a minute's. Always at 48 kHz. */
import type { Course } from "../deck/course.ts"
import type { TileSource } from "#shared/dsp/index.ts"
import { SOUND_RATE_HZ } from "../fit/heard-take.ts"
import { REACH } from "../residual/network.ts"
import { seenOf, withResidual } from "../residual/residual.ts"
import { BAND_HOP, BAND_SIZE } from "../spectra/bands.ts"
import type { Rig } from "./rig.ts"

/** What the network sees around a frame, and windows that overlap: so pieces come out as if they were one. */
const MARGIN = (REACH + (2 * BAND_SIZE) / BAND_HOP + 1) * BAND_HOP
const PIECE = 256 * BAND_HOP

export class RigPlayer {
  #rig: Rig
  #course: Course
  #record: TileSource
  #piece: Float64Array = new Float64Array(0)
  #pieceFrom = -1

  /** @param record mono */
  constructor(rig: Rig, course: Course, record: TileSource) {
    this.#rig = rig
    this.#course = course
    this.#record = record
  }

  /** Writes frames `from` to `from + out.length` of the take. */
  read(from: number, out: Float32Array): void {
    for (let i = 0; i < out.length; i++) {
      const at = from + i
      if (this.#pieceFrom < 0 || at < this.#pieceFrom || at >= this.#pieceFrom + PIECE)
        this.#make(Math.floor(at / PIECE) * PIECE)
      out[i] = this.#piece[at - this.#pieceFrom + MARGIN]!
    }
  }

  #make(from: number): void {
    const { deck, residual } = this.#rig
    const stretch = { from: from - MARGIN, count: PIECE + 2 * MARGIN }
    const timeline = { startSeconds: 0, stepSeconds: 1 / SOUND_RATE_HZ }
    const playing = { course: this.#course, record: this.#record, timeline }
    const seen = seenOf(deck, playing, stretch)
    this.#piece = residual ? withResidual(seen, residual, stretch.from) : seen.sound
    this.#pieceFrom = from
  }
}
