/** Turns a score into a performance: seconds instead of beats, and a hand that is never quite exact. */
import type { PartName } from "./parts.ts"
import { seededRandom } from "./random.ts"
import {
  type ScoreHit,
  type ScoreNote,
  type SectionScore,
  secondsAtBeat,
  SONG_SECONDS,
} from "./song.ts"

export interface PlayedNote {
  part: PartName
  startSeconds: number
  endSeconds: number
  /** MIDI note number, 60 = C4. */
  pitch: number
  /** MIDI velocity, 1 to 127. */
  velocity: number
}

export interface PlayedHit extends Omit<ScoreHit, "startBeat"> {
  startSeconds: number
}

export interface Performance {
  notes: PlayedNote[]
  hits: PlayedHit[]
}

const NOTE_JITTER_SECONDS = 0.009
const HIT_JITTER_SECONDS = 0.003
const VELOCITY_JITTER = 5
const HIT_GAIN_JITTER_DB = 1
/** A key must be up for this long before it is struck again, or the second stroke would be cut by the first's release. */
const KEY_UP_SECONDS = 0.012

/** Notes and hits in order of time. The same seed plays the same performance. */
export function perform(score: SectionScore, options: { seed: number }): Performance {
  const random = seededRandom(options.seed)
  const around = (spread: number) => (random() + random() - 1) * spread
  const notes = score.notes.map((note) => performNote(note, around)).sort(byStart)
  const hits = score.hits.map((hit) => performHit(hit, around)).sort(byStart)
  return { notes: releaseBeforeRepeat(notes), hits }
}

type Around = (spread: number) => number

function performNote(note: ScoreNote, around: Around): PlayedNote {
  const exactSeconds = secondsAtBeat(note.startBeat)
  const startSeconds = Math.max(0, exactSeconds + around(NOTE_JITTER_SECONDS))
  const endSeconds = exactSeconds + secondsAtBeat(note.durationBeats)
  const velocity = Math.round(note.velocity + around(VELOCITY_JITTER))
  return {
    part: note.part,
    pitch: note.pitch,
    startSeconds,
    endSeconds: Math.min(endSeconds, SONG_SECONDS),
    velocity: Math.min(127, Math.max(1, velocity)),
  }
}

function performHit(hit: ScoreHit, around: Around): PlayedHit {
  const { startBeat, ...sound } = hit
  return {
    ...sound,
    startSeconds: Math.max(0, secondsAtBeat(startBeat) + around(HIT_JITTER_SECONDS)),
    gainDb: sound.gainDb + around(HIT_GAIN_JITTER_DB),
  }
}

function releaseBeforeRepeat(notes: PlayedNote[]): PlayedNote[] {
  const nextStart = new Map<string, number>()
  for (const note of notes.toReversed()) {
    const key = `${note.part} ${note.pitch}`
    const limit = (nextStart.get(key) ?? Infinity) - KEY_UP_SECONDS
    note.endSeconds = Math.max(note.startSeconds, Math.min(note.endSeconds, limit))
    nextStart.set(key, note.startSeconds)
  }
  return notes
}

function byStart(a: { startSeconds: number }, b: { startSeconds: number }): number {
  return a.startSeconds - b.startSeconds
}
