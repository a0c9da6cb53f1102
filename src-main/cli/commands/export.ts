import { extname, resolve } from "node:path"
import type { Command } from "commander"
import { createMediaStore } from "#engine/library/index.ts"
import { exportProject } from "#engine/projects/index.ts"
import type { Project } from "#shared/project/index.ts"
import { worstExitCode } from "../exit.ts"
import { aboutFile, failureOf, sentence, type Failure } from "../failure.ts"
import { printJson, printLine, printNote, UsageError } from "../output.ts"
import { libraryDirectory } from "../library-directory.ts"
import { checkFree, readingProject } from "../project-file.ts"
import { forceOption, libraryOption } from "./options.ts"

interface Options {
  midi?: string
  dawproject?: string
  musicxml?: string
  force?: true
  library?: string
  json?: true
}

export function addExport(program: Command): void {
  program
    .command("export")
    .description("write a project as files that other programs read")
    .argument("<file.slipmat>")
    .option("--midi <file.mid>", "notes, controllers, tempo, meters, keys and markers")
    .option("--dawproject <file.dawproject>", "all but what only this studio has, with recordings")
    .option(
      "--musicxml <file.musicxml>",
      "the notes as a score, with tempo, keys and chords; .mxl packs it",
    )
    .addOption(forceOption())
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) => {
      const targets = targetsOf(options)
      return aboutFile(path, options, async () => {
        const { written, failed } = await readingProject(path, (project) =>
          writeAll(project, targets, options),
        )
        for (const { path: target, warnings } of written)
          for (const warning of warnings) printNote(`${target}: ${warning}`)
        for (const failure of failed) printNote(sentence(failure))
        const others = failed.map((each) => ({ path: each.path, error: each.error }))
        if (options.json)
          printJson({ path, written, ...(others.length > 0 ? { failed: others } : {}) })
        else for (const { path: target } of written) printLine(`${target}: written`)
        if (failed.length > 0) process.exitCode = worstExitCode(failed.map((each) => each.exitCode))
      })
    })
}

/** Of several files one that cannot be written keeps no other away. @throws StudioError where it was the only one */
async function writeAll(project: Project, targets: readonly string[], options: Options) {
  const media = createMediaStore(libraryDirectory(options.library))
  const written: { path: string; warnings: string[] }[] = []
  const failed: Failure[] = []
  for (const path of targets) checkFree(path, options)
  const mediaPath = (sha256: string): string | undefined =>
    media.has(sha256) ? media.pathOf(sha256) : undefined
  for (const path of targets)
    try {
      written.push({ path, ...(await exportProject(project, resolve(path), mediaPath)) })
    } catch (error) {
      if (targets.length === 1) throw error
      failed.push(failureOf(path, error))
    }
  return { written, failed }
}

function targetsOf({ midi, dawproject, musicxml }: Options): string[] {
  const targets = [midi, dawproject, musicxml].filter((target) => target !== undefined)
  if (targets.length === 0)
    throw new UsageError(
      "Say what to write: --midi FILE.mid, --dawproject FILE.dawproject, --musicxml FILE.musicxml",
    )
  if (midi !== undefined && !/^\.midi?$/i.test(extname(midi)))
    throw new UsageError(`--midi ${midi}: the name must end in .mid`)
  if (dawproject !== undefined && extname(dawproject).toLowerCase() !== ".dawproject")
    throw new UsageError(`--dawproject ${dawproject}: the name must end in .dawproject`)
  if (musicxml !== undefined && !/^\.(musicxml|xml|mxl)$/i.test(extname(musicxml)))
    throw new UsageError(`--musicxml ${musicxml}: the name must end in .musicxml, .xml or .mxl`)
  return targets
}
