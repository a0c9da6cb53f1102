export { default as DeckView } from "./DeckView.svelte"
export type { PlayedJam } from "./jam/jam.svelte.ts"
