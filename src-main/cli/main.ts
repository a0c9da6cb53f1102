/** `slipmat`: the studio without a window. One document on stdout with --json, progress on stderr. */
import { readFileSync } from "node:fs"
import { inspect } from "node:util"
import { Command, CommanderError } from "commander"
import { toStudioError } from "#shared/contract/errors.ts"
import { printJson, printNote, UsageError } from "./output.ts"
import { commandsFor } from "./commands/index.ts"
import { EXIT, exitCodeOf } from "./exit.ts"
import { endQuietlyWithPipes, interruption } from "./signals.ts"

endQuietlyWithPipes()
const signal = interruption(process.argv[2])

const program = new Command("slipmat")
  .description("A studio in which a machine sees music, learns the hand's gestures and plays along")
  .version(version())
  .showHelpAfterError()
  .exitOverride()

for (const add of await commandsFor(process.argv[2])) add(program, signal)
// Subcommands do not inherit exitOverride from a parent that is set up before them.
for (const command of program.commands)
  for (const one of [command, ...command.commands]) one.exitOverride()

try {
  await program.parseAsync()
} catch (thrown) {
  process.exitCode = report(thrown)
}

function version(): string {
  const file = new URL("../../package.json", import.meta.url)
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version
}

/** Says what ended the command, also to a script that waits for its document, and returns the exit code. */
function report(thrown: unknown): number {
  const isCommander = thrown instanceof CommanderError // which has spoken already
  if (isCommander && thrown.exitCode === 0) return EXIT.ok
  const { code, message } = isCommander
    ? new UsageError(thrown.message.replace(/^error: /, ""))
    : toStudioError(thrown)
  if (process.argv.includes("--json")) printJson({ error: { code, message } })
  if (!isCommander) printNote(message)
  if (process.env["SLIPMAT_DEBUG"]) process.stderr.write(`${inspect(thrown)}\n`)
  return isCommander || thrown instanceof UsageError ? EXIT.usage : exitCodeOf(code)
}
