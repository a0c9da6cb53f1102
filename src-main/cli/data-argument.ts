/** Music on the command line: a folder or file, or a dataset of the library by id or name. */
import { existsSync } from "node:fs"
import { type Corpus, openCorpus, readCorpus } from "#engine/datasets/index.ts"
import { onlyNamed } from "./only-named.ts"
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
    return Promise.resolve(openCorpus(store, onlyNamed(store.list(), which, "dataset").id))
  })
}
