/** How a control moves a value: a drag, a held key or a turn of the wheel is one change, however many steps it takes. */

/** What a control tells whoever owns the value. */
export interface Grip {
  begin(): void
  /** Where the value is now; it counts from where it was at `begin`, not from the last move. */
  move(value: number): void
  end(): void
  /** As if it had never begun. */
  cancel(): void
}

/** Sets the value at once. */
export function setBy(grip: Grip, value: number): void {
  grip.begin()
  grip.move(value)
  grip.end()
}

const FINE = 0.1
/** A hand that only clicks moves less. */
const SLACK_PX = 2

interface Drag {
  /** Where the control stands, 0 to 1. */
  from: number
  /** The whole way in px. */
  lengthPx: number
  axis: "up" | "right"
  grip: Grip
  valueAt(place: number): number
}

/** Follows a pointer that was pressed until it is let go; Shift is ten times finer, Escape takes it back. */
export function startDrag(
  event: PointerEvent,
  { from, lengthPx, axis, grip, valueAt }: Drag,
): void {
  if (event.button !== 0) return
  const element = event.currentTarget as HTMLElement
  element.setPointerCapture(event.pointerId)
  let isHeld = false
  let place = from
  let last = axis === "up" ? event.clientY : event.clientX
  let travelPx = 0
  const move = (moved: PointerEvent): void => {
    const now = axis === "up" ? moved.clientY : moved.clientX
    const byPx = axis === "up" ? last - now : now - last
    last = now
    travelPx += Math.abs(byPx)
    if (!isHeld && travelPx < SLACK_PX) return
    if (!isHeld) grip.begin()
    isHeld = true
    place += (byPx / lengthPx) * (moved.shiftKey ? FINE : 1)
    grip.move(valueAt(Math.min(1, Math.max(0, place))))
  }
  const escape = (pressed: KeyboardEvent): void => {
    if (pressed.key !== "Escape") return
    pressed.preventDefault()
    pressed.stopPropagation()
    if (isHeld) grip.cancel()
    isHeld = false
    close()
  }
  const end = (): void => {
    if (isHeld) grip.end()
    isHeld = false
    close()
  }
  const close = (): void => {
    element.removeEventListener("pointermove", move)
    element.removeEventListener("lostpointercapture", end)
    window.removeEventListener("keydown", escape, true)
  }
  element.addEventListener("pointermove", move)
  element.addEventListener("lostpointercapture", end)
  window.addEventListener("keydown", escape, true)
}
