export { Connection, type LineState } from "./connection.svelte.ts"
export { JobsResource } from "./jobs-resource.svelte.ts"
export { LibraryResource } from "./library-resource.svelte.ts"
export { PeaksResource } from "./peaks-resource.ts"
