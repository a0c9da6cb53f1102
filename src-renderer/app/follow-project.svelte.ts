/** Opens the project that was open last as soon as a view of it is shown, and brings it back to a restarted engine. */
import type { OpenedProject } from "#shared/contract/index.ts"
import type { Studio } from "../session/index.ts"

/** Call in a component. */
export function followProject(studio: Studio): void {
  const { engine, engineLine, navigation, project, toasts } = studio
  let isAsked = false
  $effect(() => {
    if (!navigation.isInProject || project.isOpen || isAsked) return
    isAsked = true
    engine["projects.resume"]({})
      .then((opened) => takeProject(studio, opened))
      .catch((error: unknown) => toasts.error(error, "No project could be opened."))
      .finally(() => (isAsked = false))
  })
  let restarts = engineLine.restarts
  $effect(() => {
    if (engineLine.restarts === restarts) return
    restarts = engineLine.restarts
    project
      .restore()
      .catch((error: unknown) => toasts.error(error, "The project is not kept on disk now."))
  })
}

export function takeProject({ project, selection, toasts }: Studio, opened: OpenedProject): void {
  project.take(opened)
  selection.clear()
  if (opened.recovered) toasts.show(opened.recovered)
}
