export { default as LoopsView } from "./LoopsView.svelte"
export type { PlacedLoops } from "./loops-state.svelte.ts"
