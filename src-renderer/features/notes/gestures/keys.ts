/** Plays the keys at the left: sliding over them plays on. */
import type { NotesState } from "../notes-state.svelte.ts"
import type { Gesture, Spot } from "./gesture.ts"

export function playKeys(notes: NotesState, from: Spot): Gesture {
  notes.press(from.pitch)
  const stop = (): void => notes.release()
  return {
    move({ pitch }) {
      if (notes.pressed.has(pitch)) return
      notes.release()
      notes.press(pitch)
    },
    end: stop,
    cancel: stop,
  }
}
