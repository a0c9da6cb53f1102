/** Opens files that people name. Only plain ones: a pipe nobody writes to would make whoever opens it wait for ever. */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  type Stats,
  statSync,
} from "node:fs"
import { basename } from "node:path"
import { StudioError } from "#shared/contract/errors.ts"

export interface OpenedFile {
  fd: number
  sizeBytes: number
}

/** Throws not-found or unreadable, naming the file and the reason. */
export function openPlainFile(path: string): OpenedFile {
  const name = basename(path)
  try {
    refuseOddKinds(name, statSync(path))
    // Should a pipe have taken the file's place since then, opening it must not wait either. Windows has no such flag.
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    return { fd, sizeBytes: sizeOf(fd, name) }
  } catch (error) {
    throw explain(error, name)
  }
}

/** The whole of a plain file as text. Throws as `openPlainFile` does. */
export function readPlainText(path: string): string {
  return readPlainBytes(path).toString("utf8")
}

/** The whole of a plain file. Throws as `openPlainFile` does. */
export function readPlainBytes(path: string): Buffer {
  const { fd } = openPlainFile(path)
  try {
    return readFileSync(fd)
  } finally {
    closeSync(fd)
  }
}

function sizeOf(fd: number, name: string): number {
  try {
    const status = fstatSync(fd)
    refuseOddKinds(name, status)
    return status.size
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

function refuseOddKinds(name: string, status: Stats): void {
  if (status.isFile()) return
  const kind = status.isDirectory()
    ? "a folder"
    : status.isFIFO()
      ? "a pipe"
      : status.isSocket()
        ? "a socket"
        : "a device"
  throw new StudioError("unreadable", `${name} is ${kind}, not a file.`)
}

function explain(error: unknown, name: string): unknown {
  if (error instanceof StudioError) return error
  const errno = error instanceof Error && "code" in error ? error.code : ""
  if (errno === "ENOENT" || errno === "ENOTDIR")
    return new StudioError("not-found", `${name} is not there.`, { cause: error })
  const reason =
    errno === "EACCES" || errno === "EPERM"
      ? "may not be read: permission was denied."
      : "could not be opened."
  return new StudioError("unreadable", `${name} ${reason}`, { cause: error })
}
