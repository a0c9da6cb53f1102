/** What the session of a project takes and tells. */
import type { Client, StudioContract } from "#shared/contract/index.ts"
import type { CommandArgs, CommandName } from "#shared/project/index.ts"

/** A command with its arguments, as `drag` takes them. */
export type Step = { [Name in CommandName]: { name: Name; args: CommandArgs<Name> } }[CommandName]

export type SaveState = "saved" | "saving" | "failed"

export interface ProjectSessionOptions {
  engine: Client<StudioContract>
  /** Told what could not be done, in a sentence. */
  onProblem(error: unknown, what: string): void
}
