/** Controllers that were learnt or imported here: one JSON file each in the library's folder, which people may edit. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import type { KnownController } from "#shared/contract/index.ts"
import { readProfile, type ControllerProfile } from "#shared/gesture/index.ts"
import { readPlainText } from "../platform/node/index.ts"
import { loadControllers } from "./controllers-io.ts"

export interface OwnControllers {
  /** With those that came with the studio, an own one in place of the one with its id, by the order of their names. */
  known(): { all: KnownController[]; problems: string[] }
  /** On disk when it returns. @throws Node's own errors (disk full); what stood there is then as it was */
  keep(profile: ControllerProfile): void
  /** @throws StudioError not-found */
  forget(id: string): void
}

export function createOwnControllers(libraryDirectory: string): OwnControllers {
  const folder = join(libraryDirectory, "controllers")
  const pathOf = (id: string): string => join(folder, `${id}.json`)
  return {
    known() {
      const { own, problems } = readOwn(folder)
      const ids = new Set(own.map(({ profile }) => profile.id))
      const shipped = loadControllers().filter(({ id }) => !ids.has(id))
      const all = [...own, ...shipped.map((profile) => ({ profile, isOwn: false }))]
      all.sort((a, b) => a.profile.name.localeCompare(b.profile.name, "en"))
      return { all, problems }
    },
    keep(profile) {
      mkdirSync(folder, { recursive: true })
      const temporary = `${pathOf(profile.id)}.new`
      const file = openSync(temporary, "w")
      try {
        writeFileSync(file, `${JSON.stringify(profile, undefined, 2)}\n`)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(temporary, pathOf(profile.id))
    },
    forget(id) {
      if (!existsSync(pathOf(id))) fail("not-found", `No controller of your own is called ${id}`)
      rmSync(pathOf(id))
    },
  }
}

/** One bad file keeps no other away. */
function readOwn(folder: string): { own: KnownController[]; problems: string[] } {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const own: KnownController[] = []
  const problems: string[] = []
  for (const name of names.filter((each) => each.endsWith(".json")).sort()) {
    try {
      const profile = readProfile(readPlainText(join(folder, name)), name)
      if (`${profile.id}.json` !== name)
        fail("invalid-input", `${name}: a profile's file is called by its id, ${profile.id}.json`)
      own.push({ profile, isOwn: true })
    } catch (error) {
      problems.push(toStudioError(error).message)
    }
  }
  return { own, problems }
}
