export { default as DuetView } from "./DuetView.svelte"
export type { Hand } from "./duet-state.svelte.ts"
