/** The picture goes with the hand. */
import type { TimelineState } from "../timeline-state.svelte.ts"
import type { Gesture, Spot } from "./gesture.ts"

export function pan(state: TimelineState, from: Spot): Gesture {
  const { view, scrollPx } = state
  let last = from
  return {
    move(spot) {
      state.scrollBy(last.x - spot.x, last.y - spot.y)
      last = spot
    },
    end: () => {},
    cancel() {
      state.view = view
      state.scrollTo(scrollPx)
    },
  }
}
