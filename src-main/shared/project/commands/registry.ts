/** All commands: the one list from which names, argument types, the palette and the assistant's tools follow. */
import type { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import type { Project } from "../model/index.ts"
import { automationCommands } from "./automation.ts"
import { clipEdgeCommands } from "./clip-edges.ts"
import { clipSettingCommands } from "./clip-settings.ts"
import { clipCommands } from "./clips.ts"
import { controllerCommands } from "./controllers.ts"
import type { Command, Outcome } from "./define-command.ts"
import { deviceCommands } from "./devices.ts"
import { gestureCommands } from "./gestures.ts"
import { laneCommandList } from "./lanes.ts"
import { mediaCommands } from "./media.ts"
import { midiBindingCommands } from "./midi-bindings.ts"
import { noteShapingCommands } from "./note-shaping.ts"
import { noteCommands } from "./notes.ts"
import { padCommands } from "./pads.ts"
import { projectCommands } from "./project.ts"
import { sendCommands } from "./sends.ts"
import { takeCommands } from "./takes.ts"
import { timeCommands } from "./time.ts"
import { trackSettingCommands } from "./track-settings.ts"
import { trackCommands } from "./tracks.ts"

export const commands = [
  ...projectCommands,
  ...trackCommands,
  ...trackSettingCommands,
  ...deviceCommands,
  ...padCommands,
  ...sendCommands,
  ...clipCommands,
  ...clipEdgeCommands,
  ...takeCommands,
  ...clipSettingCommands,
  ...gestureCommands,
  ...noteCommands,
  ...noteShapingCommands,
  ...controllerCommands,
  ...automationCommands,
  ...laneCommandList,
  ...timeCommands,
  ...mediaCommands,
  ...midiBindingCommands,
] as const

type AnyCommand = (typeof commands)[number]
export type CommandName = AnyCommand["name"]
/** What a command takes: plain JSON, ids as strings. */
export type CommandArgs<Name extends CommandName> = z.input<
  Extract<AnyCommand, { name: Name }>["args"]
>

const byName = new Map<string, Command>(commands.map((command) => [command.name, command]))

/** What was worked out last: a drag looks at what it will do before it does it. Only one, as it holds a whole document. */
let last: { project: Project; name: string; args: unknown; outcome: Outcome } | undefined

/**
 * Runs a command by its name on arguments from anywhere, which do not change after it. The same arguments on the same
 * document are not worked out twice in a row.
 * @throws StudioError not-found for a name that is none, and what the command throws
 */
export function runCommand(project: Project, name: string, args: unknown): Outcome {
  const command = byName.get(name) ?? fail("not-found", `There is no command ${name}`)
  if (last?.project === project && last.name === name && last.args === args) return last.outcome
  const outcome = command.run(project, args)
  last = { project, name, args, outcome }
  return outcome
}
