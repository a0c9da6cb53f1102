/** MODEL on the command line: a file, the id or name of one in the library, or one that came with the program. */
import { statSync } from "node:fs"
import { importModel, openStarter, type RowModel } from "#engine/training/index.ts"
import { onlyNamed } from "./only-named.ts"
import { withLibrary } from "./with-engine.ts"

/** @throws StudioError not-found, unreadable, invalid-input where several have the name */
export async function modelNamed(which: string, library: string | undefined): Promise<RowModel> {
  // A folder that is called as a model is not meant.
  if (statSync(which, { throwIfNoEntry: false })?.isFile()) return importModel(which)
  return (
    openStarter(which) ??
    withLibrary(library, ({ models }) => {
      const store = models()
      return Promise.resolve(store.open(onlyNamed(store.list(), which, "model").id))
    })
  )
}
