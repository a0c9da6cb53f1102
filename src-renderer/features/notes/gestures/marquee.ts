/** A box drawn over the rows: it selects what it touches; with Ctrl or Shift it adds to what is selected. */
import { notesIn } from "../geometry/hit.ts"
import { rowAt, tickAt, xOf, yOf } from "../geometry/view.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { TREMBLE_PX, type Gesture, type Spot } from "./gesture.ts"

export function drawMarquee(notes: NotesState, from: Spot): Gesture {
  const before = [...notes.selectedIds]
  const kept = from.isCtrl || from.isShift ? before : []
  // The box keeps its first corner in the music, so that scrolling on the way does not move it.
  const corner = { tick: from.tick, row: notes.view.topRow + from.y / notes.view.rowPx }
  if (kept.length === 0) notes.select([])
  return {
    move(spot) {
      const { picture, view } = notes
      const [x, y] = [xOf(view, corner.tick), yOf(view, corner.row)]
      if (!picture || Math.hypot(spot.x - x, spot.y - y) < TREMBLE_PX) return
      const box = {
        x: Math.min(x, spot.x),
        y: Math.min(y, spot.y),
        width: Math.abs(spot.x - x),
        height: Math.abs(spot.y - y),
      }
      notes.marquee = box
      const touched = notesIn(picture, {
        startTicks: tickAt(view, box.x),
        endTicks: tickAt(view, box.x + box.width),
        topRow: rowAt(view, box.y),
        bottomRow: rowAt(view, box.y + box.height),
      })
      notes.select([...kept, ...touched.map(({ id }) => id)])
    },
    end: () => void (notes.marquee = null),
    cancel() {
      notes.marquee = null
      notes.select(before)
    },
  }
}
