/** Says that the last steps are not kept on disk, and what to do about it. */
import { untrack } from "svelte"
import type { Studio } from "../session/index.ts"
import { sentence } from "../ui/index.ts"

export class Unsaved {
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
