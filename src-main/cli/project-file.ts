/** Project files as commands take them: opened, brought up to date, closed again. */
import { existsSync } from "node:fs"
import { basename, extname, resolve } from "node:path"
import {
  checkTarget,
  createProjectFile,
  openProjectFile,
  replaceProjectFile,
  type Loaded,
  type ProjectFile,
} from "#engine/projects/index.ts"
import { fail } from "#shared/contract/errors.ts"
import type { Project } from "#shared/project/index.ts"
import { UsageError } from "./output.ts"

const EXTENSION = ".slipmat"

export interface LoadedProject {
  file: ProjectFile
  replay: Loaded
}

/**
 * Opens a project, runs `work` and closes it again, also where `work` throws.
 * @throws StudioError not-found, unreadable, conflict: a newer project, or steps in it that cannot be repeated here
 */
export async function withProject<T>(
  path: string,
  work: (loaded: LoadedProject) => T | Promise<T>,
): Promise<T> {
  const file = openProjectFile(resolve(path))
  try {
    const replay = file.load()
    if (replay.damage.length > 0)
      fail("unreadable", `${basename(path)} is damaged: ${replay.damage.join(", ")}`)
    if (replay.rest.length > 0)
      fail(
        "conflict",
        `${basename(path)} holds steps that cannot be repeated. ${replay.reason ?? ""}`,
      )
    return await work({ file, replay })
  } finally {
    file.close()
  }
}

/** @throws StudioError not-found, invalid-input where it cannot be written, conflict where a file is there and stays */
export function checkFree(path: string, { force }: { force?: true }): void {
  checkTarget(resolve(path))
  if (!force && existsSync(resolve(path)))
    fail("conflict", `${path} is there already: --force replaces it`)
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
