/** The controllers that are known, one file each in resources/controllers. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { fail } from "#shared/contract/errors.ts"
import { readProfile, type ControllerProfile } from "#shared/gesture/index.ts"

/**
 * All profiles by the order of their names.
 * @throws StudioError not-found without the folder, invalid-input where a file in it is no profile or not named after its id
 */
export function loadControllers(folder = controllersFolder()): ControllerProfile[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"))
  const profiles = files.map((name) => {
    const profile = readProfile(readFileSync(join(folder, name), "utf8"), name)
    if (`${profile.id}.json` !== name)
      fail("invalid-input", `${name}: a profile's file is called by its id, ${profile.id}.json`)
    return profile
  })
  return profiles.sort((a, b) => a.name.localeCompare(b.name, "en"))
}

/** resources/ stands beside src-main in the repository and beside out/ in the app: the nearest one above wins. */
function controllersFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, "resources/controllers")
    if (existsSync(candidate)) return candidate
    if (dirname(folder) === folder) return fail("not-found", "resources/controllers is missing")
  }
}
