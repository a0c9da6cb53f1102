/** From the page back to the clip: which notes stand written at a time and pitch. */
import type { HeardNote } from "#shared/project/musicxml/heard-notes.ts"
import type { ScorePart } from "#shared/project/musicxml/score.ts"

/** The note's id where a head stands at a tick; undefined where there is none. */
export type NoteFinder = (tick: number, pitch: number) => string | undefined

/** A rounding of the page's own fractions. */
const NEAR_TICKS = 2

export function noteFinder({ staves }: ScorePart): NoteFinder {
  const byPitch = new Map<number, HeardNote[]>()
  for (const { voices } of staves)
    for (const voice of voices)
      for (const { notes } of voice)
        for (const note of notes)
          byPitch.set(note.pitch, [...(byPitch.get(note.pitch) ?? []), note])
  return (tick, pitch) => {
    const found = byPitch
      .get(pitch)
      ?.find((note) => tick >= note.startTicks - NEAR_TICKS && tick < note.endTicks - NEAR_TICKS)
    return found?.noteId
  }
}
