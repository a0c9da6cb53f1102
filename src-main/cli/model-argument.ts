/** MODEL on the command line: a file, the id or name of one in the library, or one that came with the program. */
import { statSync } from "node:fs"
import { fail, toStudioError } from "#shared/contract/errors.ts"
import { loopFiles } from "#engine/loops/index.ts"
import { importModel, openStarter, type RowModel, starterFiles } from "#engine/training/index.ts"
import { onlyNamed } from "./only-named.ts"
import { withLibrary } from "./with-engine.ts"

/**
 * @param offered starters that can do what is asked for: those named to whoever names none
 * @throws StudioError not-found, unreadable, invalid-input where several have the name
 */
export async function modelNamed(
  which: string,
  library: string | undefined,
  offered: readonly string[] = [...starterFiles().keys()],
): Promise<RowModel> {
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
    const { code, message } = toStudioError(error)
    const isNotFound = code === "not-found"
    if (code === "unreadable" && !message.includes(which)) fail(code, `${which}: ${message}`)
    // Who named no library is not told that there is none.
    if (isNotFound && (library === undefined || loopFiles().has(which)))
      return noModel(which, offered)
    throw error
  }
}

function noModel(which: string, offered: readonly string[]): never {
  const what = loopFiles().has(which)
    ? `${which} is a model of loops, which slipmat loops plays; this needs a model of notes.`
    : `No model is called ${which}.`
  const others = "a file of a model and one that you trained can be named, too"
  return fail("not-found", `${what} These came with Slipmat: ${offered.join(", ")}; ${others}.`)
}
