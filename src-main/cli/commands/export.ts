import { extname } from "node:path"
import type { Command } from "commander"
import { exportProject } from "#engine/projects/index.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, printNote, UsageError } from "../output.ts"
import { withProject } from "../project-file.ts"

interface Options {
  midi?: string
  json?: true
}

export function addExport(program: Command): void {
  program
    .command("export")
    .description("write a project as files that other programs read")
    .argument("<file.slipmat>")
    .option("--midi <file.mid>", "notes, controllers, tempo, meters, keys and markers")
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) => {
      const targets = targetsOf(options)
      return aboutFile(path, options, async () => {
        const written = await withProject(path, ({ replay }) =>
          targets.map((target) => ({
            path: target,
            ...exportProject(replay.history.project, target),
          })),
        )
        for (const { path: target, warnings } of written)
          for (const warning of warnings) printNote(`${target}: ${warning}`)
        if (options.json) printJson({ path, written })
        else for (const { path: target } of written) printLine(`${target}: written`)
      })
    })
}

function targetsOf({ midi }: Options): string[] {
  if (midi === undefined) throw new UsageError("Say what to write: --midi FILE")
  if (!/^\.midi?$/i.test(extname(midi)))
    throw new UsageError(`--midi ${midi}: the name must end in .mid`)
  return [midi]
}
