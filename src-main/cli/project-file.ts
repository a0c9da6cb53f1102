/** Project files as commands take them: opened, brought up to date, closed again. */
import { existsSync } from "node:fs"
import { basename, extname, resolve } from "node:path"
import {
  checkTarget,
  createProjectFile,
  isOpenSomewhere,
  openProjectFile,
  replaceProjectFile,
  type Loaded,
  type ProjectFile,
} from "#engine/projects/index.ts"
import { fail } from "#shared/contract/errors.ts"
import type { Project } from "#shared/project/index.ts"
import { printNote, UsageError } from "./output.ts"

const EXTENSION = ".slipmat"

export interface LoadedProject {
  file: ProjectFile
  replay: Loaded
}

/**
 * Opens a project, runs `work` and closes it again, also where `work` throws.
 * @throws StudioError not-found, unreadable (also a newer project), conflict: steps in it that cannot be repeated here
 */
export async function withProject<T>(
  path: string,
  work: (loaded: LoadedProject) => T | Promise<T>,
): Promise<T> {
  const name = basename(path)
  return opened(path, (loaded) => {
    const { damage, rest, reason } = loaded.replay
    if (damage.length > 0)
      fail("unreadable", `${name} is damaged, and nothing is written into it: ${damage.join(", ")}`)
    if (rest.length > 0)
      fail("conflict", `${name} holds steps that cannot be repeated. ${reason ?? ""}`)
    return work(loaded)
  })
}

/**
 * As `withProject`, for work that only reads: of a project that is damaged what can be read, and what cannot is told.
 * @throws StudioError not-found, unreadable where nothing in it can be read, or it is a newer one's
 */
export function readingProject<T>(
  path: string,
  work: (project: Project) => T | Promise<T>,
): Promise<T> {
  return opened(path, ({ replay: { damage, rest, reason, history } }) => {
    if (damage.length > 0) printNote(`${path} is damaged. Left out: ${damage.join(", ")}`)
    if (rest.length > 0)
      printNote(`${path}: ${rest.length} steps cannot be repeated. ${reason ?? ""}`)
    return work(history.project)
  })
}

async function opened<T>(
  path: string,
  work: (loaded: LoadedProject) => T | Promise<T>,
): Promise<T> {
  const file = openProjectFile(resolve(path))
  try {
    return await work({ file, replay: file.load() })
  } finally {
    file.close()
  }
}

/**
 * @throws StudioError not-found, invalid-input where it cannot be written, conflict where a file is there and stays: also by
 * force where it is open
 */
export function checkFree(path: string, { force }: { force?: true }): void {
  checkTarget(resolve(path))
  if (!force && existsSync(resolve(path)))
    fail("conflict", `${path} is there already: --force replaces it`)
  if (isOpenSomewhere(resolve(path)))
    fail("conflict", `${path} is open in a Slipmat, and is not replaced: close it there first`)
}

/** Keeps a new project. @throws StudioError conflict where a file is there and is not to be replaced */
export function saveNewProject(path: string, project: Project, { force }: { force?: true }): void {
  checkFree(path, force ? { force } : {})
  const target = resolve(path)
  if (force) replaceProjectFile(target, project)
  else createProjectFile(target, project).close()
}

/** Commander's parser for names of project files. */
export function projectPath(path: string): string {
  if (extname(path) === EXTENSION) return path
  throw new UsageError(`A project's file ends in ${EXTENSION}, not "${basename(path)}"`)
}
