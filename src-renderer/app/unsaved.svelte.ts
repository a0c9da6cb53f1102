/** Says that the last steps are not kept on disk yet, and what to do where they cannot be. */
import { untrack } from "svelte"
import type { Studio } from "../session/index.ts"
import { sentence } from "../ui/index.ts"

/** A step is kept within a few milliseconds: only what takes longer is worth a word. */
const SAVING_AFTER_MS = 250

export class Unsaved {
  /** The last steps have been on their way to the disk for a while. */
  isSaving = $state(false)
  #studio: Studio
  #toastId: number | undefined
  #isSaid = false

  constructor(studio: Studio) {
    this.#studio = studio
  }

  /** Call in a component: says it once, until it is saved. A lost engine, and another Slipmat that wrote, are met elsewhere. */
  follow(): void {
    const { engineLine, project } = this.#studio
    $effect(() => {
      if (project.saveState === "saved") untrack(() => this.#forget())
      const isLeft = project.saveState === "failed" && engineLine.state === "ready"
      if (isLeft && !project.isBehind && !this.#isSaid) untrack(() => this.show())
    })
    $effect(() => {
      if (project.saveState !== "saving") return
      const timer = setTimeout(() => (this.isSaving = true), SAVING_AFTER_MS)
      return () => {
        clearTimeout(timer)
        this.isSaving = false
      }
    })
  }

  /** Says it, again if it was closed. */
  show(): void {
    const { commands, project, toasts } = this.#studio
    const why = `${sentence(project.saveProblem ?? "")} It is tried again every two seconds`
    const action = { label: "Save as …", run: () => commands.run("project.save-as") }
    toasts.error(why, "The last steps are not saved.", { action })
    this.#toastId = toasts.current?.id
    this.#isSaid = true
  }

  #forget(): void {
    if (this.#toastId !== undefined) this.#studio.toasts.dismiss(this.#toastId)
    this.#toastId = undefined
    this.#isSaid = false
  }
}
