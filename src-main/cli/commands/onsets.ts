import type { Command } from "commander"
import { analyseFile } from "../analyse-file.ts"
import { aboutFile } from "../failure.ts"
import { printJson, printLine, printNote } from "../output.ts"

interface Options {
  json?: true
}

export function addOnsets(program: Command, signal: AbortSignal): void {
  program
    .command("onsets")
    .description("list the beginnings of a file's sonic events, in seconds")
    .argument("<file>")
    .option("--json", "print one JSON document")
    .action((path: string, options: Options) =>
      aboutFile(path, options, () => listOnsets(path, options, signal)),
    )
}

async function listOnsets(path: string, { json }: Options, signal: AbortSignal): Promise<void> {
  const decoded = await analyseFile(path, signal, (analysed) => Promise.resolve(analysed))
  const { onsetsSeconds, frames, sampleRateHz, warning } = decoded
  if (warning) printNote(`${path}: ${warning}`)
  if (!json) {
    for (const onset of onsetsSeconds) printLine(onset.toFixed(3))
    return
  }
  printJson({
    path,
    ...(warning ? { warning } : {}),
    durationSeconds: frames / sampleRateHz,
    onsetsSeconds: Array.from(onsetsSeconds),
  })
}
