/**
 * A command is a name, a schema and a pure function from document to document. Its arguments are plain JSON and hold the
 * ids of all that it makes, so that a log of names and arguments gives the same document again.
 */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { withoutNegativeZeros } from "../edit/patched.ts"
import type { Immutable, Json, Project } from "../model/index.ts"
import { issueWords } from "./issue-words.ts"

export interface Outcome {
  /** The same reference as before where the command changed nothing. */
  readonly project: Project
  /** What happened, for the history: "Move clip". */
  readonly label: string
  /** The arguments as they were understood, for the log. */
  readonly args: Json
}

export interface Command<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name
  readonly args: Schema
  /** @throws StudioError invalid-input, not-found or conflict; the project is then as it was */
  run(project: Project, args: unknown): Outcome
}

interface Declaration<Name extends string, Schema extends z.ZodType> {
  name: Name
  label: string | ((args: Immutable<z.output<Schema>>) => string)
  args: Schema
  apply(project: Project, args: Immutable<z.output<Schema>>): Project
}

export function defineCommand<const Name extends string, Schema extends z.ZodType>(
  declaration: Declaration<Name, Schema>,
): Command<Name, Schema> {
  const { name, label, args: schema, apply } = declaration
  return {
    name,
    args: schema,
    run(project, input) {
      const parsed = schema.safeParse(input)
      if (!parsed.success) fail("invalid-input", `${name}: ${issueWords(parsed.error)}`)
      const args = withoutNegativeZeros(parsed.data) as Immutable<z.output<Schema>>
      return {
        project: apply(project, args),
        label: typeof label === "string" ? label : label(args),
        args: args as Json,
      }
    },
  }
}
