/** A short sounding of a note that was come upon, where notes are to be heard. */
import type { NotesState } from "../notes-state.svelte.ts"

const HEARD_MS = 160

/** @returns what sounds a note, ending the one before */
export function createHearing(notes: NotesState): (pitch: number, velocity: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (pitch, velocity) => {
    clearTimeout(timer)
    notes.release()
    if (!notes.settings.auditions) return
    notes.press(pitch, velocity)
    timer = setTimeout(() => notes.release(), HEARD_MS)
  }
}
