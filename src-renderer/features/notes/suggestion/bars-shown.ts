/** Which bars a model is asked for, and where they are seen. */
import { barsOver, type Bars } from "#shared/duet/index.ts"
import type { NotesClip } from "#shared/project/index.ts"
import { heardStretch, type Stretch } from "../geometry/clip-time.ts"
import { revealed } from "../geometry/view.ts"
import type { NotesState } from "../notes-state.svelte.ts"

/** Brings bars into view, in the roll, where ghosts are seen. */
export function revealBars(notes: NotesState, { startTicks, endTicks }: Bars): void {
  if (notes.mode !== "roll") notes.set({ mode: "roll" })
  const { view, bounds } = notes
  const rows = { topRow: view.topRow, bottomRow: view.topRow }
  notes.show(revealed(view, { startTicks, endTicks, ...rows }, bounds))
}

/** The bars of the selected notes; without any, that of the playhead. */
export function barsToRewrite({
  clip,
  meters,
  selected,
  toLineTicks,
  transport,
}: NotesState): Bars | null {
  if (!clip || !meters) return null
  const heard = heardStretch(clip)
  const at = transport.positionTicks()
  const isInside = at >= heard.startTicks && at < heard.endTicks
  const from = isInside ? at : heard.startTicks
  const starts = selected.map(({ startTicks }) => startTicks + toLineTicks)
  const [first, last] =
    starts.length > 0 ? [Math.min(...starts), Math.max(...starts)] : [from, from]
  return barsOver(meters, first, last + 1)
}

/** What of bars a clip has: they are not written beyond its ends. */
export function writtenOf(clip: NotesClip | null, bars: Bars): Stretch {
  if (!clip) return bars
  const heard = heardStretch(clip)
  const startTicks = Math.max(bars.startTicks, heard.startTicks)
  return { startTicks, endTicks: Math.max(startTicks, Math.min(bars.endTicks, heard.endTicks)) }
}
