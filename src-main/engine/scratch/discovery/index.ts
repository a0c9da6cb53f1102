export { EliteArchive, PARTS } from "./archive.ts"
export type { SearchMethod } from "./methods.ts"
export { playedOf, readingOf } from "./naming.ts"
export { AXES, COLUMNS, NICHES } from "./niches.ts"
export {
  type CurvePoint,
  newSearch,
  type SavedSearch,
  savedSearch,
  searcher,
} from "./search.ts"
export { scratchSearchTask, type SearchProgress } from "./search-task.ts"
export { shownNiches } from "./shown.ts"
