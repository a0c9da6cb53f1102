/** One hand on the stage: what a press, a drag and the wheel do, by tool. */
import { look, orbit, pan, shift, zoom, type View } from "../scene/view.ts"
import type { MapState } from "../map-state.svelte.ts"
import type { MapStage } from "./map-stage.ts"

const CLICK_PX = 4
const ORBIT_PER_PX = 0.0065
const LOOK_PER_PX = 0.0035
const ZOOM_PER_NOTCH = 0.0016
/** Ball radii a second. */
const FLY_SPEED = 0.7

type Drag = "orbit" | "pan" | "look" | "lasso" | null

/** Wires the pointer to the stage. Returns the function that lets go. */
export function handleStage(element: HTMLElement, stage: MapStage, map: MapState): () => void {
  const held = new Set<string>()
  let last = { x: 0, y: 0 }
  let start = { x: 0, y: 0 }
  let drag: Drag = null
  let isClick = false

  const placeOf = ({ clientX, clientY }: MouseEvent): { x: number; y: number } => {
    const box = element.getBoundingClientRect()
    return { x: clientX - box.left, y: clientY - box.top }
  }

  const jump = (view: View): void => {
    stage.flight.jump(view)
    stage.request()
  }

  function pointerdown(event: PointerEvent): void {
    if (event.target !== element) return
    element.focus({ preventScroll: true })
    element.setPointerCapture(event.pointerId)
    start = last = placeOf(event)
    isClick = event.button === 0
    drag = dragOf(event, map, stage)
    if (drag === "look") fly()
    if (drag === "lasso") stage.lasso = [start.x, start.y]
    event.preventDefault()
  }

  function pointermove(event: PointerEvent): void {
    const here = placeOf(event)
    if (!element.hasPointerCapture(event.pointerId)) return hover(event, here)
    const [dx, dy] = [here.x - last.x, here.y - last.y]
    last = here
    if (isClick && Math.hypot(here.x - start.x, here.y - start.y) > CLICK_PX) isClick = false
    if (isClick) return
    if (drag === "orbit") jump(orbit(stage.flight.view, -dx * ORBIT_PER_PX, dy * ORBIT_PER_PX))
    else if (drag === "pan") jump(pan(stage.flight.view, dx, dy, stage.scene.heightPx))
    else if (drag === "look") jump(look(stage.flight.view, -dx * LOOK_PER_PX, dy * LOOK_PER_PX))
    else if (drag === "lasso") {
      stage.lasso = [...stage.lasso, here.x, here.y]
      stage.requestOverlay()
    }
  }

  function pointerup(event: PointerEvent): void {
    if (!element.hasPointerCapture(event.pointerId)) return
    element.releasePointerCapture(event.pointerId)
    if (drag === "look" && map.tool !== "fly") land()
    if (drag === "lasso" && !isClick)
      map.selectAll(stage.inLasso(), { add: event.ctrlKey || event.metaKey })
    else if (isClick) click(event, stage.pick(last.x, last.y))
    stage.lasso = []
    stage.requestOverlay()
    drag = null
  }

  function click(event: PointerEvent, index: number): void {
    if (event.shiftKey || map.tool === "path") map.addToPath(index)
    else if (index < 0) map.studio.selection.clear()
    else map.select(index, { play: true, add: event.ctrlKey || event.metaKey })
  }

  function hover(event: PointerEvent, here: { x: number; y: number }): void {
    const index = event.target === element ? stage.pick(here.x, here.y) : -1
    if (index === map.hovered) return
    map.hovered = index
    map.hearing.hover(index)
  }

  function wheel(event: WheelEvent): void {
    event.preventDefault()
    const { x, y } = placeOf(event)
    const { view } = stage.flight
    const heightPx = stage.scene.heightPx
    if (event.shiftKey) return jump(pan(view, -(event.deltaX || event.deltaY), 0, heightPx))
    const at = { rightPx: x - stage.scene.widthPx / 2, downPx: y - heightPx / 2, heightPx }
    jump(zoom(view, Math.exp(event.deltaY * ZOOM_PER_NOTCH * (event.ctrlKey ? 3 : 1)), at))
  }

  function fly(): void {
    let beforeMs = performance.now()
    stage.propel = (nowMs) => {
      const seconds = Math.min(0.1, Math.max(0, (nowMs - beforeMs) / 1000))
      beforeMs = nowMs
      const way = FLY_SPEED * seconds * (held.has("Shift") ? 3 : 1) * stage.flightScale
      const axis = (plus: string, minus: string): number =>
        Number(held.has(plus)) - Number(held.has(minus))
      const [right, up, ahead] = [axis("D", "A"), axis("E", "Q"), axis("W", "S")]
      if (!right && !up && !ahead) return false
      stage.flight.jump(shift(stage.flight.view, right * way, up * way, ahead * way))
      return true
    }
    stage.requestOverlay()
  }

  function land(): void {
    held.clear()
    stage.propel = undefined
  }

  function keydown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "Escape" && map.tool === "fly") map.tool = "orbit"
    else if (!isFlying() || !/^([wasdqe]|Shift)$/i.test(event.key)) return
    else if (!stage.propel) fly()
    held.add(event.key.length === 1 ? event.key.toUpperCase() : event.key)
    event.preventDefault()
  }

  const isFlying = (): boolean => drag === "look" || map.tool === "fly"
  const keyup = ({ key }: KeyboardEvent): void =>
    void held.delete(key.length === 1 ? key.toUpperCase() : key)
  const leave = (): void => {
    map.hovered = -1
    map.hearing.hover(-1)
  }
  const dblclick = (event: MouseEvent): void => {
    const { x, y } = placeOf(event)
    const index = stage.pick(x, y)
    if (index >= 0) stage.frame([index])
  }
  const stopMenu = (event: Event): void => event.preventDefault()

  const listeners = { pointerdown, pointermove, pointerup, keydown, keyup, dblclick } as const
  for (const [name, listener] of Object.entries(listeners))
    element.addEventListener(name, listener as EventListener)
  element.addEventListener("wheel", wheel, { passive: false })
  element.addEventListener("pointerleave", leave)
  element.addEventListener("blur", land)
  element.addEventListener("contextmenu", stopMenu)
  return () => {
    for (const [name, listener] of Object.entries(listeners))
      element.removeEventListener(name, listener as EventListener)
    element.removeEventListener("wheel", wheel)
    element.removeEventListener("pointerleave", leave)
    element.removeEventListener("blur", land)
    element.removeEventListener("contextmenu", stopMenu)
    land()
  }
}

function dragOf(event: PointerEvent, map: MapState, stage: MapStage): Drag {
  if (event.button === 1) return "pan"
  if (event.button === 2) return stage.dims === 3 ? "look" : "pan"
  if (event.altKey || map.tool === "pan") return "pan"
  if (map.tool === "lasso") return "lasso"
  if (map.tool === "fly") return "look"
  return stage.dims === 3 ? "orbit" : "pan"
}
