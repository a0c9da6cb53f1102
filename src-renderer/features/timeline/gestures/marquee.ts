/** Selects what a rectangle touches. */
import { clipsBetween } from "../model/hits.ts"
import { rowsBetween } from "../model/rows.ts"
import { xOf } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import type { Gesture, Spot } from "./gesture.ts"

export function marquee(state: TimelineState, from: Spot): Gesture {
  const before = from.ctrl || from.shift ? state.studio.selection.of("clip") : []
  const earlier = state.studio.selection.of("clip")
  return {
    move(spot) {
      const [low, high] = [Math.min(from.tick, spot.tick), Math.max(from.tick, spot.tick)]
      const [top, bottom] = [Math.min(from.rowsY, spot.rowsY), Math.max(from.rowsY, spot.rowsY)]
      const x = xOf(state.view, low)
      state.marquee = { x, y: top, width: xOf(state.view, high) - x, height: bottom - top }
      state.select([...before, ...touched(state, [low, high], [top, bottom])])
    },
    end() {
      state.marquee = null
    },
    cancel() {
      state.marquee = null
      state.select(earlier)
    },
  }
}

function touched(
  state: TimelineState,
  [low, high]: [number, number],
  [top, bottom]: [number, number],
): string[] {
  const [first, end] = rowsBetween(state.rows, top, Math.max(bottom, top + 1))
  return state.rows
    .slice(first, end)
    .filter(({ kind }) => kind === "track")
    .flatMap(({ track }) => clipsBetween(state.clipsOn(track.id), low, high))
    .map(({ id }) => id)
}
