/** Rigs that were learnt here: one JSON file each in the library's folder. */
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fail } from "#shared/contract/errors.ts"
import type { ScratchRigId } from "#shared/contract/index.ts"
import { readPlainText } from "../../../platform/node/index.ts"
import { writeWhole } from "../../../platform/node/whole-file-io.ts"
import { readRig, type Rig } from "../rig/rig.ts"

export interface RigsStore {
  /** The latest first. Files that are none are left out. */
  all(): { id: ScratchRigId; rig: Rig }[]
  /** @throws StudioError not-found */
  text(id: ScratchRigId): string
  /** On disk when it returns. */
  keep(id: ScratchRigId, text: string): void
  has(id: ScratchRigId): boolean
  /** @throws StudioError not-found */
  remove(id: ScratchRigId): void
}

const ENDING = ".rig.json"

export function createRigsStore(folder: string): RigsStore {
  const pathOf = (id: ScratchRigId): string => {
    if (!/^[\w-]{1,100}$/.test(id)) return fail("not-found", "There is no such rig")
    return join(folder, `${id}${ENDING}`)
  }
  const existing = (id: ScratchRigId): string =>
    existsSync(pathOf(id)) ? pathOf(id) : fail("not-found", "There is no such rig")
  return {
    all() {
      const names = existsSync(folder) ? readdirSync(folder) : []
      const rigs = names.flatMap((name) => {
        const id = name.slice(0, -ENDING.length) as ScratchRigId
        const rig = name.endsWith(ENDING) ? readable(join(folder, name), name) : undefined
        return rig ? [{ id, rig }] : []
      })
      return rigs.toSorted((one, other) => other.rig.card.createdAt - one.rig.card.createdAt)
    },
    text: (id) => readPlainText(existing(id)),
    keep(id, text) {
      mkdirSync(folder, { recursive: true })
      writeWhole(pathOf(id), new TextEncoder().encode(text))
    },
    has: (id) => existsSync(pathOf(id)),
    remove: (id) => rmSync(existing(id)),
  }
}

/** One bad file keeps no other away. */
function readable(path: string, name: string): Rig | undefined {
  try {
    return readRig(readPlainText(path), name)
  } catch {
    return undefined
  }
}
