/** Opens the project that was open last as soon as a view of it is shown, and brings it back to a restarted engine. */
import type { OpenedProject } from "#shared/contract/index.ts"
import type { Studio } from "../session/index.ts"

/** Call in a component. */
export function followProject(studio: Studio): void {
  const { engineLine, navigation, project, toasts } = studio
  $effect(() => {
    if (navigation.isInProject && !project.isOpen)
      openProject(studio).catch((error: unknown) =>
        toasts.error(error, "No project could be opened."),
      )
  })
  let restarts = engineLine.restarts
  $effect(() => {
    if (engineLine.restarts === restarts) return
    restarts = engineLine.restarts
    project.restore().then(
      () => toasts.show("The engine stopped and was started again. Nothing was lost."),
      (error: unknown) => toasts.error(error, "The project is not kept on disk now."),
    )
  })
}

const opening = new WeakMap<Studio, Promise<void>>()

/** Opens the project that was open last, unless one is. @throws where none can be opened */
export async function openProject(studio: Studio): Promise<void> {
  if (studio.project.isOpen) return
  const asked =
    opening.get(studio) ??
    studio.engine["projects.resume"]({})
      .then((opened) => takeProject(studio, opened))
      .finally(() => opening.delete(studio))
  opening.set(studio, asked)
  await asked
}

export function takeProject({ project, selection, toasts }: Studio, opened: OpenedProject): void {
  project.take(opened)
  selection.clear()
  if (opened.recovered) toasts.show(opened.recovered)
}
