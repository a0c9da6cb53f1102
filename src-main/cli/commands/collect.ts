import { resolve } from "node:path"
import type { Command } from "commander"
import { createMediaStore } from "#engine/library/index.ts"
import {
  collectedIn,
  collectRecordings,
  extractCollected,
  type Collected,
} from "#engine/projects/index.ts"
import { aboutFile } from "../failure.ts"
import { libraryDirectory } from "../library-directory.ts"
import { printJson, printLine, printNote, progress } from "../output.ts"
import { withProject } from "../project-file.ts"
import { libraryOption } from "./options.ts"

interface Options {
  extract?: string
  library?: string
  json?: true
}

export function addCollect(program: Command, signal: AbortSignal): void {
  program
    .command("collect")
    .description("put a project's recordings into its own file, to carry it to another machine")
    .argument("<file.slipmat>")
    .option("--extract <folder>", "the other way: write the recordings that the file carries")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, async () => {
        const { extract } = options
        const { recordings, missing } = extract
          ? { recordings: await extractAll(resolve(path), extract), missing: [] }
          : await collect(path, options, signal)
        for (const name of missing) printNote(`${name} is not in the library: it is left out`)
        if (options.json) {
          printJson({ path, recordings, missing })
          return
        }
        const bytes = recordings.reduce((sum, each) => sum + each.bytes, 0)
        const words = `${recordings.length} recordings, ${(bytes / 1e6).toFixed(1)} MB`
        printLine(extract ? `${extract}: ${words}` : `${path} carries ${words}`)
      }),
    )
}

function collect(path: string, { library }: Options, signal: AbortSignal) {
  const media = createMediaStore(libraryDirectory(library))
  const mediaPath = (sha256: string): string | undefined =>
    media.has(sha256) ? media.pathOf(sha256) : undefined
  return withProject(path, async ({ replay }) => {
    const onProgress = (fraction: number): void =>
      progress.show("collecting", `${Math.round(fraction * 100)} %`)
    const from = { project: replay.history.project, mediaPath }
    try {
      const told = { signal, onProgress }
      const { carried, missing } = await collectRecordings(resolve(path), from, told)
      return { recordings: carried, missing }
    } finally {
      progress.end()
    }
  })
}

async function extractAll(path: string, folder: string): Promise<Collected[]> {
  const recordings = collectedIn(path)
  await extractCollected(path, recordings, folder)
  return recordings
}
