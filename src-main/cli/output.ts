/** Results go to stdout, everything a person may watch to stderr. */
import { StudioError } from "#shared/contract/errors.ts"

export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`)
}

export function printLine(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** A line that replaces itself on a terminal and stays silent in a pipe. */
export function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`)
}

export function endProgress(): void {
  showProgress("")
}

/** Commander's parser for options that are whole numbers within a range. */
export function wholeNumber(name: string, from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < from || value > to) {
      throw new UsageError(`${name} must be a whole number from ${from} to ${to}, not ${text}`)
    }
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
