/**
 * A melody as a model hears it: one code a sixteenth, in C major or A minor and around one octave. What is taken off is kept
 * beside it, and put back where it is played.
 */
import type { Loop, LoopNote } from "#shared/contract/loops.ts"
import { modulo12 } from "#shared/music/pitch.ts"
import { keyOf } from "../../symbolic/index.ts"
import { skyline } from "./skyline.ts"

export const REST = 0
export const HOLD = 1
/** Code of the lowest pitch. */
const FIRST = 2
const LOWEST = 48
const HIGHEST = 84
/** Rest, hold and three octaves. */
export const CODES = FIRST + HIGHEST - LOWEST + 1
/** The middle between highest and lowest lies from here to an octave above: two octaves fit wherever it is. */
const MIDDLE_FROM = 60
const STEPS_A_BAR = 16
/** Models know no loudness. */
const VELOCITY = 96

export interface HeardMelody {
  codes: Uint8Array
  /** 0..11 major from C up, 12..23 minor. */
  key: number
  octaves: number
}

export const stepsOf = (bars: number): number => bars * STEPS_A_BAR

export const isOnset = (code: number): boolean => code >= FIRST
/** @param code of an onset */
export const pitchOf = (code: number): number => code - FIRST + LOWEST

/** Semitones from C major or A minor to a key: -5..6. */
export function semitonesTo(key: number): number {
  const relative = modulo12(key < 12 ? key : key + 3)
  return relative > 6 ? relative - 12 : relative
}

/** Null where there is no note. Pitches further than three octaves apart come nearer by octaves. */
export function hearMelody({ bars, notes }: Pick<Loop, "bars" | "notes">): HeardMelody | null {
  const steps = stepsOf(bars)
  const voice = skyline(notes.filter(({ startStep }) => startStep < steps)).map((note) => ({
    ...note,
    lengthSteps: Math.min(note.lengthSteps, steps - note.startStep),
  }))
  if (voice.length === 0) return null
  const key = Math.max(
    0,
    keyOf(voice.map(({ pitch, lengthSteps }) => ({ pitch, lengthTicks: lengthSteps }))),
  )
  const shift = semitonesTo(key)
  const pitches = voice.map(({ pitch }) => pitch)
  const middle = (Math.max(...pitches) + Math.min(...pitches)) / 2 - shift
  const octaves = Math.floor((middle - MIDDLE_FROM) / 12)
  const codes = new Uint8Array(steps)
  for (const { startStep, lengthSteps, pitch } of voice) {
    codes[startStep] = FIRST + folded(pitch - shift - 12 * octaves) - LOWEST
    codes.fill(HOLD, startStep + 1, startStep + lengthSteps)
  }
  return { codes, key, octaves }
}

function folded(pitch: number): number {
  if (pitch < LOWEST) return pitch + 12 * Math.ceil((LOWEST - pitch) / 12)
  return pitch > HIGHEST ? pitch - 12 * Math.ceil((pitch - HIGHEST) / 12) : pitch
}

/** A hold without a note before it rests. Pitches beyond MIDI's come back by octaves. */
export function melodyNotes({ codes, key, octaves }: HeardMelody): LoopNote[] {
  const by = semitonesTo(key) + 12 * octaves
  const notes: LoopNote[] = []
  for (const [startStep, code] of codes.entries()) {
    const last = notes.at(-1)
    if (isOnset(code))
      notes.push({
        startStep,
        lengthSteps: 1,
        pitch: withinMidi(pitchOf(code) + by),
        velocity: VELOCITY,
      })
    else if (code === HOLD && last && last.startStep + last.lengthSteps === startStep)
      last.lengthSteps += 1
  }
  return notes
}

const withinMidi = (pitch: number): number =>
  pitch < 0 ? modulo12(pitch) : pitch > 127 ? 116 + modulo12(pitch - 116) : pitch
