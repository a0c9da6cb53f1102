/** Playing made stricter, looser or smoother. */
import { snapTick, type Grid, type MeterMap } from "#shared/music/index.ts"
import { nearNormal, seededRandom } from "#shared/music/random.ts"
import type { Note, NotesClip } from "../model/index.ts"
import type { IsChosen } from "./note-selection.ts"

export interface QuantiseSettings {
  readonly grid: Grid
  /** 0 leaves the notes, 1 puts them on the grid. */
  readonly strength: number
  /** 0..1, see `snapTick`. */
  readonly swing: number
  /** Whether the ends go to the grid, too; else notes keep their lengths. */
  readonly ends: boolean
}

/** The note nearer to the grid of the time line that its clip stands on; in a loop, of its first round. */
export function quantised(
  note: Note,
  clip: NotesClip,
  meters: MeterMap,
  { grid, strength, swing, ends }: QuantiseSettings,
): Note {
  const toLine = clip.startTicks - clip.offsetTicks - (clip.loop?.offsetTicks ?? 0)
  const nearer = (tick: number): number => {
    const snapped = snapTick(tick + toLine, grid, meters, swing) - toLine
    return Math.max(0, Math.round(tick + strength * (snapped - tick)))
  }
  const startTicks = nearer(note.startTicks)
  if (!ends) return { ...note, startTicks }
  // A note shorter than the grid would vanish: it keeps its length instead.
  const lengthTicks = nearer(note.startTicks + note.lengthTicks) - startTicks
  return { ...note, startTicks, lengthTicks: lengthTicks > 0 ? lengthTicks : note.lengthTicks }
}

/**
 * Notes with seeded, near normal deviations of start and velocity.
 * @param timingTicks standard deviation, as `velocity` in velocity steps
 * @returns a function to be called for the notes in their order: each draws two numbers
 */
export function humaniser(seed: number, timingTicks: number, velocity: number) {
  const random = seededRandom(seed)
  return (note: Note): Note => {
    const start = note.startTicks + Math.round(nearNormal(random) * timingTicks)
    const loud = note.velocity + Math.round(nearNormal(random) * velocity)
    const bounded = Math.min(127, Math.max(1, loud))
    return { ...note, startTicks: Math.max(0, start), velocity: bounded }
  }
}

/**
 * Notes of which each chosen one lasts to the next chosen start, chords together; the last keep their lengths.
 * @param gapTicks silence before the next note, an overlap below 0
 */
export function legato(notes: readonly Note[], isChosen: IsChosen, gapTicks: number): Note[] {
  const joined = [...notes]
  let next: number | undefined
  let start: number | undefined
  for (let i = notes.length - 1; i >= 0; i--) {
    const note = notes[i]!
    if (!isChosen(note)) continue
    if (note.startTicks !== start) {
      next = start
      start = note.startTicks
    }
    if (next !== undefined)
      joined[i] = { ...note, lengthTicks: Math.max(1, next - note.startTicks - gapTicks) }
  }
  return joined
}
