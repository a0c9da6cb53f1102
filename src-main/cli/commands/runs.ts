/** `slipmat runs`: what was trained here, and how far it has come. */
import type { Command } from "commander"
import { printJson, printLine } from "../output.ts"
import { runLine } from "../run-report.ts"
import { quietly, withEngine } from "../with-engine.ts"
import { libraryOption } from "./options.ts"

export function addRuns(program: Command, signal: AbortSignal): void {
  program
    .command("runs")
    .description("runs of training, the last one first")
    .addOption(libraryOption())
    .option("--json", "print one JSON document")
    .action((options: { library?: string; json?: true }) =>
      withEngine(options.library, async ({ handlers }) => {
        const all = await handlers["runs.list"]({}, quietly(signal))
        if (options.json) printJson({ runs: all })
        else for (const run of all) printLine(runLine(run))
      }),
    )
}
