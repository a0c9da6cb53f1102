/**
 * The closed set of failures that may cross a process boundary. Callers switch on `code`, never on the message;
 * the message is a sentence for a person that names what failed and where.
 */
export const ERROR_CODES = [
  "invalid-input",
  "unreadable",
  "not-found",
  "conflict",
  "cancelled",
  "disk-full",
  "read-only",
  "device-unavailable",
  "out-of-memory",
  "engine-lost",
  "unknown-procedure",
  "internal",
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** An expected failure. Anything else that is thrown is a bug and crosses the wire as `internal`. */
export class StudioError extends Error {
  readonly code: ErrorCode
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = "StudioError"
    this.code = code
  }
}

export interface WireError {
  code: ErrorCode
  message: string
}

/** Throws a StudioError; an expression, so that it can stand behind `??`. */
export function fail(code: ErrorCode, message: string): never {
  throw new StudioError(code, message)
}

/** Maps whatever was thrown to the closed set: aborts, Node's errno codes and zod's issues have one meaning each. */
export function toStudioError(error: unknown): StudioError {
  if (error instanceof StudioError) return error
  if (!(error instanceof Error)) return new StudioError("internal", String(error))
  const code = codeOf(error)
  return new StudioError(code, messageOf(error, code), { cause: error })
}

export function toWire(error: unknown): WireError {
  const { code, message } = toStudioError(error)
  return { code, message }
}

export function fromWire(error: WireError): StudioError {
  return new StudioError(error.code, error.message)
}

const ERRNO_CODES: Record<string, ErrorCode> = {
  ENOENT: "not-found",
  ENOTDIR: "not-found",
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  SQLITE_FULL: "disk-full",
  EROFS: "read-only",
  EACCES: "read-only",
  EPERM: "read-only",
  SQLITE_READONLY: "read-only",
  SQLITE_READONLY_DIRECTORY: "read-only",
  SQLITE_CANTOPEN: "read-only",
  SQLITE_BUSY: "conflict",
  ERR_WORKER_OUT_OF_MEMORY: "out-of-memory",
}

function codeOf(error: Error): ErrorCode {
  if (error.name === "AbortError") return "cancelled"
  if (error.name === "ZodError" || error.name === "$ZodError") return "invalid-input"
  const errno = "code" in error && typeof error.code === "string" ? error.code : ""
  return ERRNO_CODES[errno] ?? "internal"
}

/** Files are written under such a name beside the one that they become, of which nobody knows. */
const TEMPORARY = /\.[0-9a-f]{8}-[0-9a-f-]{27}\.tmp\b/g

function messageOf(error: Error, code: ErrorCode): string {
  return ownMessageOf(error, code).replace(TEMPORARY, "")
}

function ownMessageOf(error: Error, code: ErrorCode): string {
  if (code === "cancelled") return "Cancelled"
  // Said by the system or by SQLite, in words of their own.
  const path = "path" in error && typeof error.path === "string" ? error.path : ""
  if (code === "disk-full") return `The disk is full${path ? `: ${path} was not written` : ""}`
  if (code === "read-only" && path) return `${path} may not be written`
  if (!("issues" in error) || !Array.isArray(error.issues)) return error.message
  const issues = error.issues as { path: PropertyKey[]; message: string }[]
  return issues.map(({ path, message }) => `${path.join(".") || "input"}: ${message}`).join("; ")
}
