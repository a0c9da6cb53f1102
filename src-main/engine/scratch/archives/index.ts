export { type ArchiveFile, archiveOfSearch } from "./archive-file.ts"
export { curvesOf, type ShownElite, shownElites } from "./archive-view.ts"
export {
  type ArchivesStore,
  createArchivesStore,
  createShippedArchives,
  readArchive,
  writeArchive,
  writePractice,
} from "./archives-store.ts"
export { createDiscoveryJob } from "./discovery-job.ts"
export { discoveryHandlers } from "./discovery-service.ts"
export { type FoundGesture, foundGestures } from "./found-gestures.ts"
