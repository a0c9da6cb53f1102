export { openDatabase, type Database } from "./database-store.ts"
export {
  makeSpareFolder,
  openForReading,
  openForWork,
  requireLibrary,
} from "./existing-library-store.ts"
export { libraryHandlers, purgeRemovedSongs } from "./library-service.ts"
export { createLibraryEvents, type LibraryEvents } from "./library-events.ts"
export { createMediaStore, type MediaStore, type StoredMedia } from "./media-io.ts"
export { createSongStore, type NewPart, type SongStore } from "./song-store.ts"
export { fromBlob, toBlob } from "./blobs.ts"
export { explain, explaining } from "./library-errors-io.ts"
