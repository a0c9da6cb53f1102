export { default as NotesView } from "./NotesView.svelte"
export type { NotesTransport } from "./notes-transport.ts"
