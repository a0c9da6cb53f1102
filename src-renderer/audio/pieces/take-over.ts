/** One loop becomes another while it plays: which notes to play until the next one has taken over. */
import type { HeardNote } from "#shared/contract/index.ts"

export interface TakeOver {
  /** Beats of both. */
  readonly beats: number
  /** The beat that sounds now. */
  readonly from: number
  /** Where the next loop begins to sound; below `from` it is in the next round. */
  readonly at: number
}

const endOf = ({ startBeats, lengthBeats }: HeardNote): number => startBeats + lengthBeats

/** @param ahead beats that are on their way to the ear already */
export function takeOverAt(position: number, beats: number, ahead: number): TakeOver {
  const next = Math.floor(position + ahead) + 1
  return { beats, from: Math.min(beats - 1, Math.floor(position)), at: next % beats }
}

/** Notes that sound across `beat` end there. */
function before(notes: readonly HeardNote[], beat: number): HeardNote[] {
  return notes
    .filter(({ startBeats }) => startBeats < beat)
    .map((note) => ({ ...note, lengthBeats: Math.min(note.lengthBeats, beat - note.startBeats) }))
}

/** What sounds at `beat` already is struck there. */
function after(notes: readonly HeardNote[], beat: number): HeardNote[] {
  return notes.flatMap((note) => {
    if (note.startBeats >= beat) return note
    const lengthBeats = endOf(note) - beat
    return lengthBeats > 1e-6 ? { ...note, startBeats: beat, lengthBeats } : []
  })
}

/** The old loop from `from` to `at`, the new one else: no note is struck twice, none is held beyond its loop. */
export function takenOver(
  old: readonly HeardNote[],
  next: readonly HeardNote[],
  { from, at }: TakeOver,
): HeardNote[] {
  if (at > from) return [...before(old, at), ...after(next, at)]
  return [...before(old, at), ...before(after(next, at), from), ...after(old, from)]
}
