/** The search on a thread of its own, which tells of itself as it goes and can be stopped between two batches. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import type { TechniqueClass } from "#shared/scratch/index.ts"
import type { TaskContext } from "../../platform/index.ts"
import { nameShown, type ShownNames } from "./naming.ts"
import { BATCH, newSearch, type SavedSearch, savedSearch, searchFrom, searcher } from "./search.ts"

export interface SearchInput {
  settings: DiscoverySettings
  saved: SavedSearch | null
  /** Batches between those of which is told. */
  batchesTold: number
}

export interface SearchProgress {
  saved: SavedSearch
  /** Of the cells that are shown, row after row; undefined where nobody is. */
  techniques: (TechniqueClass | null | undefined)[]
}

/** Names take a while: what is told on the way has some of them, the end has all. */
const NAMED_AT_ONCE = 10

export async function scratchSearchTask(
  { settings, saved, batchesTold }: SearchInput,
  { signal, onProgress }: TaskContext<SearchProgress>,
): Promise<SearchProgress> {
  const search = saved ? searchFrom(saved) : newSearch()
  const next = searcher(settings)
  const names: ShownNames = new Map()
  const told = (most: number): SearchProgress => ({
    saved: savedSearch(search),
    techniques: nameShown(search.archive, settings, names, most),
  })
  for (let batch = 1; search.evaluations < settings.evaluations; batch++) {
    next(search)
    if (batch % batchesTold === 0 && search.evaluations % BATCH === 0)
      onProgress(told(NAMED_AT_ONCE))
    await turn(signal)
  }
  return told(Infinity)
}

/** Messages, among them that the search is to stop, get their turn. @throws the signal's reason once aborted */
async function turn(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}
