/** Whole files that people name, none too large. */
import { closeSync, readFileSync, readSync } from "node:fs"
import { basename } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { openPlainFile } from "../platform/node/plain-file-io.ts"

/** @throws StudioError not-found, unreadable where it is no plain file or larger than `mostBytes` */
export function readBytes(path: string, mostBytes: number): Uint8Array {
  const { fd, sizeBytes } = openPlainFile(path)
  try {
    if (sizeBytes > mostBytes)
      fail("unreadable", `${basename(path)} is larger than ${Math.round(mostBytes / 1e6)} MB`)
    return readFileSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Its first bytes as text; "" where it cannot be read. */
export function startOf(path: string, bytes: number): string {
  try {
    const { fd } = openPlainFile(path)
    try {
      const start = Buffer.alloc(bytes)
      return start.toString("latin1", 0, readSync(fd, start, 0, bytes, 0))
    } finally {
      closeSync(fd)
    }
  } catch {
    return ""
  }
}
