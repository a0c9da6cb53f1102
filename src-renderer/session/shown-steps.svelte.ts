/** What undo and redo go through belongs to what is on screen: a view's own steps, the project's, or the library's. */
import type { History } from "./history.svelte.ts"
import type { Navigation } from "./navigation.svelte.ts"
import type { ProjectSession } from "./project-session.svelte.ts"

/** Steps that can be gone back and forth. */
export interface Steps {
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Of the step that would be undone: "Split chunk 12". */
  readonly undoLabel: string | null
  readonly redoLabel: string | null
  undo(): unknown
  redo(): unknown
}

interface Sources {
  readonly navigation: Navigation
  readonly project: ProjectSession
  readonly history: History
}

export class ShownSteps {
  #own = $state.raw<Steps | null>(null)
  #sources: Sources

  constructor(sources: Sources) {
    this.#sources = sources
  }

  now = $derived.by((): Steps => {
    const { navigation, project, history } = this.#sources
    return this.#own ?? (navigation.isOnProject ? project : history)
  })

  /** While a view with steps of its own is shown; the returned function ends it: return it from an `$effect`. */
  keepTo(steps: Steps): () => void {
    this.#own = steps
    return () => {
      if (this.#own === steps) this.#own = null
    }
  }
}
