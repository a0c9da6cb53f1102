/** `slipmat`: the studio without a window. One document on stdout with --json, progress on stderr. */
import { inspect } from "node:util"
import { Command, CommanderError } from "commander"
import { toStudioError } from "#shared/contract/errors.ts"
import { UsageError } from "./output.ts"
import { addDoctor } from "./commands/doctor.ts"
import { addEmbed } from "./commands/embed.ts"
import { addImport } from "./commands/import.ts"
import { addLibrary } from "./commands/library.ts"
import { addMap } from "./commands/map.ts"
import { addOnsets } from "./commands/onsets.ts"
import { EXIT, exitCodeOf } from "./exit.ts"
import { endQuietlyWithPipes, interruption } from "./signals.ts"

endQuietlyWithPipes()
const signal = interruption()

const program = new Command("slipmat")
  .description("A studio in which a machine sees music, learns the hand's gestures and plays along")
  .showHelpAfterError()
  .exitOverride()

for (const add of [addMap, addOnsets, addEmbed, addImport, addLibrary, addDoctor])
  add(program, signal)
// Subcommands do not inherit exitOverride from a parent that is set up before them.
for (const command of program.commands)
  for (const one of [command, ...command.commands]) one.exitOverride()

try {
  await program.parseAsync()
} catch (thrown) {
  if (thrown instanceof CommanderError) {
    process.exitCode = thrown.exitCode === 0 ? EXIT.ok : EXIT.usage
  } else {
    const error = toStudioError(thrown)
    process.stderr.write(`slipmat: ${error.message}\n`)
    process.exitCode = error instanceof UsageError ? EXIT.usage : exitCodeOf(error.code)
    if (process.env["SLIPMAT_DEBUG"]) process.stderr.write(`${inspect(thrown)}\n`)
  }
}
