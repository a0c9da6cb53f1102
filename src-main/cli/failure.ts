/** What went wrong with a file, as a script and as a person want to hear it. */
import { basename } from "node:path"
import { toStudioError, type WireError } from "#shared/contract/errors.ts"
import { exitCodeOf } from "./exit.ts"
import { printJson, printNote, UsageError } from "./output.ts"

export interface Failure {
  path: string
  error: WireError
  exitCode: number
}

interface Named {
  path: string
  error: { message: string }
}

/** Throws on where the work was cancelled: that is no failure of the file. */
export function failureOf(path: string, thrown: unknown): Failure {
  const { code, message } = toStudioError(thrown)
  if (code === "cancelled") throw thrown
  return { path, error: { code, message }, exitCode: exitCodeOf(code) }
}

/** Names the file once, and as the person named it: messages know it by its name alone. */
export function sentence({ path, error: { message } }: Named): string {
  // What could not be written for lack of room is told by its own name.
  if (message.includes(path) || message.startsWith("The disk is full: ")) return message
  const name = basename(path)
  return message.startsWith(`${name} `) ? path + message.slice(name.length) : `${path}: ${message}`
}

/** Of several files that one which a message names first: by its path, or by its name alone. */
function fileMeant(message: string, [path, ...others]: readonly [string, ...string[]]): string {
  const placeOf = (file: string): number =>
    [file, basename(file)].map((name) => message.indexOf(name)).find((at) => at >= 0) ?? Infinity
  return [...others, path].reduce(
    (best, file) => (placeOf(file) < placeOf(best) ? file : best),
    path,
  )
}

/**
 * Runs a command about one file. Its failure is a document like that of `map`, for one file.
 * @param others files that it reads or writes besides: where one of them failed, it is what the failure is about
 */
export async function aboutFile(
  path: string,
  { json }: { json?: true },
  work: () => Promise<void>,
  others: readonly string[] = [],
): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown // which is about the command line, not the file
    const file = fileMeant(toStudioError(thrown).message, [path, ...others])
    const failure = failureOf(file, thrown)
    if (json) printJson({ path: file, error: failure.error })
    printNote(sentence(failure))
    process.exitCode = failure.exitCode
  }
}
