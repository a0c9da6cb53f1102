export { commandItems } from "./command-items.ts"
export { isEnabled, keysOf, type Command, type Commands, type Hint } from "./commands.svelte.ts"
export { EXCHANGE_TYPE, GESTURE_TYPE, SONGS_TYPE } from "./drag-types.ts"
export { History, type Edit } from "./history.svelte.ts"
export { noteKey, notesOfClip } from "./note-keys.ts"
export type { Navigation, ViewName } from "./navigation.svelte.ts"
export type { ProjectSession } from "./project-session.svelte.ts"
export type { SaveState, Step } from "./project-session-types.ts"
export type { Preferences } from "./preferences.svelte.ts"
export { SCALES } from "./scale.svelte.ts"
export { lastSelectedTrack, selectedTracks } from "./selected-tracks.ts"
export {
  chunkKey,
  parseChunkKey,
  type Selection,
  type SelectionKind,
  type TimeRange,
} from "./selection.svelte.ts"
export type { Steps } from "./shown-steps.svelte.ts"
export {
  createStudio,
  provideStudio,
  useStudio,
  type Platform,
  type Studio,
} from "./studio-context.svelte.ts"
export {
  ERROR_SECONDS,
  GLANCE_SECONDS,
  TOAST_SECONDS,
  type Toast,
  type Toasts,
} from "./toasts.svelte.ts"
export { withSong } from "./with-song.ts"
