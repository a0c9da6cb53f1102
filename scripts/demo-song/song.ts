/** What a score is made of, and the clock it counts in. Times in a score are beats; seconds appear in performance.ts. */
import type { PartName } from "./parts.ts"
import type { SampleName } from "./samples-io.ts"

export const RATE_HZ = 44_100
const BEATS_PER_MINUTE = 88

export interface ScoreNote {
  part: PartName
  startBeat: number
  durationBeats: number
  /** MIDI note number, 60 = C4. */
  pitch: number
  /** MIDI velocity, 1 to 127. */
  velocity: number
}

export interface ScoreHit {
  sample: SampleName
  startBeat: number
  gainDb: number
  /** -1 left to 1 right. */
  pan?: number
  /** Playback speed; 0.5 is an octave down. */
  speed?: number
  /** Share sent to the reverb, 0 to 1. */
  send?: number
  fadeInSeconds?: number
  fadeOutSeconds?: number
  /** Cuts the sample short, counted after the change of speed. */
  durationSeconds?: number
}

export interface SectionScore {
  notes: ScoreNote[]
  hits: ScoreHit[]
}

const SECTION_LENGTHS_BEATS = {
  harbour: 16,
  piano: 30,
  groove: 32,
  strings: 40,
  bells: 16,
  band: 32,
  outro: 16,
} as const

export type SectionName = keyof typeof SECTION_LENGTHS_BEATS

export interface Section {
  name: SectionName
  startBeat: number
  lengthBeats: number
}

/** The sections in the order heard, each beginning where the one before it ends. */
export const SECTIONS: readonly Section[] = layOut()

export const SONG_BEATS = SECTIONS.reduce((sum, section) => sum + section.lengthBeats, 0)
export const SONG_SECONDS = secondsAtBeat(SONG_BEATS)

export function secondsAtBeat(beat: number): number {
  return (beat * 60) / BEATS_PER_MINUTE
}

function layOut(): Section[] {
  let startBeat = 0
  return (Object.keys(SECTION_LENGTHS_BEATS) as SectionName[]).map((name) => {
    const section = { name, startBeat, lengthBeats: SECTION_LENGTHS_BEATS[name] }
    startBeat += section.lengthBeats
    return section
  })
}
