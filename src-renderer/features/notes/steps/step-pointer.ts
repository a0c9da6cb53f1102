/** Which cell of the grid of steps the pointer is on. */
import type { Place } from "./step-cells.ts"

export function placeOf(target: EventTarget | null): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null
  return cell && { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) }
}

/** A hand that has gone past the grid's sides is on its last columns. */
export function placeUnder(
  grid: HTMLElement,
  { clientX, clientY }: PointerEvent,
  { namePx, columns }: { namePx: number; columns: number },
): Place | null {
  const { left, right } = grid.getBoundingClientRect()
  const halfPx = (right - left - namePx) / columns / 2
  const x = Math.min(right - halfPx, Math.max(left + namePx + halfPx, clientX))
  return placeOf(document.elementFromPoint(x, clientY))
}
