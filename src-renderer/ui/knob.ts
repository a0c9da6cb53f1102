/** The geometry of a knob in a box of 38: 270 degrees, from 7 to 5 o'clock. */
import { placeOf, type Quantity } from "./quantity.ts"

export const KNOB_DEGREES = 270
const CENTRE = 19
const RADIUS = 16

/** The arc between two places, 0 to 1, in either order; empty where they are one. */
export function arcPath(one: number, other: number): string {
  const [from, to] = one < other ? [one, other] : [other, one]
  if (to - from < 1e-3) return ""
  const [x1, y1] = pointAt(from)
  const [x2, y2] = pointAt(to)
  const isLarge = (to - from) * KNOB_DEGREES > 180 ? 1 : 0
  return `M${x1} ${y1}A${RADIUS} ${RADIUS} 0 ${isLarge} 1 ${x2} ${y2}`
}

/** Where the arc begins: nought where the range has both signs, the lower end otherwise. */
export function neutralOf(quantity: Quantity): number {
  const { min, max, scale } = quantity
  return scale === "linear" && min < 0 && max > 0 ? placeOf(quantity, 0) : 0
}

function pointAt(place: number): [string, string] {
  const angle = ((place - 0.5) * KNOB_DEGREES * Math.PI) / 180
  return [
    (CENTRE + RADIUS * Math.sin(angle)).toFixed(2),
    (CENTRE - RADIUS * Math.cos(angle)).toFixed(2),
  ]
}
