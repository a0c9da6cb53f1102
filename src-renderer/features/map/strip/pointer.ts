/** The hand on the strip: chunks, boundaries, ruler, overview, wheel. */
import type { MapState } from "../map-state.svelte.ts"
import {
  BOXES_TOP_PX,
  boundaryAt,
  lastNotAfter,
  OVERVIEW_PX,
  spanOf,
  toSeconds,
} from "./geometry.ts"
import type { StripState } from "./strip-state.svelte.ts"

type Grip = "overview" | "ruler" | "boundary" | "box" | "pan" | null

const ZOOM_PER_NOTCH = 0.002

export function handleStrip(
  element: HTMLElement,
  map: MapState,
  strip: StripState,
  size: () => { width: number; height: number },
): () => void {
  let grip: Grip = null
  let lastX = 0

  const placeOf = ({ clientX, clientY }: MouseEvent): { x: number; y: number } => {
    const box = element.getBoundingClientRect()
    return { x: clientX - box.left, y: clientY - box.top }
  }
  const secondsAt = (x: number): number => toSeconds(strip.window, x, size().width)
  const wholeAt = (x: number): number => (x / size().width) * strip.durationSeconds

  /** The map's index of the chunk at a place; -1 outside of the boxes. */
  function chunkAt(x: number, y: number): number {
    const own = strip.part
    if (!own || y < BOXES_TOP_PX) return -1
    const chunk = lastNotAfter(strip.bounds, secondsAt(x))
    return chunk >= 0 && chunk < own.count ? own.offset + chunk : -1
  }

  function pointerdown(event: PointerEvent): void {
    const { x, y } = placeOf(event)
    grip = gripOf(event, y, strip)
    if (grip === null) return
    element.setPointerCapture(event.pointerId)
    lastX = x
    strip.isHeld = true
    if (grip === "overview") strip.centre(wholeAt(x))
    else if (grip === "ruler") map.transport.seek(secondsAt(x))
    else if (grip === "box") press(event, chunkAt(x, y))
    event.preventDefault()
  }

  function press(event: PointerEvent, index: number): void {
    if (event.shiftKey || map.tool === "path") map.addToPath(index)
    else map.select(index, { play: true, add: event.ctrlKey || event.metaKey })
  }

  function pointermove(event: PointerEvent): void {
    const { x, y } = placeOf(event)
    strip.pointerSeconds = y >= BOXES_TOP_PX ? secondsAt(x) : null
    if (grip === null) return hover(x, y)
    if (grip === "overview") strip.centre(wholeAt(x))
    else if (grip === "ruler") map.transport.seek(secondsAt(x))
    else if (grip === "boundary") strip.dragTo(secondsAt(x))
    else if (grip === "pan") strip.scroll((-(x - lastX) / size().width) * spanOf(strip.window))
    lastX = x
  }

  function hover(x: number, y: number): void {
    const own = strip.part
    const boundary =
      own && y >= BOXES_TOP_PX ? boundaryAt(own.bounds, strip.window, x, size().width) : -1
    if (strip.draggedSeconds === null) strip.heldBoundary = boundary
    const index = boundary > 0 ? -1 : chunkAt(x, y)
    if (index === map.hovered) return
    map.hovered = index
    map.hearing.hover(index)
  }

  function pointerup(event: PointerEvent): void {
    if (grip === "boundary") void strip.drop()
    if (element.hasPointerCapture(event.pointerId)) element.releasePointerCapture(event.pointerId)
    strip.isHeld = false
    grip = null
  }

  function pointerleave(): void {
    if (grip !== null) return
    strip.pointerSeconds = null
    strip.heldBoundary = -1
    map.hovered = -1
    map.hearing.hover(-1)
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault()
    const { x } = placeOf(event)
    const notch = event.deltaY || event.deltaX
    if (event.ctrlKey || event.metaKey)
      strip.zoom(Math.exp(notch * ZOOM_PER_NOTCH * 2), secondsAt(x))
    else strip.scroll((notch / size().width) * spanOf(strip.window))
  }

  function keydown(event: KeyboardEvent): void {
    if (event.key !== "Escape" || grip !== "boundary") return
    strip.cancelDrag()
    grip = null
    event.stopPropagation()
  }

  const listeners = { pointerdown, pointermove, pointerup, pointerleave } as const
  for (const [name, listener] of Object.entries(listeners))
    element.addEventListener(name, listener as EventListener)
  element.addEventListener("wheel", wheel, { passive: false })
  window.addEventListener("keydown", keydown, { capture: true })
  return () => {
    for (const [name, listener] of Object.entries(listeners))
      element.removeEventListener(name, listener as EventListener)
    element.removeEventListener("wheel", wheel)
    window.removeEventListener("keydown", keydown, { capture: true })
  }
}

function gripOf(event: PointerEvent, y: number, strip: StripState): Grip {
  if (event.button === 1) return "pan"
  if (event.button !== 0) return null
  if (y < OVERVIEW_PX) return "overview"
  if (y < BOXES_TOP_PX) return "ruler"
  return strip.heldBoundary > 0 ? "boundary" : "box"
}
