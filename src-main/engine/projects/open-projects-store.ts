/** The projects that are open here: each a file and the history that follows it step by step. */
import { basename, dirname } from "node:path"
import { writeFileSync } from "node:fs"
import { fail, OpenProjectId, toStudioError, type OpenedProject } from "#shared/contract/index.ts"
import {
  follow,
  newHistory,
  Op,
  projectToText,
  type History,
  type Project,
} from "#shared/project/index.ts"
import type { Clock } from "../platform/index.ts"
import type { Loaded, ProjectFile } from "./project-file.ts"
import { MOST_OPS } from "./project-file-store.ts"

interface Open {
  file: ProjectFile
  history: History
  /** What the file alone can follow: after a snapshot nothing that was done before it can be undone there. */
  logged: History
  /** In the log. */
  steps: number
}

interface Options {
  clock: Clock
  /** Where projects lie that were never saved elsewhere. */
  ownFolder: string
}

export type OpenProjects = ReturnType<typeof createOpenProjects>

export function createOpenProjects({ clock, ownFolder }: Options) {
  const open = new Map<OpenProjectId, Open>()
  const find = (id: OpenProjectId): Open =>
    open.get(id) ?? fail("not-found", "This project is not open")

  const close = (id: OpenProjectId): void => {
    const { file, history, steps } = find(id)
    open.delete(id)
    try {
      if (steps > 0 && !file.isReadOnly) file.snapshot(history.project)
    } catch {
      // Every step is on disk already: this only makes the next opening quicker, and must not keep the next project away.
    } finally {
      file.close()
    }
  }

  const load = (id: OpenProjectId, file: ProjectFile, wasOpen: boolean): OpenedProject => {
    const loaded = file.load()
    const recovered = recoveredWords(loaded, file, { nowMs: clock.now(), wasOpen })
    const { history, done } = loaded
    open.set(id, { file, history, logged: history, steps: done })
    // What could not be repeated stands in a file of its own: later steps must not come after it in the log.
    if (loaded.rest.length > 0 && !file.isReadOnly) {
      file.snapshot(history.project)
      const anew = newHistory(history.project)
      open.set(id, { file, history: anew, logged: anew, steps: 0 })
    }
    return {
      ...{ id, recovered, name: basename(file.path), isReadOnly: file.isReadOnly },
      isUntitled: dirname(file.path) === ownFolder,
      document: projectToText(history.project),
    }
  }

  return {
    /** Takes a file over; what it holds is brought up to date. A project that is open already is closed there. */
    take(id: OpenProjectId, file: ProjectFile): OpenedProject {
      if (open.has(id)) close(id)
      return load(id, file, false)
    },
    /** Goes on from what another Slipmat wrote into the file meanwhile; null where none did. */
    refresh(id: OpenProjectId): OpenedProject | null {
      const { file } = find(id)
      return file.isChangedByOther() ? load(id, file, true) : null
    },
    project: (id: OpenProjectId): Project => find(id).history.project,
    path: (id: OpenProjectId): string => find(id).file.path,
    /** Whether its file is still the one under its name. */
    isInPlace: (id: OpenProjectId): boolean => find(id).file.isInPlace(),
    /** Follows steps and keeps them: all of them, or none. @throws StudioError invalid-input where one cannot be done from here */
    append(id: OpenProjectId, steps: readonly unknown[]): void {
      const one = find(id)
      const ops = steps.map((step) => Op.parse(step))
      const history = followedAll(one.history, ops)
      const logged = one.logged === one.history ? history : followed(one.logged, ops)
      if (logged && one.steps + ops.length < MOST_OPS) {
        one.file.append(ops, clock.now())
        one.steps += ops.length
        Object.assign(one, { history, logged })
        return
      }
      one.file.snapshot(history.project)
      Object.assign(one, { history, logged: newHistory(history.project), steps: 0 })
    },
    /** Puts a document in place of what is there. */
    replace(id: OpenProjectId, project: Project): void {
      const one = find(id)
      one.file.snapshot(project)
      one.history = one.logged = newHistory(project)
      one.steps = 0
    },
    /** Goes on in another file, which holds the project as it is. */
    move(id: OpenProjectId, file: ProjectFile): void {
      const one = find(id)
      one.file.close()
      one.file = file
      one.logged = newHistory(one.history.project)
      one.steps = 0
    },
    close,
    closeAll(): void {
      for (const id of open.keys()) close(id)
    },
  }
}

function followedAll(history: History, ops: readonly Op[]): History {
  try {
    return ops.reduce(follow, history)
  } catch (error) {
    return fail(
      "invalid-input",
      `These steps do not follow what is kept: ${toStudioError(error).message}`,
    )
  }
}

/** null where a step goes back behind the beginning. */
function followed(history: History, ops: readonly Op[]): History | null {
  try {
    return ops.reduce(follow, history)
  } catch {
    return null
  }
}

/** Says what was brought back; steps that could not be repeated are put beside the project, never thrown away. */
function recoveredWords(
  { damage, done, reason, rest }: Loaded,
  { path, isReadOnly, wasLeftOpen }: ProjectFile,
  { nowMs, wasOpen }: { nowMs: number; wasOpen: boolean },
): string | null {
  if (damage.length > 0) {
    const what = damage.slice(0, MOST_NAMED).join(", ")
    const more = damage.length > MOST_NAMED ? ` and ${damage.length - MOST_NAMED} more` : ""
    return `${basename(path)} is damaged and stays as it is. Not readable: ${what}${more}. Save it under another name to go on with the rest`
  }
  if (rest.length > 0) {
    const lost = `${path}.steps-${nowMs}.json`
    if (!isReadOnly) writeFileSync(lost, JSON.stringify(rest))
    return `${steps(rest.length)} could not be repeated and stand in ${basename(lost)}. ${reason ?? ""}`
  }
  // Steps alone say nothing: a list of commands leaves some in the log, too, and ends as it should.
  if (wasOpen || !wasLeftOpen) return null
  return done > 0
    ? `Brought back ${steps(done)} from before the studio stopped`
    : "The studio stopped before this was closed. Nothing was lost"
}

const MOST_NAMED = 4

const steps = (count: number): string => (count === 1 ? "1 step" : `${count} steps`)
