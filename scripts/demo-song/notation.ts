/**
 * Reads the two notations in which the song is written.
 *
 * A line of notes: words apart by spaces, each `pitches:beats`, as in `D2:1 A3+C#4+F#4:2 -:1`. `+` joins a chord, `-` is
 * a rest, `|` is a bar line for the eye. A pitch is a letter, `#` or `b`, and an octave; C4 is middle C (60).
 * A drum pattern: one letter a sixteenth, `X` accent, `x` normal, `o` soft, `.` nothing, `|` for the eye.
 */
import type { ScoreHit, ScoreNote } from "./song.ts"

interface LineOptions {
  part: ScoreNote["part"]
  startBeat: number
  /** MIDI velocity at the first note. */
  velocity: number
  /** Velocity at the end of the line, for a crescendo or diminuendo; the same when left out. */
  endVelocity?: number
  /** Semitones added to every pitch. */
  transpose?: number
  /** How much of its written length a note sounds: above 1 overlaps (pedal), below 1 is detached. */
  legato?: number
}

const SEMITONES: Record<string, number> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }

/** @throws Error naming the word that cannot be read. */
export function playLine(text: string, options: LineOptions): ScoreNote[] {
  const words = text.split(/\s+/).filter((word) => word !== "" && word !== "|")
  const lengths = words.map(readBeats)
  const totalBeats = lengths.reduce((sum, beats) => sum + beats, 0)
  const {
    part,
    startBeat,
    velocity,
    endVelocity = velocity,
    transpose = 0,
    legato = 0.96,
  } = options
  let beat = 0
  return words.flatMap((word, index) => {
    const beats = lengths[index] ?? 0
    const start = beat
    beat += beats
    return readPitches(word).map((pitch) => ({
      part,
      startBeat: startBeat + start,
      durationBeats: beats * legato,
      pitch: pitch + transpose,
      velocity: Math.round(velocity + ((endVelocity - velocity) * start) / totalBeats),
    }))
  })
}

/** Beats that a line fills, rests included. */
export function lineBeats(text: string): number {
  const words = text.split(/\s+/).filter((word) => word !== "" && word !== "|")
  return words.reduce((sum, word) => sum + readBeats(word), 0)
}

const STEP_GAINS_DB: Record<string, number> = { X: 0, x: -4, o: -10 }

interface PatternOptions extends Omit<ScoreHit, "startBeat"> {
  startBeat: number
  /** Beats by which every second sixteenth comes late. */
  swingBeats?: number
}

/** @throws Error naming the letter that is no step. */
export function playPattern(pattern: string, options: PatternOptions): ScoreHit[] {
  const { startBeat, swingBeats = 0, gainDb, ...sound } = options
  const steps = Array.from(pattern).filter((step) => step !== "|" && step !== " ")
  return steps.flatMap((step, index) => {
    if (step === ".") return []
    const stepGainDb = STEP_GAINS_DB[step]
    if (stepGainDb === undefined) throw new Error(`"${step}" in drum pattern "${pattern}"`)
    const late = index % 2 === 1 ? swingBeats : 0
    return [{ ...sound, startBeat: startBeat + index / 4 + late, gainDb: gainDb + stepGainDb }]
  })
}

function readBeats(word: string): number {
  const beats = Number(word.split(":")[1])
  if (!(beats > 0)) throw new Error(`"${word}" names no length in beats`)
  return beats
}

function readPitches(word: string): number[] {
  const names = word.split(":")[0] ?? ""
  return names === "-" ? [] : names.split("+").map(readPitch)
}

function readPitch(name: string): number {
  const match = /^([A-G])([#b]?)(-?\d)$/.exec(name)
  const semitone = SEMITONES[match?.[1] ?? ""]
  if (!match || semitone === undefined) throw new Error(`"${name}" is no pitch`)
  const accidental = match[2] === "#" ? 1 : match[2] === "b" ? -1 : 0
  return 12 * (Number(match[3]) + 1) + semitone + accidental
}
