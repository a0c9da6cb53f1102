import { randomUUID } from "node:crypto"
import type { Command } from "commander"
import { newProject, ProjectId, TrackId } from "#shared/project/index.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine } from "../output.ts"
import { projectPath, saveNewProject } from "../project-file.ts"
import { forceOption } from "./options.ts"

interface Options {
  title?: string
  force?: true
  json?: true
}

export function addNew(program: Command): void {
  program
    .command("new")
    .description("make an empty project")
    .argument("<file.slipmat>", "", projectPath)
    .option("--title <title>", "of the piece")
    .addOption(forceOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => {
        const { title = "" } = options
        const id = ProjectId.parse(randomUUID())
        saveNewProject(path, newProject(id, TrackId.parse("master"), title), options)
        if (options.json) printJson({ path, id, title })
        else printLine(`${path}: made`)
        return Promise.resolve()
      }),
    )
}
