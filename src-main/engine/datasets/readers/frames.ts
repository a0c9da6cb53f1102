/** Four voices on a grid of sixteenths, from scores that have them, and back to notes. */
import {
  DRUMS,
  HIGHEST_PITCH,
  LOWEST_PITCH,
  type Frame,
  type PieceNote,
} from "../../symbolic/index.ts"
import type { Score, ScorePart } from "./score.ts"

export const FRAME_TICKS = 240
const VOICES = 4
/** Choir: what chorales are written for. */
const CHOIR = 52
const VELOCITY = 80
/** Legato players hold a note a little into the next. */
const OVERLAP_TICKS = 30
const OFF_GRID_TICKS = 30
/** A few ornaments between the sixteenths do not keep a piece from being heard on them. */
const MOST_OFF_GRID = 0.02

type Note = ScorePart["notes"][number]

/** Soprano, alto, tenor, bass by how high they lie; undefined where the parts are not four such voices. */
export function framesOf({ frames, parts }: Score): readonly Frame[] | undefined {
  if (frames) return frames.every(isNamed) ? frames : undefined
  const voices = parts.filter(({ notes }) => notes.length > 0)
  if (voices.length !== VOICES || voices.some(({ program }) => program === DRUMS)) return undefined
  const sorted = voices
    .map(({ notes }) => notes.toSorted((a, b) => a.startTicks - b.startTicks))
    .sort((a, b) => meanPitch(b) - meanPitch(a))
  if (!sorted.every(isVoice)) return undefined
  const ends = sorted
    .map((notes) => notes.at(-1)!)
    .map((note) => note.startTicks + note.lengthTicks)
  const count = Math.round(Math.max(...ends) / FRAME_TICKS)
  const [soprano, alto, tenor, bass] = sorted.map((notes) => onGrid(notes, count))
  return Array.from({ length: count }, (_, at): Frame => [
    soprano![at]!,
    alto![at]!,
    tenor![at]!,
    bass![at]!,
  ])
}

const isNamed = (frame: Frame): boolean =>
  frame.every((pitch) => pitch === -1 || (pitch >= LOWEST_PITCH && pitch <= HIGHEST_PITCH))

const meanPitch = (notes: readonly Note[]): number =>
  notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length

function isVoice(notes: readonly Note[]): boolean {
  let offGrid = 0
  for (const [at, { startTicks, lengthTicks, pitch }] of notes.entries()) {
    if (pitch < LOWEST_PITCH || pitch > HIGHEST_PITCH) return false
    const next = notes[at + 1]
    if (next && startTicks + lengthTicks > next.startTicks + OVERLAP_TICKS) return false
    if (distanceToGrid(startTicks) > OFF_GRID_TICKS) offGrid++
  }
  return offGrid <= notes.length * MOST_OFF_GRID
}

const distanceToGrid = (ticks: number): number =>
  Math.abs(ticks - Math.round(ticks / FRAME_TICKS) * FRAME_TICKS)

/** What sounds in the middle of each frame, -1 where nothing does. */
function onGrid(notes: readonly Note[], count: number): Int8Array {
  const pitches = new Int8Array(count).fill(-1)
  for (const { startTicks, lengthTicks, pitch } of notes) {
    const from = Math.max(0, Math.round(startTicks / FRAME_TICKS))
    const to = Math.min(count, Math.round((startTicks + lengthTicks) / FRAME_TICKS))
    pitches.fill(pitch, from, to)
  }
  return pitches
}

/** The voices as parts: a pitch that stays is one note, as the grid does not tell where it is struck again. */
export function partsOfFrames(frames: readonly Frame[]): ScorePart[] {
  return Array.from({ length: VOICES }, (_, voice) => {
    const notes: Omit<PieceNote, "program">[] = []
    for (let at = 0; at < frames.length; at++) {
      const pitch = frames[at]![voice]!
      let end = at + 1
      while (end < frames.length && frames[end]![voice] === pitch) end++
      const [startTicks, lengthTicks] = [at * FRAME_TICKS, (end - at) * FRAME_TICKS]
      if (pitch >= 0) notes.push({ startTicks, lengthTicks, pitch, velocity: VELOCITY })
      at = end - 1
    }
    return { program: CHOIR, notes }
  })
}
