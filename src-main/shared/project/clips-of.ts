/** Clips as the views want them: by track, in time. The index is made once for each table of clips. */
import { firstIndexWhere } from "../sorted.ts"
import { entitiesOf, type Clip, type Note, type NotesClip, type Project } from "./model/index.ts"

const NONE: readonly Clip[] = []
const indexes = new WeakMap<Project["clips"], Map<string, Clip[]>>()
const longest = new WeakMap<NotesClip["notes"], number>()

/** The clips of a track by their start; those of one start by their ids. The same array while no clip changes. */
export function clipsOf({ clips }: Project, trackId: string): readonly Clip[] {
  const index = indexes.get(clips) ?? indexOf(clips)
  indexes.set(clips, index)
  return index.get(trackId) ?? NONE
}

/** Where the last clip ends; 0 in an empty piece. */
export function endTicks({ clips }: Project): number {
  return entitiesOf(clips).reduce(
    (end, clip) => Math.max(end, clip.startTicks + clip.lengthTicks),
    0,
  )
}

/**
 * Notes that sound in [fromTicks, toTicks) of the content, in their order. Two binary searches and the longest note bound
 * what is looked at.
 */
export function notesBetween({ notes }: NotesClip, fromTicks: number, toTicks: number): Note[] {
  const reach = longest.get(notes) ?? longestOf(notes)
  longest.set(notes, reach)
  const firstFrom = (tick: number): number =>
    firstIndexWhere(notes.length, (index) => notes[index]!.startTicks >= tick)
  const first = firstFrom(fromTicks - reach)
  const end = firstFrom(toTicks)
  return notes
    .slice(first, end)
    .filter(({ startTicks, lengthTicks }) => startTicks + Math.max(1, lengthTicks) > fromTicks)
}

function indexOf(clips: Project["clips"]): Map<string, Clip[]> {
  const index = new Map<string, Clip[]>()
  for (const clip of entitiesOf(clips)) {
    const list = index.get(clip.trackId)
    if (list) list.push(clip)
    else index.set(clip.trackId, [clip])
  }
  for (const list of index.values())
    list.sort((a, b) => a.startTicks - b.startTicks || (a.id < b.id ? -1 : 1))
  return index
}

function longestOf(notes: readonly Note[]): number {
  return notes.reduce((length, note) => Math.max(length, note.lengthTicks), 1)
}
