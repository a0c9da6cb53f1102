/** MODEL on the command line: a file, the id or name of one in the library, or one that came with the program. */
import { statSync } from "node:fs"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import { importModel, openStarter, type RowModel, starterFiles } from "#engine/training/index.ts"
import { onlyNamed } from "./only-named.ts"
import { withLibrary } from "./with-engine.ts"

/** @throws StudioError not-found, unreadable, invalid-input where several have the name */
export async function modelNamed(which: string, library: string | undefined): Promise<RowModel> {
  // A folder that is called as a model is not meant.
  if (statSync(which, { throwIfNoEntry: false })?.isFile()) return importModel(which)
  const starter = openStarter(which)
  if (starter) return starter
  try {
    return await withLibrary(library, ({ models }) => {
      const store = models()
      return Promise.resolve(store.open(onlyNamed(store.list(), which, "model").id))
    })
  } catch (error) {
    // Who named no library is not told that there is none.
    if (library === undefined && toStudioError(error).code === "not-found") return noModel(which)
    throw error
  }
}

function noModel(which: string): never {
  const starters = [...starterFiles().keys()].join(", ")
  const others = "a file of a model and one that you trained can be named, too"
  return fail(
    "not-found",
    `No model is called ${which}. These came with Slipmat: ${starters}; ${others}.`,
  )
}
