export type { Command, Outcome } from "./define-command.ts"
export { issueWords } from "./issue-words.ts"
export { commands, runCommand, type CommandArgs, type CommandName } from "./registry.ts"
