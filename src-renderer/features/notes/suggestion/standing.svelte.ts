/** A candidate as it lies in the piece before it is answered: a drag that is not let go, so that it is heard and seen, and in no file. */
import type { NotesState } from "../notes-state.svelte.ts"
import {
  ghostOf,
  suggestionLabel,
  type Ghost,
  type Suggested,
  type Suggestion,
} from "./suggestion.ts"

export class Standing {
  ghost = $state.raw<Ghost | null>(null)
  /** The drag that is under way is the ghost's. */
  #isStanding = false
  #notes: NotesState

  constructor(notes: NotesState) {
    this.#notes = notes
  }

  /** In place of the one before. */
  stand(suggestion: Suggestion | null, candidate: Suggested | null): void {
    const { project: session } = this.#notes.studio
    this.lift()
    const { clip, project } = this.#notes
    if (!suggestion || !candidate || !clip || !project || session.isDragging) return
    const ghost = ghostOf(project, clip, suggestion, candidate)
    session.begin(suggestionLabel(suggestion, clip.name))
    session.drag(ghost.steps)
    this.#isStanding = true
    this.ghost = ghost
  }

  /** The piece is as it was. */
  lift(): void {
    if (!this.#isStanding) return
    this.#isStanding = false
    this.ghost = null
    this.#notes.studio.project.cancel()
  }

  /** It is a step of the history now. @returns null where nothing stood */
  keep(): Ghost | null {
    const { ghost } = this
    if (!ghost) return null
    this.#isStanding = false
    this.ghost = null
    this.#notes.studio.project.commit()
    return ghost
  }
}
