export type { Command, Outcome } from "./define-command.ts"
export { commands, runCommand, type CommandArgs, type CommandName } from "./registry.ts"
