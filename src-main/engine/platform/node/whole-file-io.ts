/** Files that appear under their names only when they are whole and on disk. */
import { randomUUID } from "node:crypto"
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { basename, dirname } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import { openPlainFile } from "./plain-file-io.ts"

/** @throws StudioError not-found of the folder; Node's own errors (disk full); what stood there is then as it was */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const fd = openSync(temporary, "w")
    try {
      writeFileSync(fd, bytes)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    if (!existsSync(dirname(path))) fail("not-found", `There is no folder ${dirname(path)}`)
    throw error
  }
}

/** @throws StudioError not-found, unreadable where it is no plain file or larger than `mostBytes` */
export function readWhole(path: string, mostBytes: number): Uint8Array {
  const { fd, sizeBytes } = openPlainFile(path)
  try {
    if (sizeBytes > mostBytes)
      fail("unreadable", `${basename(path)} is larger than ${Math.round(mostBytes / 1e6)} MB.`)
    return new Uint8Array(readFileSync(fd))
  } finally {
    closeSync(fd)
  }
}
