/** The pointer on a lane. */
import { notesBetween, type Note } from "#shared/project/index.ts"
import { LANE_AIR_PX, laneShare, laneY } from "../drawing/lane.ts"
import { scrolled, tickAt, xOf, zoomedX } from "../geometry/view.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { startStroke, type LaneSpot, type Stroke } from "./lane-gestures.ts"
import type { LaneKind } from "./lane-kind.ts"

const ZOOM_PER_NOTCH = 0.004
const NEAR_PX = 7

/**
 * Wires the pointer to a lane; `kind` is asked at each press, and `tell` hears the height that is pointed at, null for none.
 * Returns the function that lets go.
 */
export function handleLane(
  element: HTMLElement,
  notes: NotesState,
  kind: () => LaneKind,
  tell: (share: number | null) => void,
): () => void {
  const controller = new AbortController()
  const { signal } = controller
  let stroke: Stroke | null = null
  const cancel = (): void => {
    stroke?.cancel()
    stroke = null
  }
  const on = <K extends keyof HTMLElementEventMap>(
    name: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ): void => element.addEventListener(name, listener, { signal, passive: false })
  on("pointerdown", (event) => {
    if (event.button !== 0 || stroke) return
    stroke = startStroke(notes, kind(), spotOf(element, notes, kind(), event))
    if (stroke) element.setPointerCapture(event.pointerId)
  })
  on("pointermove", (event) => {
    const spot = spotOf(element, notes, kind(), event)
    tell(spot.share)
    stroke?.move(spot)
  })
  on("pointerleave", () => tell(null))
  on("pointerup", () => {
    stroke?.end()
    stroke = null
  })
  on("pointercancel", cancel)
  on("wheel", (event) => {
    event.preventDefault()
    const notch = event.deltaY || event.deltaX
    const x = event.clientX - element.getBoundingClientRect().left
    if (event.ctrlKey || event.metaKey)
      notes.show(zoomedX(notes.view, Math.exp(-notch * ZOOM_PER_NOTCH), x))
    else notes.show(scrolled(notes.view, notch, 0))
  })
  const onkey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !stroke) return
    cancel()
    event.stopPropagation()
    event.preventDefault()
  }
  window.addEventListener("keydown", onkey, { signal, capture: true })
  return () => {
    cancel()
    controller.abort()
  }
}

function spotOf(
  element: HTMLElement,
  notes: NotesState,
  kind: LaneKind,
  event: MouseEvent,
): LaneSpot {
  const box = element.getBoundingClientRect()
  const [x, y] = [event.clientX - box.left, event.clientY - box.top]
  return {
    tick: Math.max(0, tickAt(notes.view, x) - notes.toLineTicks),
    share: Math.min(1, Math.max(0, laneShare(y, box.height))),
    note: kind === "velocity" ? headAt(notes, x, y, box.height) : null,
  }
}

/** The note whose head is nearest to the pointer, selected ones first. */
function headAt(notes: NotesState, x: number, y: number, heightPx: number): Note | null {
  const { clip, view, toLineTicks } = notes
  if (!clip || heightPx <= 2 * LANE_AIR_PX) return null
  const from = Math.floor(tickAt(view, x - NEAR_PX) - toLineTicks)
  const to = Math.ceil(tickAt(view, x + NEAR_PX) - toLineTicks)
  let nearest: Note | null = null
  let least = NEAR_PX
  for (const note of notesBetween(clip, from, to)) {
    const awayX = xOf(view, note.startTicks + toLineTicks) - x
    const away = Math.hypot(awayX, laneY(note.velocity / 127, heightPx) - y)
    const isPreferred = notes.selectedIds.has(note.id) ? 0.5 : 1
    if (away > NEAR_PX || away * isPreferred >= least) continue
    least = away * isPreferred
    nearest = note
  }
  return nearest
}
