/** One hand on the stage: what a press, a drag and the wheel do, by tool. */
import type { MapState } from "../map-state.svelte.ts"
import { look, orbit, pan, zoom, type View } from "../scene/view.ts"
import { Wings } from "./wings.ts"
import type { MapStage } from "./map-stage.ts"

const CLICK_PX = 4
const ORBIT_PER_PX = 0.0065
const LOOK_PER_PX = 0.0035
const ZOOM_PER_NOTCH = 0.0016

type Drag = "orbit" | "pan" | "look" | "lasso" | null

interface Spot {
  x: number
  y: number
}

/** Wires the pointer to the stage. Returns the function that lets go. */
export function handleStage(element: HTMLElement, stage: MapStage, map: MapState): () => void {
  const hand = new StageHand(element, stage, map)
  const { signal, abort } = abortable()
  const on = <K extends keyof HTMLElementEventMap>(
    name: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ): void => element.addEventListener(name, listener, { signal, passive: false })
  on("pointerdown", (event) => hand.press(event))
  on("pointermove", (event) => hand.move(event))
  on("pointerup", (event) => hand.release(event))
  on("pointerleave", () => hand.hover(-1))
  on("wheel", (event) => hand.wheel(event))
  on("dblclick", (event) => hand.doubleClick(event))
  on("keydown", (event) => hand.keyDown(event))
  on("keyup", ({ key }) => hand.wings.release(key))
  on("blur", () => hand.wings.land())
  on("contextmenu", (event) => event.preventDefault())
  return () => {
    abort()
    hand.wings.land()
  }
}

function abortable(): { signal: AbortSignal; abort(): void } {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}

class StageHand {
  readonly wings: Wings
  #element: HTMLElement
  #stage: MapStage
  #map: MapState
  #last: Spot = { x: 0, y: 0 }
  #start: Spot = { x: 0, y: 0 }
  #drag: Drag = null
  #isClick = false

  constructor(element: HTMLElement, stage: MapStage, map: MapState) {
    this.#element = element
    this.#stage = stage
    this.#map = map
    this.wings = new Wings(stage)
  }

  press(event: PointerEvent): void {
    this.#element.focus({ preventScroll: true })
    this.#element.setPointerCapture(event.pointerId)
    this.#start = this.#last = this.#spot(event)
    this.#isClick = event.button === 0
    this.#drag = this.#dragOf(event)
    if (this.#drag === "look") this.wings.spread()
    if (this.#drag === "lasso") this.#stage.lasso = [this.#start.x, this.#start.y]
    event.preventDefault()
  }

  move(event: PointerEvent): void {
    const here = this.#spot(event)
    if (!this.#element.hasPointerCapture(event.pointerId)) {
      this.hover(this.#stage.picker.pick(here.x, here.y))
      return
    }
    const [dx, dy] = [here.x - this.#last.x, here.y - this.#last.y]
    this.#last = here
    const away = Math.hypot(here.x - this.#start.x, here.y - this.#start.y)
    if (this.#isClick && away > CLICK_PX) this.#isClick = false
    if (!this.#isClick) this.#dragBy(dx, dy, here)
  }

  release(event: PointerEvent): void {
    if (!this.#element.hasPointerCapture(event.pointerId)) return
    this.#element.releasePointerCapture(event.pointerId)
    if (this.#drag === "look" && this.#map.tool !== "fly") this.wings.land()
    if (this.#isClick) this.#click(event, this.#stage.picker.pick(this.#last.x, this.#last.y))
    else if (this.#drag === "lasso")
      this.#map.selectAll(this.#stage.picker.inside(this.#stage.lasso), { add: adds(event) })
    this.#stage.lasso = []
    this.#stage.requestOverlay()
    this.#drag = null
  }

  hover(index: number): void {
    if (index === this.#map.hovered) return
    this.#map.hovered = index
    this.#map.hearing.hover(index)
  }

  wheel(event: WheelEvent): void {
    event.preventDefault()
    const { view } = this.#stage.flight
    const { widthPx, heightPx } = this.#stage.scene
    if (event.shiftKey) {
      this.#jump(pan(view, -(event.deltaX || event.deltaY), 0, heightPx))
      return
    }
    const { x, y } = this.#spot(event)
    const at = { rightPx: x - widthPx / 2, downPx: y - heightPx / 2, heightPx }
    const notch = event.deltaY * ZOOM_PER_NOTCH * (event.ctrlKey ? 3 : 1)
    this.#jump(zoom(view, Math.exp(notch), at))
  }

  doubleClick(event: MouseEvent): void {
    const { x, y } = this.#spot(event)
    const index = this.#stage.picker.pick(x, y)
    if (index >= 0) this.#stage.frame([index])
  }

  keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const isFlying = this.#drag === "look" || this.#map.tool === "fly"
    if (event.key === "Escape" && this.#map.tool === "fly") {
      this.#map.tool = "orbit"
      this.wings.land()
      event.preventDefault()
    } else if (isFlying && this.wings.press(event.key)) event.preventDefault()
  }

  #dragBy(dx: number, dy: number, here: Spot): void {
    const { view } = this.#stage.flight
    if (this.#drag === "orbit") this.#jump(orbit(view, -dx * ORBIT_PER_PX, dy * ORBIT_PER_PX))
    else if (this.#drag === "pan") this.#jump(pan(view, dx, dy, this.#stage.scene.heightPx))
    else if (this.#drag === "look") this.#jump(look(view, -dx * LOOK_PER_PX, dy * LOOK_PER_PX))
    else if (this.#drag === "lasso") {
      this.#stage.lasso = [...this.#stage.lasso, here.x, here.y]
      this.#stage.requestOverlay()
    }
  }

  #click(event: PointerEvent, index: number): void {
    if (event.shiftKey || this.#map.tool === "path") this.#map.addToPath(index)
    else if (index < 0) this.#map.studio.selection.clear()
    else this.#map.select(index, { play: true, add: adds(event) })
  }

  #jump(view: View): void {
    this.#stage.flight.jump(view)
    this.#stage.request()
  }

  #spot({ clientX, clientY }: MouseEvent): Spot {
    const box = this.#element.getBoundingClientRect()
    return { x: clientX - box.left, y: clientY - box.top }
  }

  #dragOf(event: PointerEvent): Drag {
    const { tool } = this.#map
    const isSpace = this.#stage.dims === 3
    if (event.button === 2) return isSpace ? "look" : "pan"
    if (event.button === 1 || event.altKey || tool === "pan") return "pan"
    if (tool === "lasso") return "lasso"
    if (tool === "fly" && isSpace) return "look"
    return isSpace ? "orbit" : "pan"
  }
}

const adds = (event: MouseEvent): boolean => event.ctrlKey || event.metaKey
