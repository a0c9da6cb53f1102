/** Results go to stdout, everything a person may watch to stderr. */
import { StudioError } from "#shared/contract/errors.ts"
import { createProgress } from "./progress.ts"

export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`)
}

export function printLine(line: string): void {
  process.stdout.write(`${harmless(line)}\n`)
}

/** Names of files and models may hold what a terminal would obey: it is shown as such, lines and tabs left as they are. */
const harmless = (text: string): string => text.replaceAll(/(?![\n\t])\p{Cc}/gu, "\uFFFD")

/** What a person should know besides the result: failures and warnings. */
export function printNote(sentence: string): void {
  progress.end() // or it would stand behind the line of progress
  process.stderr.write(`slipmat: ${harmless(sentence)}\n`)
}

export const progress = createProgress({
  write: (text) => void process.stderr.write(text),
  isTerminal: () => process.stderr.isTTY,
  nowMs: () => performance.now(),
})

/** Commander's parser for options that are whole numbers within a range. */
export function wholeNumber(name: string, from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < from || value > to) {
      throw new UsageError(`${name} must be a whole number from ${from} to ${to}, not "${text}"`)
    }
    return value
  }
}

/** As `wholeNumber`, for any number. */
export function number(name: string, from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (text.trim() === "" || !(value >= from && value <= to))
      throw new UsageError(`${name} must be a number from ${from} to ${to}, not "${text}"`)
    return value
  }
}

/** A mistake in the command line itself. */
export class UsageError extends StudioError {
  constructor(message: string) {
    super("invalid-input", message)
    this.name = "UsageError"
  }
}

export function round(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}
