/** Answers for projects: open, keep, save elsewhere, render. */
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs"
import { basename, extname, join } from "node:path"
import type { files, Handlers, OpenedProject, projects } from "#shared/contract/index.ts"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import {
  entitiesOf,
  newProject,
  projectFromJson,
  ProjectId,
  TrackId,
  type Project,
} from "#shared/project/index.ts"
import type { Database, MediaStore } from "../library/index.ts"
import type { Clock, Executor } from "../platform/index.ts"
import { createOpenProjects } from "./open-projects.ts"
import { createProjectFile, openProjectFile } from "./project-file-store.ts"
import { createRecentStore } from "./recent-store.ts"
import type { renderTask } from "./render-io.ts"

const EXTENSION = ".slipmat"

interface Options {
  database: Database
  media: MediaStore
  clock: Clock
  newId(): string
  executor: Executor<{ render: typeof renderTask }>
  libraryDirectory: string
  /** Brings the decoded sound of a recording to the cache. */
  decodedPath(sha256: string, name: string): Promise<string>
}

type Served = Handlers<typeof projects> &
  Pick<
    Handlers<typeof files>,
    "files.openProject" | "files.saveProjectAs" | "files.exportProject" | "files.renderProject"
  >

export function createProjectService(options: Options): { handlers: Served; close(): void } {
  const { clock, newId, libraryDirectory } = options
  const ownFolder = join(libraryDirectory, "projects")
  const recent = createRecentStore(options.database, newId)
  const open = createOpenProjects({ clock, ownFolder })

  const openFile = (path: string): OpenedProject => {
    const file = openProjectFile(path)
    return open.take(recent.remember(path, clock.now()), file)
  }
  const create = (project: Project): OpenedProject => {
    mkdirSync(ownFolder, { recursive: true })
    const path = freeName(ownFolder, project.title || "Untitled")
    createProjectFile(path, project).close()
    return openFile(path)
  }
  const untitled = (): OpenedProject =>
    create(newProject(ProjectId.parse(newId()), TrackId.parse("master"), ""))

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
      "projects.restore": ({ id, document }) => {
        const { project } = projectFromJson(document)
        const path = recent.pathOf(id) ?? fail("not-found", "This project is not known here")
        open.take(id, openProjectFile(path))
        open.replace(id, project)
      },
      "projects.close": ({ id }) => open.close(id),
      "files.openProject": ({ path }) => openFile(path),
      "files.saveProjectAs": ({ id, path: wanted }) => {
        const path = extname(wanted) === EXTENSION ? wanted : wanted + EXTENSION
        if (path === open.path(id)) return { name: basename(path) }
        // Beside the old one until it is whole: a full disk must not cost the person an older project.
        const next = `${path}.new`
        rmSync(next, { force: true })
        createProjectFile(next, open.project(id)).close()
        renameSync(next, path)
        open.move(id, openProjectFile(path))
        recent.move(id, path)
        return { name: basename(path) }
      },
      "files.exportProject": () => fail("internal", "later"),
      "files.renderProject": (input, context) =>
        render(open.project(input.id), input, context, options),
    },
    close: () => open.closeAll(),
  }
}

type RenderHandler = Handlers<typeof files>["files.renderProject"]

async function render(
  project: Project,
  input: Omit<Parameters<RenderHandler>[0], "id">,
  { signal, progress }: Parameters<RenderHandler>[1],
  { executor, decodedPath, media: store }: Pick<Options, "executor" | "decodedPath" | "media">,
): Promise<Awaited<ReturnType<RenderHandler>>> {
  const media: { id: string; pcmPath: string }[] = []
  const missing: string[] = []
  for (const { id, sha256, name } of entitiesOf(project.media)) {
    if (store.has(sha256)) media.push({ id, pcmPath: await decodedPath(sha256, name) })
    else missing.push(name)
  }
  const { path, stemsDirectory, sampleRateHz, sampleFormat, fromTicks, toTicks } = input
  const stems = stemsDirectory === undefined ? [] : stemPaths(project, stemsDirectory)
  const { frames, peak } = await executor.run(
    "render",
    {
      ...{ project, media, outputPath: path, sampleRateHz, sampleFormat },
      ...{ fromTicks, toTicks, stems },
    },
    { signal, onProgress: (fraction) => progress({ fraction }) },
  )
  return { seconds: frames / sampleRateHz, peak, missing }
}

function stemPaths(project: Project, folder: string): { trackId: string; path: string }[] {
  mkdirSync(folder, { recursive: true })
  return project.trackOrder.map((trackId, index) => {
    const track = entitiesOf(project.tracks).find(({ id }) => id === trackId)
    const name = `${String(index + 1).padStart(2, "0")} ${fileName(track?.name ?? trackId)}.wav`
    return { trackId, path: join(folder, name) }
  })
}

const fileName = (title: string): string => title.replace(/[\\/:*?"<>|]/g, "_").trim() || "Untitled"

function freeName(folder: string, title: string): string {
  const name = fileName(title)
  for (let number = 1; ; number++) {
    const path = join(folder, `${name}${number === 1 ? "" : ` ${number}`}${EXTENSION}`)
    if (!existsSync(path)) return path
  }
}
