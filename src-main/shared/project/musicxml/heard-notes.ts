/** The notes of clips as they sound on the time line: loops unrolled, what is muted left out. */
import { clipsOf } from "../clips-of.ts"
import { contentSpans } from "../edit/content.ts"
import type { NotesClip, Project } from "../model/index.ts"

export interface HeardNote {
  /** Of the time line. */
  readonly startTicks: number
  /** After the start. */
  readonly endTicks: number
  readonly pitch: number
  readonly velocity: number
  /** Of the clip's note; a loop has it more than once. */
  readonly noteId: string
}

export function heardNotesOfTrack(project: Project, trackId: string): HeardNote[] {
  return clipsOf(project, trackId).flatMap((clip) =>
    clip.kind === "notes" && !clip.isMuted ? heardNotesOf(clip) : [],
  )
}

/** A note of no length sounds for a tick; one that its clip cuts off ends there. */
export function heardNotesOf(clip: NotesClip): HeardNote[] {
  return contentSpans(clip).flatMap(({ contentTicks, lengthTicks, atTicks }) => {
    const shift = atTicks - contentTicks
    const end = contentTicks + lengthTicks
    return clip.notes
      .filter(
        ({ startTicks, isMuted }) => !isMuted && startTicks >= contentTicks && startTicks < end,
      )
      .map((note) => ({
        startTicks: note.startTicks + shift,
        endTicks: Math.min(note.startTicks + Math.max(1, note.lengthTicks), end) + shift,
        ...{ pitch: note.pitch, velocity: note.velocity, noteId: note.id },
      }))
  })
}
