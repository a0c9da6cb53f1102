/** JSON that people write by hand: what is wrong with it is said by line. */
import type { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { positionOfPath } from "./json-place.ts"

/** @throws StudioError invalid-input, naming `file` and the line */
export function parseJsonText(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : ""
    const position = /position (\d+)/.exec(message)?.[1]
    const place = position === undefined ? lineCount(text) : lineAt(text, Number(position))
    return fail("invalid-input", `${file}, line ${place}: no JSON: ${message}`)
  }
}

/** The first thing that is wrong with a document, with the line where it stands. */
export function sayIssue(error: z.ZodError, text: string, file: string): string {
  const issue = error.issues[0]
  const path = issue?.path ?? []
  const where = path.length > 0 ? `${path.join(".")}: ` : ""
  return `${file}, line ${lineAt(text, positionOfPath(text, path))}: ${where}${issue?.message ?? ""}`
}

const lineAt = (text: string, position: number): number =>
  text.slice(0, position).split("\n").length

const lineCount = (text: string): number => text.trimEnd().split("\n").length
