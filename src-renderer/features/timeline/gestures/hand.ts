/** The hand on the picture: presses that become gestures, the wheel, a second press that opens. */
import { wireHand } from "../../../ui/wire-hand.ts"
import { LOOP_PX, RULER_PX, SECTIONS_PX } from "../draw/draw-ruler.ts"
import { clipHit } from "../model/hits.ts"
import { rowIndexAt } from "../model/rows.ts"
import { tickOf } from "../model/time-view.ts"
import type { TimelineState } from "../timeline-state.svelte.ts"
import { takesNotes } from "../edit/move.ts"
import { addClipInBar } from "./draw-clip.ts"
import type { Gesture, Press, Spot } from "./gesture.ts"
import { pan } from "./pan.ts"
import { pressAt } from "./press.ts"
import { markerHit } from "./sections.ts"
import { openTimeLane } from "./time-lanes.ts"

/** Nearer is a click. */
const DRAG_PX = 3
const ZOOM_PER_PX = 0.004
const EDGE_SCROLL_PX = 12

export interface HandDoors {
  onopen(clipId: string): void
  onrename(markerId: string): void
}

/** Wires the pointer to the picture. Returns the function that lets go. */
export function handleTimeline(
  element: HTMLElement,
  state: TimelineState,
  doors: HandDoors,
): () => void {
  const hand = new TimelineHand(element, state, doors)
  const letGo = wireHand(
    element,
    {
      pointerdown: (event) => hand.press(event),
      pointermove: (event) => hand.move(event),
      pointerup: (event) => hand.release(event),
      pointercancel: () => hand.cancel(),
      pointerleave: () => hand.leave(),
      dblclick: (event) => hand.open(event),
      wheel: (event) => hand.wheel(event),
    },
    (event) => hand.keyDown(event),
  )
  return () => {
    hand.cancel()
    letGo()
  }
}

class TimelineHand {
  #element: HTMLElement
  #state: TimelineState
  #doors: HandDoors
  #from: Spot | null = null
  #pressed: Press | null = null
  #gesture: Gesture | null = null

  constructor(element: HTMLElement, state: TimelineState, doors: HandDoors) {
    this.#element = element
    this.#state = state
    this.#doors = doors
  }

  press(event: PointerEvent): void {
    if (event.button > 1) return
    const spot = this.#spot(event)
    this.#element.setPointerCapture(event.pointerId)
    this.#state.isHeld = true
    this.#from = spot
    if (event.button === 1) this.#gesture = pan(this.#state, spot)
    else this.#pressed = pressAt(this.#state, spot)
  }

  move(event: PointerEvent): void {
    const state = this.#state
    const spot = this.#spot(event)
    state.pointerTicks = spot.y >= state.headerPx ? state.snap(spot.tick) : null
    if (!this.#from) {
      state.cursor = pressAt(state, spot).cursor
      return
    }
    const from = this.#from
    const isFar = Math.abs(spot.x - from.x) >= DRAG_PX || Math.abs(spot.y - from.y) >= DRAG_PX
    if (!this.#gesture && isFar) this.#gesture = this.#pressed?.drag?.(from) ?? null
    if (!this.#gesture) return
    this.#scrollAtEdge(spot)
    this.#gesture.move(this.#spot(event))
  }

  release(event: PointerEvent): void {
    const { button } = event
    if (this.#gesture) this.#gesture.end()
    else if (this.#pressed && button === 0) this.#pressed.click?.(this.#spot(event))
    this.#letGo()
  }

  cancel(): void {
    this.#gesture?.cancel()
    this.#letGo()
  }

  leave(): void {
    if (!this.#from) this.#state.pointerTicks = null
  }

  /** Esc takes a drag back to where it began. */
  keyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !this.#gesture) return
    this.cancel()
    event.stopPropagation()
    event.preventDefault()
  }

  wheel(event: WheelEvent): void {
    event.preventDefault()
    const state = this.#state
    const notch = event.deltaMode === 1 ? 16 : 1
    const [x, y] = [event.deltaX * notch, event.deltaY * notch]
    if (event.ctrlKey || event.metaKey)
      state.zoom(Math.exp(-(y || x) * ZOOM_PER_PX), this.#spot(event).x)
    else if (event.shiftKey) state.scrollBy(x || y, 0)
    else state.scrollBy(x, y)
  }

  open(event: MouseEvent): void {
    const state = this.#state
    const spot = this.#spot(event)
    if (spot.y < LOOP_PX) {
      const { loop } = state.project
      state.studio.project.run("loop.set", { ...loop, isOn: !loop.isOn })
      return
    }
    if (spot.y >= RULER_PX && spot.y < RULER_PX + SECTIONS_PX) {
      const hit = markerHit(state, spot.x)
      if (hit) this.#doors.onrename(hit.marker.id)
      return
    }
    if (openTimeLane(state, spot)) return
    const row = state.rows[spot.rowIndex]
    if (row?.kind === "track" && spot.y >= state.headerPx && state.tool === "select") {
      const hit = clipHit(state.clipsOn(row.track.id), state.view, spot.x, spot.rowsY - row.topPx)
      if (hit) this.#doors.onopen(hit.clip.id)
      else if (takesNotes(row.track)) addClipInBar(state, spot.tick, row.track)
    }
  }

  #letGo(): void {
    this.#gesture = null
    this.#pressed = null
    this.#from = null
    this.#state.isHeld = false
  }

  /** A drag beyond the edge takes the picture along. */
  #scrollAtEdge({ x, y }: Spot): void {
    const { widthPx, heightPx, headerPx } = this.#state
    const right = x > widthPx ? EDGE_SCROLL_PX : x < 0 ? -EDGE_SCROLL_PX : 0
    const isBelow = y > heightPx + headerPx
    this.#state.scrollBy(right, isBelow ? EDGE_SCROLL_PX : 0)
  }

  #spot(event: MouseEvent): Spot {
    return spotOf(this.#element, this.#state, event)
  }
}

/** Where a press, or a menu's asking, is. */
export function spotOf(element: HTMLElement, state: TimelineState, event: MouseEvent): Spot {
  const box = element.getBoundingClientRect()
  const [x, y] = [event.clientX - box.left, event.clientY - box.top]
  const rowsY = y - state.headerPx + state.scrollPx
  return {
    ...{ x, y, rowsY, tick: tickOf(state.view, x) },
    rowIndex: y >= state.headerPx ? rowIndexAt(state.rows, rowsY) : -1,
    shift: event.shiftKey,
    ctrl: event.ctrlKey || event.metaKey,
    alt: event.altKey,
  }
}
