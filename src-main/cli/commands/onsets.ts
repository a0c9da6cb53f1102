import type { Command } from "commander"
import { analyseFile } from "../analyse-file.ts"
import { printJson, printLine } from "../output.ts"

export function addOnsets(program: Command, signal: AbortSignal): void {
  program
    .command("onsets")
    .description("list the beginnings of a file's sonic events, in seconds")
    .argument("<file>")
    .option("--json", "print one JSON document")
    .action(async (path: string, options: { json?: true }) => {
      const { onsetsSeconds, frames, sampleRateHz } = await analyseFile(path, signal, (decoded) =>
        Promise.resolve(decoded),
      )
      if (options.json) {
        printJson({
          path,
          durationSeconds: frames / sampleRateHz,
          onsetsSeconds: Array.from(onsetsSeconds),
        })
      } else {
        for (const onset of onsetsSeconds) printLine(onset.toFixed(3))
      }
    })
}
