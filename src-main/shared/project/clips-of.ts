/** Clips as the views want them: by track, in time. The index is made once for each table of clips. */
import { firstIndexWhere } from "../sorted.ts"
import { entitiesOf, type Clip, type Note, type NotesClip, type Project } from "./model/index.ts"

const NONE: readonly Clip[] = []
interface Index {
  readonly sounding: ReadonlyMap<string, Clip[]>
  readonly takes: ReadonlyMap<string, Clip[]>
}
const indexes = new WeakMap<Project["clips"], Index>()
const longest = new WeakMap<NotesClip["notes"], number>()

/**
 * The clips of a track by their start; those of one start by their ids. Without takes that are only kept. The same array
 * while no clip changes.
 */
export const clipsOf = ({ clips }: Project, trackId: string): readonly Clip[] =>
  indexOf(clips).sounding.get(trackId) ?? NONE

/** The takes that are kept below a track, by their start. */
export const takesOf = ({ clips }: Project, trackId: string): readonly Clip[] =>
  indexOf(clips).takes.get(trackId) ?? NONE

/** Where the last clip ends; 0 in an empty piece. */
export function endTicks({ clips }: Project): number {
  return entitiesOf(clips).reduce(
    (end, { startTicks, lengthTicks, takeLane }) =>
      takeLane === undefined ? Math.max(end, startTicks + lengthTicks) : end,
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
  const begun = firstFrom(fromTicks)
  return notes
    .slice(firstFrom(fromTicks - reach), begun)
    .filter(({ startTicks, lengthTicks }) => startTicks + Math.max(1, lengthTicks) > fromTicks)
    .concat(notes.slice(begun, firstFrom(toTicks)))
}

function indexOf(clips: Project["clips"]): Index {
  const known = indexes.get(clips)
  if (known) return known
  const all = entitiesOf(clips)
  const index = {
    sounding: byTrack(all.filter(({ takeLane }) => takeLane === undefined)),
    takes: byTrack(all.filter(({ takeLane }) => takeLane !== undefined)),
  }
  indexes.set(clips, index)
  return index
}

function byTrack(clips: readonly Clip[]): Map<string, Clip[]> {
  const lists = new Map<string, Clip[]>()
  for (const clip of clips) {
    const list = lists.get(clip.trackId)
    if (list) list.push(clip)
    else lists.set(clip.trackId, [clip])
  }
  for (const list of lists.values())
    list.sort((a, b) => a.startTicks - b.startTicks || (a.id < b.id ? -1 : 1))
  return lists
}

function longestOf(notes: readonly Note[]): number {
  return notes.reduce((length, note) => Math.max(length, note.lengthTicks), 1)
}
