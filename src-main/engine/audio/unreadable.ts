import { StudioError } from "#shared/contract/index.ts"

/** A file that cannot be read as sound; `reason` completes "<name> ...". */
export function unreadable(name: string, reason: string, cause?: unknown): StudioError {
  return new StudioError("unreadable", `${name} ${reason}`, cause ? { cause } : undefined)
}
