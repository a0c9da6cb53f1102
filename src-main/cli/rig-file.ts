/** Rigs as files of the command line. */
import { basename } from "node:path"
import { readPlainText } from "#engine/platform/node/index.ts"
import { readRig } from "#engine/scratch/index.ts"

/** The text of a rig's file. @throws StudioError not-found; unreadable where it is no rig */
export function rigTextOf(path: string): string {
  const text = readPlainText(path)
  readRig(text, basename(path))
  return text
}
