/** The hand on the strip: chunks, boundaries, ruler, overview, wheel. */
import { wireHand } from "../../../ui/wire-hand.ts"
import { lastAtOrBefore } from "#shared/sorted.ts"
import type { MapState } from "../map-state.svelte.ts"
import { BOXES_TOP_PX, boundaryAt, OVERVIEW_PX, spanOf, toSeconds } from "./geometry.ts"
import type { StripState } from "./strip-state.svelte.ts"

type Grip = "overview" | "ruler" | "boundary" | "box" | "pan" | null

const ZOOM_PER_NOTCH = 0.004
/** A hand that clicks moves less. */
const DRAG_PX = 3

/** Wires the pointer to the strip. Returns the function that lets go. */
export function handleStrip(element: HTMLElement, map: MapState, strip: StripState): () => void {
  const hand = new StripHand(element, map, strip)
  return wireHand(
    element,
    {
      pointerdown: (event) => hand.press(event),
      pointermove: (event) => hand.move(event),
      pointerup: (event) => hand.release(event),
      pointerleave: () => hand.leave(),
      wheel: (event) => hand.wheel(event),
    },
    (event) => hand.keyDown(event),
  )
}

class StripHand {
  #element: HTMLElement
  #map: MapState
  #strip: StripState
  #grip: Grip = null
  #lastX = 0
  #pressed = { x: 0, y: 0 }
  /** Where the boundary stood that is taken; null until it is dragged away. */
  #takenSeconds: number | null = null

  constructor(element: HTMLElement, map: MapState, strip: StripState) {
    this.#element = element
    this.#map = map
    this.#strip = strip
  }

  press(event: PointerEvent): void {
    const { x, y } = this.#spot(event)
    this.#grip = this.#gripOf(event, y)
    if (this.#grip === null) return
    this.#element.setPointerCapture(event.pointerId)
    this.#lastX = x
    this.#pressed = { x, y }
    this.#takenSeconds = null
    this.#strip.isHeld = true
    if (this.#grip === "box") this.#pressBox(event, this.#chunkAt(x, y))
    else if (this.#grip !== "boundary") this.#pull(x)
    event.preventDefault()
  }

  move(event: PointerEvent): void {
    const { x, y } = this.#spot(event)
    this.#strip.pointerSeconds = y >= BOXES_TOP_PX ? this.#secondsAt(x) : null
    if (this.#grip === null) this.#hover(x, y)
    else this.#pull(x)
    this.#lastX = x
  }

  release(event: PointerEvent): void {
    if (this.#grip === "boundary" && this.#takenSeconds !== null) void this.#strip.drop()
    // Near a boundary, too, a click means the chunk.
    else if (this.#grip === "boundary")
      this.#pressBox(event, this.#chunkAt(this.#pressed.x, this.#pressed.y))
    if (this.#element.hasPointerCapture(event.pointerId))
      this.#element.releasePointerCapture(event.pointerId)
    this.#strip.isHeld = false
    this.#grip = null
  }

  leave(): void {
    if (this.#grip !== null) return
    this.#strip.pointerSeconds = null
    this.#strip.heldBoundary = -1
    this.#point(-1)
  }

  wheel(event: WheelEvent): void {
    event.preventDefault()
    const notch = event.deltaY || event.deltaX
    if (event.ctrlKey || event.metaKey) {
      const { x } = this.#spot(event)
      this.#strip.zoom(Math.exp(notch * ZOOM_PER_NOTCH), this.#secondsAt(x))
    } else this.#strip.scroll((notch / this.#width) * spanOf(this.#strip.window))
  }

  /** Esc takes a dragged boundary back to where it was. */
  keyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || this.#grip !== "boundary") return
    this.#strip.cancelDrag()
    this.#grip = null
    event.stopPropagation()
  }

  get #width(): number {
    return Math.max(1, this.#element.clientWidth)
  }

  #pull(x: number): void {
    const strip = this.#strip
    if (this.#grip === "overview") strip.centre((x / this.#width) * strip.durationSeconds)
    else if (this.#grip === "ruler") this.#map.transport.seek(this.#secondsAt(x))
    else if (this.#grip === "boundary") this.#drag(x)
    else if (this.#grip === "pan")
      strip.scroll((-(x - this.#lastX) / this.#width) * spanOf(strip.window))
  }

  /** By as much as the hand moves, from where it took hold. */
  #drag(x: number): void {
    const strip = this.#strip
    const moved = x - this.#pressed.x
    if (this.#takenSeconds === null && Math.abs(moved) < DRAG_PX) return
    this.#takenSeconds ??= strip.bounds[strip.heldBoundary] ?? null
    if (this.#takenSeconds === null) return
    strip.dragTo(this.#takenSeconds + (moved / this.#width) * spanOf(strip.window))
  }

  #pressBox(event: PointerEvent, index: number): void {
    if (event.shiftKey || this.#map.tool === "path") this.#map.addToPath(index)
    else this.#map.select(index, { play: true, add: event.ctrlKey || event.metaKey })
  }

  #hover(x: number, y: number): void {
    const strip = this.#strip
    const isOnBoxes = y >= BOXES_TOP_PX && strip.part !== undefined
    const bounds = strip.part?.bounds ?? new Float64Array(0)
    const boundary = isOnBoxes ? boundaryAt(bounds, strip.window, x, this.#width) : -1
    if (strip.draggedSeconds === null) strip.heldBoundary = boundary
    this.#point(boundary > 0 ? -1 : this.#chunkAt(x, y))
  }

  #point(index: number): void {
    if (index === this.#map.hovered) return
    this.#map.hovered = index
    this.#map.hearing.hover(index)
  }

  /** The map's index of the chunk at a place; -1 outside of the boxes. */
  #chunkAt(x: number, y: number): number {
    const own = this.#strip.part
    if (!own || y < BOXES_TOP_PX) return -1
    const chunk = lastAtOrBefore(this.#strip.bounds, this.#secondsAt(x))
    return chunk >= 0 && chunk < own.count ? own.offset + chunk : -1
  }

  #secondsAt(x: number): number {
    return toSeconds(this.#strip.window, x, this.#width)
  }

  #spot({ clientX, clientY }: MouseEvent): { x: number; y: number } {
    const box = this.#element.getBoundingClientRect()
    return { x: clientX - box.left, y: clientY - box.top }
  }

  #gripOf(event: PointerEvent, y: number): Grip {
    if (event.button === 1) return "pan"
    if (event.button !== 0) return null
    if (y < OVERVIEW_PX) return "overview"
    if (y < BOXES_TOP_PX) return "ruler"
    return this.#strip.heldBoundary > 0 ? "boundary" : "box"
  }
}
