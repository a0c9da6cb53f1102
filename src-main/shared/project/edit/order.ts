/** The orders that the document keeps its lists in. */
import { fail } from "#shared/contract/errors.ts"
import type { ControllerEvent, Note, NotesClip } from "../model/index.ts"
import { patched } from "./patched.ts"

export function compareNotes(a: Note, b: Note): number {
  if (a.startTicks !== b.startTicks) return a.startTicks - b.startTicks
  if (a.pitch !== b.pitch) return a.pitch - b.pitch
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

/** The clip with other notes, in their order. @throws StudioError conflict for an id that is there twice */
export function withNotes(clip: NotesClip, notes: readonly Note[]): NotesClip {
  if (new Set(notes.map(({ id }) => id)).size < notes.length)
    fail("conflict", `The clip ${clip.id} would hold two notes of one id`)
  return withChangedNotes(clip, notes)
}

/** The clip with its notes, or some of them, changed: their ids are known to differ. */
export function withChangedNotes(clip: NotesClip, notes: readonly Note[]): NotesClip {
  return patched(clip, { notes: inOrder(notes, compareNotes) })
}

/** The clip with other controllers by tick; those of one tick keep their order, on which MIDI depends. */
export function withControllers(clip: NotesClip, events: readonly ControllerEvent[]): NotesClip {
  return patched(clip, { controllers: inOrder(events, ([a], [b]) => a - b) })
}

export function compareTicks(a: { readonly tick: number }, b: { readonly tick: number }): number {
  return a.tick - b.tick
}

/** Events by tick with some put in: one that stands at the same tick gives way. */
export function putByTick<T extends { readonly tick: number }>(
  events: readonly T[],
  fresh: readonly T[],
): T[] {
  const byTick = new Map(events.map((event) => [event.tick, event]))
  for (const event of fresh) byTick.set(event.tick, event)
  return inOrder([...byTick.values()], compareTicks)
}

/** Sorted, without the cost of sorting where the list is in order already. */
function inOrder<T>(items: readonly T[], compare: (a: T, b: T) => number): T[] {
  const sorted = items.every((item, i) => i === 0 || compare(items[i - 1]!, item) <= 0)
  return sorted ? [...items] : items.toSorted(compare)
}
