/** New, open, save and export: what is done with a project as a whole. */
import type { ExportKind, OpenedProject } from "#shared/contract/index.ts"
import type { Command, Studio } from "../session/index.ts"
import { sentences } from "../ui/index.ts"
import { takeOpened } from "./follow-project.svelte.ts"

const EXPORTS: readonly { kind: ExportKind; label: string; keys?: string; also?: string }[] = [
  { kind: "wav", label: "Export as WAV …", keys: "Ctrl+E", also: "bounce render mixdown" },
  { kind: "flac", label: "Export as FLAC …", also: "bounce render mixdown" },
  { kind: "mp3", label: "Export as MP3 …", also: "bounce render mixdown" },
  { kind: "ogg", label: "Export as Ogg Vorbis …", also: "bounce render mixdown" },
  { kind: "stems", label: "Export every track as WAV …", also: "stems bounce render" },
  { kind: "midi", label: "Export as MIDI …" },
  { kind: "dawproject", label: "Export as DAWproject …", also: "bitwig studio one cubase" },
  { kind: "musicxml", label: "Export as MusicXML …", also: "score notation" },
]

export function projectCommands(studio: Studio): Command[] {
  const { engine, navigation, project, shell, toasts } = studio
  const group = "Project"
  const open = async (opening: Promise<OpenedProject | null>, what: string): Promise<void> => {
    try {
      await takeOpened(studio, opening)
    } catch (error) {
      toasts.error(error, what)
    }
  }
  return [
    {
      id: "project.new",
      label: "New project",
      keys: "Ctrl+N",
      group,
      run: () => open(engine["projects.create"]({}), "No project could be made."),
    },
    {
      id: "project.open",
      label: "Open a project, MIDI file or score …",
      also: "dawproject musicxml",
      keys: "Ctrl+Shift+O",
      group,
      run: () => open(shell["shell.openProject"]({}), "This could not be opened."),
    },
    {
      id: "project.save-as",
      label: "Save the project as …",
      keys: ["Ctrl+S", "Ctrl+Shift+S"],
      group,
      isEnabled: () => project.isOpen && navigation.isInProject,
      run: () => saveAs(studio),
    },
    ...EXPORTS.map(({ kind, ...found }) => ({
      ...{ id: `project.export-${kind}`, group, ...found },
      isEnabled: () => project.isOpen,
      run: () => exportAs(studio, kind),
    })),
  ]
}

async function saveAs({ project, shell, toasts }: Studio): Promise<void> {
  if (project.id === null) return
  try {
    const saved = await shell["shell.saveProjectAs"]({
      id: project.id,
      name: projectTitle(project),
    })
    if (!saved) return
    const wasReadOnly = project.isReadOnly
    project.renamed(saved.name)
    // The engine heard of no step while the file could not be written: what stands here goes into the new one.
    if (wasReadOnly) await project.restore()
  } catch (error) {
    toasts.error(error, "The project stays where it is.")
  }
}

async function exportAs({ project, shell, toasts, work }: Studio, kind: ExportKind): Promise<void> {
  if (project.id === null) return
  const { id } = project
  const name = projectTitle(project)
  const task = work.begin(kind === "stems" ? "Exporting tracks" : "Exporting")
  try {
    const written = await shell["shell.exportProject"]({ id, name, kind }, task.call)
    if (written) toasts.show(sentences([`Wrote ${written.name}`, ...written.warnings]))
  } catch (error) {
    if (task.call.signal.aborted) toasts.show("Stopped. Nothing was exported")
    else toasts.error(error, "Nothing was exported.")
  } finally {
    task.end()
  }
}

/** What the person calls it: its title, else the name of its file. */
export function projectTitle(session: Studio["project"]): string {
  const title = session.isOpen ? session.project.title : ""
  return title === "" ? session.name.replace(/\.slipmat$/, "") : title
}
