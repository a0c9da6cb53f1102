/** The rows of a project's file as a document and its log, with what is damaged left out. */
import { basename } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import {
  PROJECT_FORMAT,
  projectFromJson,
  readDamagedText,
  replay,
  salvageProject,
  type Project,
} from "#shared/project/index.ts"
import type { Loaded } from "./project-file.ts"

/**
 * A document with what was done since, as far as both can be read.
 * @param rows the log in its order; may break off with an error
 * @throws StudioError unreadable where nothing of the document can be read, or a newer studio made it
 */
export function loadedFrom(
  row: { format: number; document: string },
  rows: () => Iterable<{ op: string }>,
  path: string,
): Loaded {
  const { project, lost } = documentOf(row, path)
  const { ops, problem } = readableOps(rows)
  return { ...replay(project, ops), damage: [...lost, ...(problem === undefined ? [] : [problem])] }
}

/** How far the log could be read. */
export const brokenLog = (steps: number): string =>
  `what was done after step ${steps} since it was last saved whole`

function documentOf(
  { format, document }: { format: number; document: string },
  path: string,
): { project: Project; lost: readonly string[] } {
  const name = basename(path)
  if (format > PROJECT_FORMAT)
    fail("unreadable", `${name} was made by a newer Slipmat: opening it here could lose parts`)
  const { json, lost } = parsed(document)
  try {
    if (lost.length === 0) return { project: projectFromJson(json).project, lost }
  } catch {
    // What is left of it is looked for below.
  }
  const salvaged = salvageProject(json)
  if (!salvaged) return fail("unreadable", `${name} is damaged: nothing in it can be read`)
  return { project: salvaged.project, lost: [...lost, ...salvaged.lost] }
}

/** The log up to the first step that the disk or its text does not give back. */
function readableOps(rows: () => Iterable<{ op: string }>): { ops: unknown[]; problem?: string } {
  const ops: unknown[] = []
  try {
    for (const { op } of rows()) ops.push(JSON.parse(op))
    return { ops }
  } catch {
    return { ops, problem: brokenLog(ops.length) }
  }
}

function parsed(text: string): { json: unknown; lost: string[] } {
  try {
    return { json: JSON.parse(text), lost: [] }
  } catch {
    const { json, lost } = readDamagedText(text)
    return { json, lost: lost.length > 0 ? lost : ["some of its text"] }
  }
}
