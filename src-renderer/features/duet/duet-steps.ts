/** What can be undone in the Duet view: what of it was put on the timeline last, and nothing that was done elsewhere. */
import type { Steps, Studio } from "../../session/index.ts"
import { PLACED } from "./answers/place-exchange.ts"

export function duetSteps({ project, toasts }: Studio): Steps {
  return {
    get canUndo() {
      return project.canUndo && project.undoLabel === PLACED
    },
    get canRedo() {
      return project.canRedo && project.redoLabel === PLACED
    },
    get undoLabel() {
      return this.canUndo ? PLACED : null
    },
    get redoLabel() {
      return this.canRedo ? PLACED : null
    },
    undo() {
      project.undo()
      toasts.show("The duet was taken off the timeline again")
    },
    redo() {
      project.redo()
      toasts.show("The duet is on the timeline again")
    },
  }
}
