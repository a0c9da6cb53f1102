export { default as LibraryView } from "./LibraryView.svelte"
export { followKnownFiles } from "./known-files.svelte.ts"
