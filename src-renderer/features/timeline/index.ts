export type { SongTransport } from "./song-transport.ts"
export { default as TimelineView } from "./TimelineView.svelte"
export type { TimelineDrops } from "./gestures/drop.ts"
