export { default as DuetView } from "./DuetView.svelte"
export { placeExchange } from "./answers/place-exchange.ts"
export type { Hand } from "./duet-state.svelte.ts"
