/** `slipmat import … -o`: a file of another program as a project. */
import { randomUUID } from "node:crypto"
import { extname, resolve } from "node:path"
import { importProject } from "#engine/projects/index.ts"
import { entitiesOf, type Project } from "#shared/project/index.ts"
import { aboutFile } from "./failure.ts"
import { printJson, printLine, printNote } from "./output.ts"
import { checkFree, saveNewProject } from "./project-file.ts"

interface Options {
  title?: string
  force?: true
  json?: true
}

export function importAsProject(path: string, output: string, options: Options): Promise<void> {
  return aboutFile(path, options, () => {
    checkFree(output, options)
    const {
      project,
      warnings,
      details = [],
    } = importProject(path, {
      ...{ newId: randomUUID, title: options.title },
      recordingsFolder: `${resolve(output).slice(0, -extname(output).length)} recordings`,
    })
    saveNewProject(output, project, options)
    for (const warning of [...warnings, ...details]) printNote(`${path}: ${warning}`)
    const counts = countsOf(project)
    if (options.json)
      printJson({
        path,
        project: output,
        title: project.title,
        ...counts,
        warnings,
        ...(details.length > 0 ? { details } : {}),
      })
    else printLine(`${output}: ${wordsOf(counts)}`)
    return Promise.resolve()
  })
}

/** "1 track, 12 clips". */
const wordsOf = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([many, count]) => `${count} ${count === 1 ? many.slice(0, -1) : many}`)
    .join(", ")

function countsOf({ trackOrder, clips }: Project) {
  const all = entitiesOf(clips)
  const notes = all.reduce((sum, clip) => sum + (clip.kind === "notes" ? clip.notes.length : 0), 0)
  return { tracks: trackOrder.length, clips: all.length, notes }
}
