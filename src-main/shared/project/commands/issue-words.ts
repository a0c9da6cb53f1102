/** What is wrong with arguments, as a person says it: "pitch of notes 3 is missing", not a path and a schema's message. */
import type { z } from "zod"

type Issue = z.ZodError["issues"][number]

/** Pure. The first thing wrong first, separated by semicolons. */
export function issueWords({ issues }: z.ZodError): string {
  return issues.map((issue) => `${placeWords(issue.path)}${wrongWords(issue)}`).join("; ")
}

/** From the inside out; numbers count from 1. */
function placeWords(path: readonly PropertyKey[]): string {
  const names: string[] = []
  for (const part of path) {
    if (typeof part === "number") names.push(`${names.pop() ?? "number"} ${part + 1}`)
    else names.push(String(part))
  }
  return names.length === 0 ? "the arguments" : names.reverse().join(" of ")
}

const KINDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
}

function wrongWords(issue: Issue): string {
  if (issue.code === "invalid_type") {
    const [, received = ""] = /received (\w+)$/.exec(issue.message) ?? []
    if (received === "undefined" || issue.expected === "nonoptional")
      return issue.path.length === 0 ? " are missing" : " is missing"
    const wanted = KINDS[issue.expected] ?? issue.expected
    return ` must be ${wanted}${received === "" ? "" : `, not ${KINDS[received] ?? received}`}`
  }
  if (issue.code === "invalid_value")
    return ` must be one of ${issue.values.map(String).join(", ")}`
  if (issue.code === "unrecognized_keys")
    return ` ${issue.path.length === 0 ? "have" : "has"} no ${issue.keys.join(", ")}`
  return `: ${issue.message}`
}
