/** The voices of a player: made once, used again, so that nothing is allocated while sound plays. */
import type { TileSource } from "./tile-source.ts"

export interface Voice {
  /** Null while the voice is free. */
  source: TileSource | null
  bus: number
  /** Source frame, maybe between two, that sounds at output frame `origin`. */
  from: number
  origin: number
  /** Source frames per output frame. */
  step: number
  /** Output frames; `end` is the first one without it. */
  start: number
  end: number
  gain: number
}

export interface NewVoice extends Omit<Voice, "origin"> {
  source: TileSource
}

/** How far, in source frames, the place where one piece ends may lie from where the next one begins. */
const SEAM_FRAMES = 1

export class VoicePool {
  readonly size: number
  active = 0
  #voices: Voice[]

  constructor(size: number) {
    this.size = size
    this.#voices = Array.from({ length: size }, () => ({
      source: null,
      bus: 0,
      from: 0,
      origin: 0,
      step: 1,
      start: 0,
      end: 0,
      gain: 1,
    }))
  }

  at(slot: number): Voice {
    return this.#voices[slot]!
  }

  add(wanted: NewVoice): boolean {
    for (const voice of this.#voices) {
      if (!goesOn(voice, wanted)) continue
      voice.end = wanted.end
      return true
    }
    for (const voice of this.#voices) {
      if (voice.source) continue
      Object.assign(voice, wanted)
      voice.origin = wanted.start
      this.active += 1
      return true
    }
    return false
  }

  release(bus: number, atFrame: number, edgeFrames: number): void {
    for (const voice of this.#voices) {
      if (!voice.source || voice.bus !== bus) continue
      if (voice.start >= atFrame) this.#free(voice)
      else voice.end = Math.min(voice.end, atFrame + edgeFrames)
    }
  }

  /** Frees the voices that have ended before `frame`. */
  retire(frame: number): void {
    if (this.active === 0) return
    for (let slot = 0; slot < this.size; slot++) {
      const voice = this.#voices[slot]!
      if (voice.source && voice.end <= frame) this.#free(voice)
    }
  }

  #free(voice: Voice): void {
    voice.source = null
    this.active -= 1
  }
}

function goesOn(voice: Voice, next: NewVoice): boolean {
  if (voice.source !== next.source || voice.bus !== next.bus || voice.end !== next.start)
    return false
  if (voice.gain !== next.gain || voice.step !== next.step) return false
  const reached = voice.from + (voice.end - voice.origin) * voice.step
  return Math.abs(reached - next.from) <= SEAM_FRAMES
}
