export { default as TrainView } from "./TrainView.svelte"
export type { Placed } from "./train-state.svelte.ts"
