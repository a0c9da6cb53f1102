/** Puts a project's recordings into its own file: then it can go to another machine as one. */
import type { Command, Studio } from "../session/index.ts"
import { countText } from "../ui/index.ts"

export const collectCommand = (studio: Studio): Command => ({
  id: "project.collect",
  label: "Collect the recordings into the project's file",
  also: "media carry backup",
  group: "Project",
  isEnabled: () => studio.project.isOpen && !studio.project.isReadOnly,
  run: () => collect(studio),
})

async function collect({ engine, project, toasts }: Studio): Promise<void> {
  if (project.id === null) return
  try {
    const { recordings, bytes, missing } = await engine["projects.collect"]({ id: project.id })
    const carried = `${project.name} carries ${countText(recordings, "recording")}, ${(bytes / 1e6).toFixed(1)} MB`
    const left = missing.length > 0 ? `. Not found: ${missing.join(", ")}` : ""
    toasts.show(carried + left)
  } catch (error) {
    toasts.error(error, "The recordings were not collected.")
  }
}
