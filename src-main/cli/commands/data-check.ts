/** `slipmat data check`: what `data import` would read, and what not. Nothing is kept. */
import { resolve } from "node:path"
import type { Command } from "commander"
import { filesOf, readDataset } from "#engine/datasets/index.ts"
import { checkLine, filesReport, lostKeysNote } from "../dataset-report.ts"
import { EXIT } from "../exit.ts"
import { restoreKeysOption } from "./options.ts"
import { printJson, printLine, printNote, progress } from "../output.ts"

export function addDataCheck(data: Command, signal: AbortSignal): void {
  data
    .command("check")
    .description("say what of a folder can be learnt from, without keeping it")
    .argument("<path...>")
    .addOption(restoreKeysOption())
    .option("--json", "print one JSON document")
    .action(async (paths: string[], { json, restoreKeys }: { json?: true; restoreKeys?: true }) => {
      const found = await readDataset(
        paths.map((path) => resolve(path)),
        {
          ...{ signal, restoresKeys: restoreKeys },
          progress: (fraction) => progress.show("reading", `${Math.round(fraction * 100)} %`),
        },
      )
      progress.end()
      const files = filesOf(found)
      const { name, notice, arranged } = found
      const { kind, hash, works, notes, seconds, files: counts, statistics } = arranged
      const lostKeys = found.pieces.filter(({ hadLostKeys }) => hadLostKeys).length
      const known = { name, kind, hash, works, notes, seconds, notice, lostKeys, statistics }
      if (json) printJson({ ...known, counts, files })
      else {
        if (lostKeys > 0 && !restoreKeys) printNote(lostKeysNote(lostKeys))
        for (const line of filesReport(files)) printNote(line)
        if (notice !== "") printLine(notice)
        printLine(checkLine({ name, kind, works, notes, seconds, files: counts }))
      }
      process.exitCode = found.pieces.length > 0 ? EXIT.ok : EXIT.badInput
    })
}
