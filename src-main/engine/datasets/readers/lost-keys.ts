/**
 * Files that some converters made (verovio's of kern, among them) tell a key signature, but their pitches do not follow it: every
 * note without an accidental of its own is a white key. What was lost can be put back but for naturals that were written out.
 */
import { DRUMS, type PieceNote } from "../../symbolic/index.ts"
import type { Score } from "./score.ts"

type Note = Omit<PieceNote, "program">
type Keys = NonNullable<Score["keys"]>

/** White keys in the order in which signatures raise them; they lower them from the last to the first. */
const SHARPENED = [5, 0, 7, 2, 9, 4, 11]
const WHITE = [...SHARPENED, 12, -1]
/** A file is suspected by so many notes that its signature is about, of which so few follow it. */
const FEWEST_NOTES = 20
const MOST_FOLLOWING = 0.2

/** Whether almost no note follows the key signatures that the file tells. Only what would be a black key tells it. */
export function hasLostKeys({ keys = [], parts }: Score): boolean {
  let [following, all] = [0, 0]
  for (const { note, steps } of underKeys(parts, keys)) {
    const blackened = classesOf(steps).filter((white) => !WHITE.includes(white + Math.sign(steps)))
    const isFollowing = blackened.includes(classOf(note.pitch - Math.sign(steps)))
    if (isFollowing) following++
    if (isFollowing || blackened.includes(classOf(note.pitch))) all++
  }
  return all >= FEWEST_NOTES && following < all * MOST_FOLLOWING
}

/** With the signatures put back into the pitches. In minor keys with flats the seventh degree stays raised over its dominant. */
export function withKeys(score: Score): Score {
  const { keys = [], parts } = score
  const moved = new Map<Note, number>()
  const together = soundingWith(parts)
  for (const { note, steps } of underKeys(parts, keys)) {
    const pitchClass = classOf(note.pitch)
    if (!classesOf(steps).includes(pitchClass)) continue
    if (steps < 0 && isLeadingNote(pitchClass, steps, together(note))) continue
    moved.set(note, note.pitch + Math.sign(steps))
  }
  const fixed = parts.map((part) => ({
    ...part,
    notes: part.notes.map((note) => ({ ...note, pitch: moved.get(note) ?? note.pitch })),
  }))
  return { ...score, parts: fixed }
}

const classOf = (pitch: number): number => ((pitch % 12) + 12) % 12

/** White keys that a signature changes. */
const classesOf = (steps: number): number[] =>
  steps > 0 ? SHARPENED.slice(0, steps) : steps < 0 ? SHARPENED.slice(steps) : []

/** Every note but drums with the signature that it stands under. */
function* underKeys(parts: Score["parts"], keys: Keys) {
  for (const { program, notes } of parts) {
    if (program === DRUMS) continue
    for (const note of notes) {
      const key = keys.findLast(({ startTicks }) => startTicks <= note.startTicks + 1)
      yield { note, steps: key?.sharps ?? 0 }
    }
  }
}

/** The tonic of the minor key is three steps of fifths further; its dominant holds its seventh degree raised. */
function isLeadingNote(pitchClass: number, steps: number, chord: ReadonlySet<number>): boolean {
  const tonic = classOf(7 * (steps + 3))
  const [leading, dominant, second] = [classOf(tonic - 1), classOf(tonic + 7), classOf(tonic + 2)]
  if (pitchClass !== leading || chord.has(tonic)) return false
  return chord.has(dominant) || chord.has(second)
}

/** Pitch classes that begin together with a note, itself among them. */
function soundingWith(parts: Score["parts"]): (note: Note) => ReadonlySet<number> {
  const moments = new Map<number, Set<number>>()
  const moment = ({ startTicks }: Note): number => Math.round(startTicks / 60)
  for (const { program, notes } of parts) {
    if (program === DRUMS) continue
    for (const note of notes) {
      const at = moment(note)
      moments.set(at, (moments.get(at) ?? new Set()).add(classOf(note.pitch)))
    }
  }
  return (note) => moments.get(moment(note)) ?? new Set()
}
