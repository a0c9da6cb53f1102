/** A point that is dragged over a picture, both ways at once; Shift is ten times finer, Escape takes it back. */

interface Point {
  readonly x: number
  readonly y: number
}

interface Handle {
  /** Where it stands, in px of the picture. */
  from: Point
  drag: {
    begin(): void
    move(values: Readonly<Record<string, number>>): void
    end(): void
    cancel(): void
  }
  valuesAt(point: Point): Readonly<Record<string, number>>
}

const FINE = 0.1

export function dragHandle(event: PointerEvent, { from, drag, valuesAt }: Handle): void {
  if (event.button !== 0) return
  const element = event.currentTarget as HTMLElement
  element.setPointerCapture(event.pointerId)
  let { x, y } = from
  let lastX = event.clientX
  let lastY = event.clientY
  let isHeld = false
  const move = (moved: PointerEvent): void => {
    if (!isHeld) drag.begin()
    isHeld = true
    const share = moved.shiftKey ? FINE : 1
    x += (moved.clientX - lastX) * share
    y += (moved.clientY - lastY) * share
    lastX = moved.clientX
    lastY = moved.clientY
    drag.move(valuesAt({ x, y }))
  }
  const close = (isKept: boolean): void => {
    element.removeEventListener("pointermove", move)
    element.removeEventListener("lostpointercapture", end)
    window.removeEventListener("keydown", escape, true)
    if (!isHeld) return
    isHeld = false
    if (isKept) drag.end()
    else drag.cancel()
  }
  const end = (): void => close(true)
  const escape = (pressed: KeyboardEvent): void => {
    if (pressed.key !== "Escape") return
    pressed.preventDefault()
    pressed.stopPropagation()
    close(false)
  }
  element.addEventListener("pointermove", move)
  element.addEventListener("lostpointercapture", end)
  window.addEventListener("keydown", escape, true)
}
