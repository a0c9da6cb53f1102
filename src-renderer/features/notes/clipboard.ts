/** Notes that were copied, kept for as long as the studio is open: from clip to clip, with the place of the first. */
import type { Note } from "#shared/project/index.ts"
import type { Studio } from "../../session/index.ts"

const boards = new WeakMap<Studio, readonly Note[]>()

export function putOnClipboard(studio: Studio, notes: readonly Note[]): void {
  boards.set(studio, notes)
}

export function onClipboard(studio: Studio): readonly Note[] {
  return boards.get(studio) ?? []
}
