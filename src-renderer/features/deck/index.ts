export { default as DeckView } from "./DeckView.svelte"
