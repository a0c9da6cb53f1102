/** TAKE on the command line: a file, or the id or the name of a take in the library. */
import { statSync } from "node:fs"
import { Option } from "commander"
import { fail, StudioError } from "#shared/contract/errors.ts"
import {
  isReadable,
  profileOfPort,
  TAKE_ENDS,
  takeFormatOf,
  type ControllerProfile,
  type GestureTake,
} from "#shared/gesture/index.ts"
import { controllerProfile } from "./controller-option.ts"
import { readAnyTake } from "./gesture-files.ts"
import { withLibrary } from "./with-engine.ts"

export const TAKE = "a file (.json, .csv, .mid, .sml), or a take of the library by its id or name"

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
  const file = statSync(name, { throwIfNoEntry: false })
  if (file?.isDirectory()) return fail("unreadable", `${name} is a folder, not a file.`)
  if (file && !takeFormatOf(name))
    return fail(
      "invalid-input",
      `${name} is no take: files of takes end in ${TAKE_ENDS.join(", ")}`,
    )
  if (file || name.endsWith(".json")) return readAnyTake(name, undefined, profile)
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

interface TakeOptions {
  /** Of `--profile`. */
  profile?: string
  library?: string
}

/** As `readTakeNamed`. @throws StudioError invalid-input where it is not known how its bytes are to be read */
export async function readPlayedTake(
  name: string,
  { profile, library }: TakeOptions,
): Promise<GestureTake> {
  const take = await readTakeNamed(name, {
    profile: profile === undefined ? undefined : controllerProfile(profile),
    ...(library === undefined ? {} : { library }),
  })
  if (!isReadable(take))
    fail("invalid-input", `${name}: say which controller it is of, with --profile`)
  return take
}

export const takeProfileOption = (): Option =>
  new Option("--profile <id>", "the controller, where the take does not know it")
