/** What can be undone in the Duet view: what was done to its list, what of it was put on the timeline, and the song's steps that are made while it is shown. */
import { withSong, type History, type Steps, type Studio } from "../../session/index.ts"
import { PLACED } from "./answers/place-exchange.ts"
import { ADDED } from "./play/duet-tracks.ts"

/** Tracks are added without a word: that is not undone here. */
const belongs = (label: string): boolean | undefined =>
  label === PLACED ? true : label === ADDED ? false : undefined

/** Call when the view is shown. @param own what was done to the list */
export function duetSteps({ project, toasts }: Studio, own: History): Steps {
  const steps = withSong({ own, song: project, belongs })
  const isPlaced = (label: string | null): boolean => label === PLACED
  return {
    get canUndo() {
      return steps.canUndo
    },
    get canRedo() {
      return steps.canRedo
    },
    get undoLabel() {
      return steps.undoLabel
    },
    get redoLabel() {
      return steps.redoLabel
    },
    async undo() {
      const label = steps.undoLabel
      await steps.undo()
      if (isPlaced(label)) toasts.show("The duet was taken off the timeline again")
    },
    async redo() {
      const label = steps.redoLabel
      await steps.redo()
      if (isPlaced(label)) toasts.show("The duet is on the timeline again")
    },
  }
}
