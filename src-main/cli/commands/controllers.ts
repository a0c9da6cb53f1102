import type { Command } from "commander"
import { loadControllers } from "#engine/gestures/index.ts"
import type { ControllerProfile } from "#shared/gesture/index.ts"
import { printJson, printLine } from "../output.ts"

export function addControllers(program: Command): void {
  program
    .command("controllers")
    .description("the controllers whose messages are known")
    .option("--json", "print one JSON document")
    .action(({ json }: { json?: true }) => {
      const controllers = loadControllers()
      if (json) printJson({ controllers })
      else for (const profile of controllers) printLine(line(profile))
    })
}

function line({ id, decks, crossfader }: ControllerProfile): string {
  const { encoding, ticksPerRevolution, isTuned, platter } = decks[0]!
  const ticks = `${ticksPerRevolution}${isTuned ? " (tuned)" : ""} ticks/turn`
  const fader =
    crossfader === "unknown" ? "unknown" : crossfader.low ? "14 bits" : crossfader.message
  return [
    id.padEnd(36),
    `platter ${platter === "unknown" ? "unknown" : platter.join(", ")}`.padEnd(24),
    encoding.padEnd(11),
    ticks.padEnd(24),
    `crossfader ${fader}`,
  ].join("  ")
}
