/** What keys do to the selected notes, as steps. */
import { scaleClasses, type Key } from "#shared/music/index.ts"
import type { Note, NotesClip } from "#shared/project/index.ts"
import type { Step } from "../../../session/index.ts"

/** One step of the scale up (or down) from a pitch; off the scale to its nearest member that way. */
export function scaleStep(pitch: number, direction: 1 | -1, key: Key | undefined): number {
  const members = key ? new Set(scaleClasses(key)) : null
  let to = pitch + direction
  while (members && to >= 0 && to <= 127 && !members.has(to % 12)) to += direction
  return to >= 0 && to <= 127 ? to : pitch
}

/**
 * Moves notes to new pitches, those of the same distance by one command.
 * @param pitchOf where a note goes
 */
export function repitchSteps(
  clip: NotesClip,
  notes: readonly Note[],
  pitchOf: (note: Note) => number,
): Step[] {
  const byDistance = new Map<number, string[]>()
  for (const note of notes) {
    const bySemitones = pitchOf(note) - note.pitch
    if (bySemitones === 0) continue
    const ids = byDistance.get(bySemitones) ?? []
    byDistance.set(bySemitones, ids)
    ids.push(note.id)
  }
  return [...byDistance].map(([bySemitones, noteIds]) => ({
    name: "note.transpose",
    args: { clipId: clip.id, noteIds, bySemitones },
  }))
}

/** From the first start to the last end, in content ticks. */
export function spanOf(notes: readonly Note[]): { startTicks: number; endTicks: number } {
  let [startTicks, endTicks] = [Infinity, 0]
  for (const note of notes) {
    startTicks = Math.min(startTicks, note.startTicks)
    endTicks = Math.max(endTicks, note.startTicks + note.lengthTicks)
  }
  return { startTicks, endTicks }
}
