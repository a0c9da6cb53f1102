export { default as TimelineView } from "./TimelineView.svelte"
