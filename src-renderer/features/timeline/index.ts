export type { SongTransport } from "./song-transport.ts"
export { default as TimelineView } from "./TimelineView.svelte"
