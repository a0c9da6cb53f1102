/** What a search is measured against, with the same gestures, rewards and number of tries. */
import type { DiscoverySettings } from "#shared/contract/index.ts"
import {
  newSearch,
  type SavedSearch,
  savedSearch,
  type SearchMethod,
  searcher,
} from "../discovery/index.ts"

/** In a person's words. */
export const METHODS: Readonly<Record<SearchMethod, string>> = {
  lines: "search",
  steps: "search by small steps",
  chance: "random search",
  best: "search without novelty",
}

/** The whole search by one method, at once. */
export function searchedBy(method: SearchMethod, settings: DiscoverySettings): SavedSearch {
  const search = newSearch()
  const next = searcher(settings, method)
  while (search.evaluations < settings.evaluations) next(search)
  return savedSearch(search)
}
