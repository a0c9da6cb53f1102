/** The playhead goes where the hand is. */
import type { TimelineState } from "../timeline-state.svelte.ts"
import type { Gesture, Spot } from "./gesture.ts"

export function locate(state: TimelineState, spot: Spot): void {
  state.transport.locate(state.snap(spot.tick, spot.shift))
}

export function scrub(state: TimelineState): Gesture {
  const before = state.transport.positionTicks()
  return {
    move: (spot) => locate(state, spot),
    end: () => {},
    cancel: () => state.transport.locate(before),
  }
}
