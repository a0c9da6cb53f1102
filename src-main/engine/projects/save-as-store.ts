/** A project goes on in another file: what it holds at that moment, and the recordings that its old file carries. */
import { existsSync, renameSync } from "node:fs"
import { basename } from "node:path"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import type { Project } from "#shared/project/index.ts"
import { carryOver } from "./collected-store.ts"
import { createProjectFile, openProjectFile, removeFile, tidyUp } from "./project-file-store.ts"
import type { ProjectFile } from "./project-file.ts"
import { isOpenSomewhere } from "./open-lock-store.ts"
import { besideOf, checkTarget, namedAs } from "./target-io.ts"

interface Options {
  /** The document as it is when the new file is whole: steps may be done while recordings are copied. */
  project(): Project
  /** The file of before. Where it was moved, deleted or replaced its document is still known here, and is what must be saved. */
  from: string
  /** Told where recordings that the old file carried could not be brought along. */
  onNotCarried(reason: string): void
}

/**
 * Writes beside `path` and puts the file there when it is whole, as the disk may be full.
 * @returns the file, open; what happens from its making to the return is done at once, so that no step is missed
 * @throws StudioError disk-full, read-only, not-found, invalid-input, conflict where another Slipmat has it open; what stood at `path` is then as it was
 */
export async function saveElsewhere(path: string, options: Options): Promise<ProjectFile> {
  checkTarget(path)
  if (path !== options.from && isOpenSomewhere(path))
    fail("conflict", `${basename(path)} is open in a Slipmat: close it there first`)
  const next = besideOf(path)
  try {
    removeFile(next)
    const first = options.project()
    createProjectFile(next, first).close()
    if (existsSync(options.from)) await carryAlong(options, next)
    const last = options.project()
    if (last !== first) keep(next, last)
    renameSync(next, path)
  } catch (error) {
    tidyUp(next)
    throw namedAs(path, error)
  }
  return openProjectFile(path)
}

function keep(path: string, project: Project): void {
  const file = openProjectFile(path)
  try {
    file.snapshot(project)
  } finally {
    file.close()
  }
}

async function carryAlong({ from, onNotCarried }: Options, to: string): Promise<void> {
  try {
    await carryOver(from, to)
  } catch (error) {
    const { code, message } = toStudioError(error)
    if (code === "disk-full") throw error
    onNotCarried(message)
  }
}
