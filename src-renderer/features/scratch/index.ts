export { default as ScratchView } from "./ScratchView.svelte"
export { findGesture, keepGesture, originOf, type FoundGesture } from "./model/found-gesture.ts"
export { GestureRef } from "./model/gesture-ref.ts"
export type { Doors } from "./scratch-state.svelte.ts"
