/** TAKE on the command line: a JSON file, or the id of a take in the library. */
import { existsSync } from "node:fs"
import { Option } from "commander"
import { fail, StudioError } from "#shared/contract/errors.ts"
import { profileOfPort, type ControllerProfile, type GestureTake } from "#shared/gesture/index.ts"
import { readAnyTake } from "./gesture-files.ts"
import { withLibrary } from "./with-engine.ts"

export const takeLibraryOption = (): Option =>
  new Option("--library <folder>", "where takes are kept that are named by their id")

interface TakeSource {
  library?: string
  profile?: ControllerProfile | undefined
}

function refuseNamesakes(name: string, takes: readonly { id: string }[]): never {
  const ids = takes.map(({ id }) => id).join(", ")
  return fail(
    "invalid-input",
    `${takes.length} takes are called ${name}. Name one by its id: ${ids}`,
  )
}

/** @throws StudioError not-found where neither a file nor a take is called so, invalid-input where the file is no take, or several are called so */
export async function readTakeNamed(
  name: string,
  { library, profile }: TakeSource,
): Promise<GestureTake> {
  if (existsSync(name) || name.endsWith(".json")) return readAnyTake(name, "json", profile)
  try {
    return await withLibrary(library, ({ takes, controllers }) => {
      const store = takes()
      const all = store.all()
      const own = all.find(({ id }) => id === name)
      const [kept, ...others] = own ? [own] : all.filter(({ title }) => title === name)
      if (!kept) return fail("not-found", `${name} is no file, and no take is called so`)
      if (others.length > 0) return refuseNamesakes(name, [kept, ...others])
      const known = controllers()
      return Promise.resolve(store.take(kept.id, profile ?? ((port) => profileOfPort(port, known))))
    })
  } catch (error) {
    if (error instanceof StudioError && error.code === "not-found")
      return fail("not-found", `${name} is no file, and no take of the library is called so`)
    throw error
  }
}
