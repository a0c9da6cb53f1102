/**
 * What techniques are made of (scratch.md 4.1): a curve of the record in one direction and the clicks of the fader in it. A
 * technique is a row of them; an orbit is an element with its mirror.
 */

/** S begins and ends at rest, L holds the record, Ex speeds up, Log slows down. */
export type Curve = "S" | "L" | "Ex" | "Log"

export interface Clicks {
  /** How long it is closed at its beginning and at its end, as a share of the element; 0 leaves it open there. */
  in: number
  out: number
  /** Closed and opened again so often in what is left. */
  closes: number
  /** How long each of them is closed, as a share of the element. */
  width: number
  /** Middles of the clicks, 0..1 of the element; evenly where it does not say. */
  at?: readonly number[]
}

export interface Element {
  curve: Curve
  /** Of the extent; negative is back, 0 a halt. */
  way: number
  /** Of the time of a round. */
  share: number
  /** "closed" is silent throughout. */
  clicks: Clicks | "closed"
  /** Hydroplane: so often its speed swells and falls, by this part of it. */
  ripples?: { count: number; depth: number }
}

export const OPEN: Clicks = { in: 0, out: 0, closes: 0, width: 0 }

/** Starts open and ends open, closed `closes` times in between: flares. */
export const closing = (closes: number, width = 0.12): Clicks => ({
  ...{ in: 0, out: 0 },
  closes,
  width,
})

/** Starts and ends closed, open so often in between: transformers and crabs. @param duty how much of it is open */
export function opening(opens: number, duty = 0.5): Clicks {
  const gap = (1 - duty) / opens
  return { in: gap / 2, out: gap / 2, closes: opens - 1, width: gap }
}

/** An element and its mirror: half of the time each. */
export const orbit = (clicks: Clicks | "closed", back = clicks): Element[] => [
  { curve: "S", way: 1, share: 0.5, clicks },
  { curve: "S", way: -1, share: 0.5, clicks: back },
]

/** Where the record is after a part of an element, 0..1 of its way. @param u 0..1 of its time */
export function curveAt({ curve, ripples }: Pick<Element, "curve" | "ripples">, u: number): number {
  if (ripples) {
    const turn = 2 * Math.PI * ripples.count
    return u - (ripples.depth * Math.sin(turn * u)) / turn
  }
  if (curve === "S") return (1 - Math.cos(Math.PI * u)) / 2
  if (curve === "Ex") return u * u
  return curve === "Log" ? 1 - (1 - u) * (1 - u) : u
}

/** Stretches of an element in which the fader is closed, in order, 0..1 of its time. Between clicks it is open as long everywhere. */
export function closedIn(clicks: Clicks | "closed"): [from: number, to: number][] {
  if (clicks === "closed") return [[0, 1]]
  const { in: head, out: tail, closes, width } = clicks
  const open = (1 - head - tail - closes * width) / (closes + 1)
  const evenly = Array.from({ length: closes }, (_, i) => head + (i + 1) * open + (i + 0.5) * width)
  const closed = (clicks.at ?? evenly).map((middle): [number, number] => [
    middle - width / 2,
    middle + width / 2,
  ])
  if (head > 0) closed.unshift([0, head])
  if (tail > 0) closed.push([1 - tail, 1])
  return closed
}
