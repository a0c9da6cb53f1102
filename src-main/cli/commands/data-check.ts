/** `slipmat data check`: what `data import` would read, and what not. Nothing is kept. */
import { resolve } from "node:path"
import type { Command } from "commander"
import { filesOf, readDataset } from "#engine/datasets/index.ts"
import { checkLine, filesReport } from "../dataset-report.ts"
import { EXIT } from "../exit.ts"
import { printJson, printLine, printNote, progress } from "../output.ts"

export function addDataCheck(data: Command, signal: AbortSignal): void {
  data
    .command("check")
    .description("say what of a folder can be learnt from, without keeping it")
    .argument("<path...>")
    .option("--json", "print one JSON document")
    .action(async (paths: string[], { json }: { json?: true }) => {
      const found = await readDataset(
        paths.map((path) => resolve(path)),
        {
          signal,
          progress: (fraction) => progress.show("reading", `${Math.round(fraction * 100)} %`),
        },
      )
      progress.end()
      const files = filesOf(found)
      const { name, notice, arranged } = found
      const { kind, hash, works, notes, seconds, files: counts, statistics } = arranged
      if (json)
        printJson({ name, kind, hash, counts, works, notes, seconds, notice, files, statistics })
      else {
        for (const line of filesReport(files)) printNote(line)
        if (notice !== "") printLine(notice)
        printLine(checkLine({ name, kind, works, notes, seconds, files: counts }))
      }
      process.exitCode = found.pieces.length > 0 ? EXIT.ok : EXIT.badInput
    })
}
