/** The pointer on the roll: which part it is on, what it begins there, the wheel. */
import { wireHand } from "../../../ui/wire-hand.ts"
import type { NotesState } from "../notes-state.svelte.ts"
import { RULER_PX } from "../drawing/ruler.ts"
import { noteAt } from "../geometry/hit.ts"
import { snapped } from "../geometry/snap.ts"
import { rowAt, scrolled, tickAt, zoomedX } from "../geometry/view.ts"
import { drawNote } from "../gestures/draw.ts"
import type { Gesture, Spot } from "../gestures/gesture.ts"
import { playKeys } from "../gestures/keys.ts"
import { panRoll } from "../gestures/pan.ts"
import { startGesture } from "../gestures/start.ts"

const ZOOM_PER_NOTCH = 0.004
const EDGE_PX = 18
const EDGE_STEP_PX = 14

/** Wires the pointer to the roll. Returns the function that lets go. */
export function handleRoll(element: HTMLElement, notes: NotesState): () => void {
  const hand = new RollHand(element, notes)
  const letGo = wireHand(
    element,
    {
      pointerdown: (event) => hand.down(event),
      pointermove: (event) => hand.move(event),
      pointerup: (event) => hand.up(event),
      pointercancel: () => hand.cancel(),
      pointerleave: () => void (notes.hoveredPitch = -1),
      dblclick: (event) => hand.double(event),
      wheel: (event) => hand.wheel(event),
    },
    (event) => hand.key(event),
  )
  return () => {
    hand.cancel()
    letGo()
  }
}

class RollHand {
  #element: HTMLElement
  #notes: NotesState
  #gesture: Gesture | null = null

  constructor(element: HTMLElement, notes: NotesState) {
    this.#element = element
    this.#notes = notes
  }

  down(event: PointerEvent): void {
    if (this.#gesture || !this.#notes.clip || event.button > 1) return
    const spot = this.#spot(event)
    this.#gesture = this.#begin(event, spot)
    if (this.#gesture) this.#element.setPointerCapture(event.pointerId)
  }

  move(event: PointerEvent): void {
    const spot = this.#spot(event)
    if (this.#gesture) {
      this.#scrollAtEdge(spot)
      this.#gesture.move(spot)
    } else {
      this.#notes.hoveredPitch = spot.y >= 0 ? spot.pitch : -1
      this.#element.style.cursor = this.#cursor(spot)
    }
  }

  up(event: PointerEvent): void {
    this.#gesture?.end(this.#spot(event))
    this.#gesture = null
  }

  cancel(): void {
    this.#gesture?.cancel()
    this.#gesture = null
  }

  /** Deletes the note, or makes one where none is. */
  double(event: MouseEvent): void {
    const notes = this.#notes
    const spot = this.#spot(event)
    if (!notes.clip || notes.tool !== "select" || spot.x < 0 || spot.y < 0) return
    if (spot.hit) {
      const noteIds = [spot.hit.note.id]
      notes.studio.project.run("note.remove", { clipId: notes.clip.id, noteIds })
    } else drawNote(notes, spot)?.end(spot)
  }

  wheel(event: WheelEvent): void {
    event.preventDefault()
    const notes = this.#notes
    const { x, y } = this.#spot(event)
    const notch = event.deltaY || event.deltaX
    const factor = Math.exp(-notch * ZOOM_PER_NOTCH)
    const isZoom = event.ctrlKey || event.metaKey
    if (isZoom && (event.altKey || x < 0)) notes.zoomRows(factor, Math.max(0, y))
    else if (isZoom) notes.show(zoomedX(notes.view, factor, x))
    else if (event.shiftKey) notes.show(scrolled(notes.view, notch, 0))
    else notes.show(scrolled(notes.view, event.deltaX, event.deltaY))
  }

  /** Esc takes back what is under way. */
  key(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#gesture) return
    this.cancel()
    event.stopPropagation()
    event.preventDefault()
  }

  #begin(event: PointerEvent, spot: Spot): Gesture | null {
    const notes = this.#notes
    if (event.button === 1) return panRoll(notes, spot)
    if (spot.y < 0) return spot.x >= 0 ? this.#locate(spot) : null
    if (spot.x < 0) return playKeys(notes, spot)
    // Quantising is being tried: it is kept or dropped first.
    if (notes.studio.project.isDragging) return null
    return startGesture(notes, spot)
  }

  #locate(from: Spot): Gesture | null {
    const { transport, meters, grid } = this.#notes
    if (!transport.locate || !meters) return null
    const locate = ({ tick, isShift }: Spot): void =>
      transport.locate?.(snapped(tick, isShift ? null : grid, meters))
    locate(from)
    return { move: locate, end: () => {}, cancel: () => {} }
  }

  #cursor({ x, y, hit }: Spot): string {
    const { tool } = this.#notes
    if (x < 0 || y < 0) return "default"
    if (tool === "erase") return "cell"
    if (hit) return hit.grip === "body" ? "grab" : "ew-resize"
    return tool === "select" ? "default" : "crosshair"
  }

  /** Dragging beyond an edge brings what is there. */
  #scrollAtEdge({ x, y }: Spot): void {
    const notes = this.#notes
    const over = (at: number, size: number): number =>
      at < -EDGE_PX ? -EDGE_STEP_PX : at > size + EDGE_PX ? EDGE_STEP_PX : 0
    const [byX, byY] = [over(x, notes.widthPx), over(y, notes.heightPx)]
    if (byX !== 0 || byY !== 0) notes.show(scrolled(notes.view, byX, byY))
  }

  #spot(event: MouseEvent): Spot {
    const notes = this.#notes
    const box = this.#element.getBoundingClientRect()
    const x = event.clientX - box.left - notes.headPx
    const y = event.clientY - box.top - RULER_PX
    const { view, rows, picture } = notes
    const row = Math.min(Math.max(rowAt(view, y), 0), rows.pitches.length - 1)
    return {
      ...{ x, y, tick: Math.max(0, tickAt(view, x)), pitch: rows.pitches[row]! },
      hit: picture && x >= 0 && y >= 0 ? noteAt(picture, x, y) : null,
      isShift: event.shiftKey,
      isCtrl: event.ctrlKey || event.metaKey,
      isAlt: event.altKey,
    }
  }
}
