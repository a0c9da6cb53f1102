/** Music on the command line: a folder or file, or a dataset of the library by id or name. */
import { existsSync } from "node:fs"
import { type Corpus, openCorpus, readCorpus } from "#engine/datasets/index.ts"
import { fail } from "#shared/contract/errors.ts"
import { withLibrary } from "./with-engine.ts"

/** @throws StudioError not-found, unreadable, invalid-input where several have the name */
export async function musicNamed(
  which: string,
  library: string | undefined,
  { signal, restoresKeys }: { signal: AbortSignal; restoresKeys: boolean },
): Promise<Corpus> {
  if (existsSync(which)) return readCorpus(which, { signal, restoresKeys })
  return withLibrary(library, ({ datasets }) => {
    const store = datasets()
    const matching = store.list().filter(({ id, name }) => id === which || name === which)
    if (matching.length > 1)
      fail("invalid-input", `${matching.length} datasets are called ${which}: give the id`)
    const found = matching[0] ?? fail("not-found", `There is no folder and no dataset ${which}`)
    return Promise.resolve(openCorpus(store, found.id))
  })
}
