/** Answers for projects: open, keep, save elsewhere, render. */
import { existsSync } from "node:fs"
import { basename, extname, join } from "node:path"
import type {
  files,
  Handlers,
  OpenedProject,
  OpenProjectId,
  projects,
} from "#shared/contract/index.ts"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import {
  newProject,
  projectFromJson,
  ProjectId,
  projectToText,
  TrackId,
  type Project,
} from "#shared/project/index.ts"
import type { Database, MediaStore } from "../library/index.ts"
import type { Clock, Log } from "../platform/index.ts"
import type { MediaPath } from "./dawproject-io.ts"
import { fileName } from "./file-name.ts"
import { makeFolder } from "../platform/node/folder-io.ts"
import { exportProject, importProject, isImportable } from "./formats-io.ts"
import { collectRecordings, unpackCarried } from "./collected-store.ts"
import { readScore } from "./musicxml-io.ts"
import { createOpenProjects } from "./open-projects-store.ts"
import { createProjectFile, openProjectFile } from "./project-file-store.ts"
import { createRecentStore } from "./recent-store.ts"
import { saveElsewhere } from "./save-as-store.ts"
import { renderProject, type RenderParts } from "./render-service.ts"

const EXTENSION = ".slipmat"

interface Options extends RenderParts {
  database: Database
  /** The library may not be written. */
  isReadOnly: boolean
  media: MediaStore
  clock: Clock
  newId(): string
  libraryDirectory: string
  /** Brings recordings that came with a project into the library, where they are heard from. */
  keepRecordings(folder: string): void
  log: Log
}

type Served = Handlers<typeof projects> &
  Pick<
    Handlers<typeof files>,
    "files.openProject" | "files.saveProjectAs" | "files.exportProject" | "files.renderProject"
  >

export function createProjectService(options: Options): { handlers: Served; close(): void } {
  const { clock, newId, media } = options
  const ownFolder = join(options.libraryDirectory, "projects")
  const recent = createRecentStore(options.database, newId, options.isReadOnly)
  const open = createOpenProjects({ clock, ownFolder })

  const mediaPath: MediaPath = (hash) => (media.has(hash) ? media.pathOf(hash) : undefined)

  const openFile = (path: string): OpenedProject => {
    if (isImportable(path)) return openImported(path)
    const opened = open.take(recent.remember(path, clock.now()), openProjectFile(path))
    // The project opens at once; its recordings are heard when they have arrived.
    if (!options.isReadOnly) void bringRecordings(path, join(ownFolder, "carried"), options)
    return opened
  }
  const create = (project: Project): OpenedProject => {
    makeFolder(ownFolder)
    const path = freeName(ownFolder, project.title || "Untitled")
    createProjectFile(path, project).close()
    return openFile(path)
  }
  const openImported = (path: string): OpenedProject => {
    const recordingsFolder = freeName(ownFolder, `${basename(path, extname(path))} recordings`, "")
    const { project, warnings } = importProject(path, { newId, recordingsFolder })
    if (existsSync(recordingsFolder)) options.keepRecordings(recordingsFolder)
    return { ...create(project), recovered: warnings.length > 0 ? warnings.join("; ") : null }
  }
  const untitled = (): OpenedProject => create(emptyProject(newId))

  return {
    handlers: {
      "projects.resume": () => {
        const last = recent.all().find(({ path }) => existsSync(path))
        if (!last) return untitled()
        try {
          return openFile(last.path)
        } catch (error) {
          // The person meets it again when they open it themselves; the studio opens all the same.
          recent.forget(last.id)
          return { ...untitled(), recovered: toStudioError(error).message }
        }
      },
      "projects.create": untitled,
      "projects.append": ({ id, steps }) => open.append(id, steps),
      "projects.refresh": ({ id }) => open.refresh(id),
      "projects.restore": ({ id, document }) => {
        const { project } = projectFromJson(JSON.parse(document))
        const path = recent.pathOf(id) ?? fail("not-found", "This project is not known here")
        open.take(id, openProjectFile(path))
        open.replace(id, project)
      },
      "projects.collect": (asked, context) =>
        collect(open.path(asked.id), { project: open.project(asked.id), mediaPath }, context),
      "projects.readScore": (file) => documentOfScore(file, newId),
      "projects.close": ({ id }) => open.close(id),
      "files.openProject": ({ path }) => openFile(path),
      "files.saveProjectAs": (asked) => saveAs(asked, { open, recent, log: options.log }),
      "files.exportProject": ({ id, path }) => exportProject(open.project(id), path, mediaPath),
      "files.renderProject": (input, context) =>
        renderProject(open.project(input.id), input, context, options),
    },
    close: () => open.closeAll(),
  }
}

interface SaveParts {
  open: ReturnType<typeof createOpenProjects>
  recent: ReturnType<typeof createRecentStore>
  log: Log
}

async function saveAs(
  { id, path: wanted }: { id: OpenProjectId; path: string },
  { open, recent, log }: SaveParts,
): Promise<{ name: string }> {
  const path = extname(wanted) === EXTENSION ? wanted : wanted + EXTENSION
  const from = open.path(id)
  if (path === from && open.isInPlace(id)) return { name: basename(path) }
  const file = await saveElsewhere(path, {
    ...{ from, project: () => open.project(id) },
    onNotCarried: (reason) => log.warn(reason),
  })
  open.move(id, file)
  recent.move(id, path)
  return { name: basename(path) }
}

/** Those that the project's file carries and the library lacks. */
function bringRecordings(
  path: string,
  folder: string,
  { media, keepRecordings, log }: Options,
): Promise<void> {
  return unpackCarried(path, folder, (sha256) => media.has(sha256)).then(
    (folders) => folders.forEach((each) => keepRecordings(each)),
    (error: unknown) => log.warn(toStudioError(error).message),
  )
}

const emptyProject = (newId: () => string): Project =>
  newProject(ProjectId.parse(newId()), TrackId.parse("master"), "")

function documentOfScore(
  { name, bytes }: { name: string; bytes: Uint8Array },
  newId: () => string,
): { document: string; warnings: string[] } {
  const title = basename(name, extname(name))
  const { project, warnings } = readScore(bytes, name, { title, newId })
  return { document: projectToText(project), warnings }
}

async function collect(
  path: string,
  from: Parameters<typeof collectRecordings>[1],
  { signal, progress }: { signal: AbortSignal; progress(told: { fraction: number }): void },
) {
  const onProgress = (fraction: number): void => progress({ fraction })
  const { carried, missing } = await collectRecordings(path, from, { signal, onProgress })
  const bytes = carried.reduce((sum, each) => sum + each.bytes, 0)
  return { recordings: carried.length, bytes, missing }
}

function freeName(folder: string, title: string, extension = EXTENSION): string {
  const name = fileName(title)
  for (let number = 1; ; number++) {
    const path = join(folder, `${name}${number === 1 ? "" : ` ${number}`}${extension}`)
    if (!existsSync(path)) return path
  }
}
