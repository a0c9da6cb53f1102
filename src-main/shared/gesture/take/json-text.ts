/** JSON that people write by hand: what is wrong with it is said by line. */
import type { z } from "zod"
import { fail } from "#shared/contract/errors.ts"

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

/** The first thing that is wrong with a document, with the line where its innermost named field stands. */
export function sayIssue(error: z.ZodError, text: string, file: string): string {
  const issue = error.issues[0]
  const path = issue?.path ?? []
  const line = lineOfPath(text, path)
  const where = path.length > 0 ? `${path.join(".")}: ` : ""
  return `${file}${line === undefined ? "" : `, line ${line}`}: ${where}${issue?.message ?? ""}`
}

/** Follows the names of a path from the beginning; numbers in it are passed over, so that it is near, not always exact. */
function lineOfPath(text: string, path: readonly PropertyKey[]): number | undefined {
  let at = 0
  let found: number | undefined
  for (const key of path) {
    if (typeof key !== "string") continue
    const next = text.indexOf(`"${key}"`, at)
    if (next < 0) break
    at = found = next
  }
  return found === undefined ? undefined : lineAt(text, found)
}

const lineAt = (text: string, position: number): number =>
  text.slice(0, position).split("\n").length

const lineCount = (text: string): number => text.trimEnd().split("\n").length
