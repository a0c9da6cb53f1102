/** Opens the project that was open last as soon as a view of it is shown, and brings it back to a restarted engine. */
import { StudioError, type OpenedProject } from "#shared/contract/index.ts"
import { bringBackTakes } from "../audio/index.ts"
import type { Studio } from "../session/index.ts"
import { sentences } from "../ui/index.ts"

/** How often the file is looked at: a number in its header is read. */
const LOOK_MS = 2000

/** Call in a component. */
export function followProject(studio: Studio): void {
  const { engineLine, navigation, project, toasts } = studio
  $effect(() => {
    if (navigation.isInProject && !project.isOpen)
      openProject(studio).catch((error: unknown) =>
        toasts.error(error, "No project could be opened."),
      )
  })
  $effect(() => {
    if (!project.isOpen) return
    const look = (): void => void takeInOthers(studio)
    const timer = setInterval(look, LOOK_MS)
    window.addEventListener("focus", look)
    return () => {
      clearInterval(timer)
      window.removeEventListener("focus", look)
    }
  })
  $effect(() => {
    if (project.isBehind) void takeInOthers(studio)
  })
  let restarts = engineLine.restarts
  $effect(() => {
    if (engineLine.restarts === restarts) return
    restarts = engineLine.restarts
    project.restore().then(
      () => toasts.show("The engine stopped and was started again. Nothing was lost."),
      () => undefined, // that it is not saved is said until it is
    )
  })
}

/** What another Slipmat wrote into the file that is open. Where it cannot be taken in, the next step that is kept says why. */
export async function takeInOthers({ project, toasts }: Studio): Promise<void> {
  const hadSteps = project.entries.length > 0
  try {
    if (!(await project.takeIn())) return
    const undoWords = hadSteps ? ". Undo begins here" : ""
    toasts.show(`Changed by another Slipmat: taken in${undoWords}`)
  } catch {
    // An engine that was lost comes back by itself.
  }
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

/**
 * Goes on in the project that is being opened, if it was not cancelled (null). The project of before is closed only when
 * the next one is there. @throws where it cannot be opened: the one of before stays
 */
export async function takeOpened(
  studio: Studio,
  opening: Promise<OpenedProject | null>,
): Promise<void> {
  const { engine, navigation, project } = studio
  const opened = await opening
  if (!opened) return
  if (project.id !== null && project.id !== opened.id)
    await engine["projects.close"]({ id: project.id })
  takeProject(studio, opened)
  if (!navigation.isInProject) navigation.go("timeline")
}

function takeProject(studio: Studio, opened: OpenedProject): void {
  const { project, selection, toasts } = studio
  project.take(opened)
  toasts.keepTo(opened.id)
  selection.clear()
  // What is damaged has to be read; what was brought back is good news.
  if (opened.recovered && opened.isReadOnly)
    toasts.error(new StudioError("unreadable", opened.recovered))
  else if (opened.recovered) toasts.show(sentences([opened.recovered]))
  bringBackTakes(studio)
    .then((words) => {
      if (words) toasts.show(sentences([opened.recovered ?? "", words].filter(Boolean)))
    })
    .catch((error: unknown) => toasts.error(error, "A recording could not be brought back yet."))
}
