/** Gestures drawn from the elements of techniques (scratch.md 4.1 and 4.2): strokes in one direction, and when they are closed. */
import type { FaderPoint, Gesture, PositionPoint } from "./gesture.ts"

interface Element {
  /** Of the extent; negative is back, 0 a halt. */
  way: number
  /** Of the whole time. */
  share: number
  /** Stretches of it with the fader closed, 0..1. */
  closed?: readonly (readonly [from: number, to: number])[]
}

const ALL = [[0, 1]] as const
/** As often closed, evenly, with an open end on both sides; 1 is a flare. */
const clicks = (count: number, width = 0.1): [number, number][] =>
  Array.from({ length: count }, (_, i) => {
    const middle = (i + 1) / (count + 1)
    return [middle - width / 2, middle + width / 2]
  })
/** As often open, evenly, closed at both ends. */
const opens = (count: number, duty = 0.5): [number, number][] =>
  Array.from({ length: count + 1 }, (_, i) => {
    const gap = (1 - duty) / count
    const [from, to] = [i / count - gap / 2, i / count + gap / 2]
    return [Math.max(0, from), Math.min(1, to)]
  })
const bothWays = (closed: readonly (readonly [number, number])[]): Element[] => [
  { way: 1, share: 0.5, closed },
  { way: -1, share: 0.5, closed },
]

export const TECHNIQUES = {
  baby: bothWays([]),
  scribble: Array.from({ length: 8 }, (_, i) => ({
    way: i % 2 === 0 ? 0.25 : -0.25,
    share: 0.125,
  })),
  forward: [
    { way: 1, share: 0.5 },
    { way: -1, share: 0.5, closed: ALL },
  ],
  backward: [
    { way: 1, share: 0.5, closed: ALL },
    { way: -1, share: 0.5 },
  ],
  stab: [
    {
      way: 0.5,
      share: 0.3,
      closed: [
        [0, 0.1],
        [0.9, 1],
      ],
    },
    { way: -0.5, share: 0.7, closed: ALL },
  ],
  tear: [
    { way: 0.5, share: 0.22 },
    { way: 0, share: 0.06 },
    { way: 0.5, share: 0.22 },
    { way: -1, share: 0.5 },
  ],
  chirp: [
    { way: 1, share: 0.5, closed: [[0.85, 1]] },
    { way: -1, share: 0.5, closed: [[0, 0.15]] },
  ],
  slice: [
    { way: 1, share: 0.5, closed: [[0, 0.12]] },
    { way: -1, share: 0.5, closed: [[0.88, 1]] },
  ],
  transformer: bothWays(opens(4)),
  flare: bothWays(clicks(1)),
  "flare-2": bothWays(clicks(2)),
  crab: bothWays(opens(3, 0.6)),
} as const satisfies Record<string, readonly Element[]>

export type TechniqueName = keyof typeof TECHNIQUES
export const TECHNIQUE_NAMES = Object.keys(TECHNIQUES) as TechniqueName[]

const SECONDS_PER_TURN = 1.8
const STEP_SECONDS = 0.004

export interface TechniquePlan {
  seconds: number
  /** How far a full stroke goes, in seconds of record. */
  extentSeconds: number
}

/** One round of a technique, from turn 0. Its strokes begin and end at rest. */
export function techniqueOf(
  name: TechniqueName,
  { seconds, extentSeconds }: TechniquePlan,
): Gesture {
  const points: PositionPoint[] = [{ timeSeconds: 0, positionTurns: 0 }]
  const fader: FaderPoint[] = [{ timeSeconds: 0, value: 1 }]
  const set = (timeSeconds: number, value: number): void => {
    if (fader.at(-1)!.timeSeconds === timeSeconds) fader.pop()
    if (fader.at(-1)?.value !== value) fader.push({ timeSeconds, value })
  }
  let [start, turns] = [0, 0]
  const elements: readonly Element[] = TECHNIQUES[name]
  for (const { way, share, closed = [] } of elements) {
    const long = share * seconds
    const reach = (way * extentSeconds) / SECONDS_PER_TURN
    const steps = way === 0 ? 1 : Math.max(2, Math.ceil(long / STEP_SECONDS))
    for (let i = 1; i <= steps; i++) {
      const u = i / steps
      points.push({
        timeSeconds: start + u * long,
        positionTurns: turns + reach * u * u * (3 - 2 * u),
      })
    }
    for (const [from, to] of closed) {
      set(start + from * long, 0)
      set(start + to * long, 1)
    }
    start += long
    turns += reach
  }
  return {
    durationSeconds: seconds,
    points,
    fader,
    touches: [{ startSeconds: 0, endSeconds: seconds }],
  }
}
