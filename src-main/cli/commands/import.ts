import { resolve } from "node:path"
import type { Command } from "commander"
import { sentence } from "../failure.ts"
import { asNamed, type ImportReport, reportImport } from "../import-report.ts"
import { printJson, printLine, printNote, progress, UsageError } from "../output.ts"
import { importAsProject } from "../import-project.ts"
import { projectPath } from "../project-file.ts"
import { quietly, withEngine } from "../with-engine.ts"
import { isImportable } from "#engine/projects/index.ts"
import { forceOption, libraryOption } from "./options.ts"
import type { Engine } from "#engine/engine.ts"
import type { Job, JobId } from "#shared/contract/index.ts"

interface Options {
  library?: string
  stems?: true
  title?: string
  output?: string
  force?: true
  json?: true
}

const isFinished = ({ state }: Job): boolean => ["succeeded", "failed", "cancelled"].includes(state)

export function addImport(program: Command, signal: AbortSignal): void {
  program
    .command("import")
    .description(
      "import files and folders into the library, and wait until their maps are made; with -o, make a project of a .mid, .dawproject or .musicxml",
    )
    .argument("<path...>")
    .option("-o, --output <file.slipmat>", "make a project of one file instead", projectPath)
    .addOption(forceOption())
    .addOption(libraryOption())
    .option("--stems", "the files are parts of one song")
    .option("--title <title>", "of the song made of stems, or of the project")
    .option("--json", "print one JSON document")
    .action((paths: string[], options: Options) => {
      const [path = ""] = paths
      if (options.output !== undefined) {
        if (paths.length > 1 || options.stems)
          throw new UsageError("-o takes one file, and no --stems")
        return importAsProject(path, options.output, options)
      }
      const project = paths.find(isImportable)
      if (project !== undefined)
        throw new UsageError(`${project} is no recording: -o FILE.slipmat makes a project of it`)
      return withEngine(options.library, async ({ handlers }) => {
        const input = {
          paths: paths.map((path) => resolve(path)),
          asStems: options.stems ?? false,
          ...(options.title ? { title: options.title } : {}),
        }
        const { jobIds, paths: found } = await handlers["files.import"](input, quietly(signal))
        const watched = await watch(
          () => handlers["jobs.list"]({}, quietly(signal)),
          jobIds,
          signal,
        )
        for (const job of signal.aborted ? watched.filter((one) => !isFinished(one)) : []) {
          await handlers["jobs.cancel"]({ jobId: job.id }, quietly(signal))
        }
        signal.throwIfAborted()
        const warnings = await warningsOf(handlers, watched, signal)
        const pathOf = new Map(jobIds.map((id, at) => [id, asNamed(found[at] ?? "", paths)]))
        print(reportImport(watched, pathOf, warnings), options)
      })
    })
}

/** Follows the imports and the maps of the songs they made, until all are finished. */
async function watch(
  list: () => Promise<Job[]> | Job[],
  jobIds: readonly JobId[],
  signal: AbortSignal,
): Promise<Job[]> {
  for (;;) {
    const all = await list()
    const imports = all.filter(({ id }) => jobIds.includes(id))
    const songs = new Set(imports.map(({ songId }) => songId).filter((songId) => songId !== null))
    const watched = all.filter(
      (job) => imports.includes(job) || (job.songId !== null && songs.has(job.songId)),
    )
    const left = watched.filter((job) => !isFinished(job))
    if (left.length === 0 || signal.aborted) {
      progress.end()
      return watched
    }
    const [first] = left.filter(({ state }) => state === "running")
    progress.show(
      "importing:",
      `${left.length} left${first ? `: ${first.title} ${first.stage} ${Math.round(first.fraction * 100)} %` : ""}`,
    )
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** What is wrong with the songs' files although they could be read; of several parts, which one it is. */
async function warningsOf(
  handlers: Engine["handlers"],
  jobs: readonly Job[],
  signal: AbortSignal,
): Promise<Map<Job["songId"], string>> {
  const warnings = new Map<Job["songId"], string>()
  for (const songId of new Set(jobs.map((job) => job.songId))) {
    if (!songId) continue
    const { parts } = await handlers["library.song"]({ songId }, quietly(signal))
    const named = parts
      .filter(({ warning }) => warning !== "")
      .map(({ name, warning }) => (parts.length > 1 ? `${name}: ${warning}` : warning))
    if (named.length > 0) warnings.set(songId, named.join(" "))
  }
  return warnings
}

function print({ files, exitCode }: ImportReport, { json }: Options): void {
  for (const { path, title, warning, error, mapError } of files) {
    if (warning) printNote(`${title}: ${warning}`)
    if (error) printNote(sentence({ path, error }))
    if (mapError) printNote(`${title} was imported, but not mapped: ${mapError.message}`)
    if (!json && !error) printLine(`${title}: imported`)
  }
  if (json) printJson({ files })
  process.exitCode = exitCode
}
