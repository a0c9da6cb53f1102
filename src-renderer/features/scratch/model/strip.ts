/** A gesture as a line over time: its slope is the speed, a gap is a closed fader. Pure. */
import { cutEdges, isOpenAt, turnsAt, type Gesture } from "#shared/gesture/index.ts"

export interface Strip {
  /** Of an SVG, where the fader is open. */
  readonly open: string
  /** Where it is closed, to be drawn faintly. */
  readonly closed: string
  /** Where the fader clicks: closed for a moment within a stroke. */
  readonly clicks: readonly { readonly x: number; readonly y: number }[]
}

interface Size {
  readonly width: number
  readonly height: number
}

/** A closed moment that is longer is a rest, not a click. */
const CLICK_SECONDS = 0.12
/** Points along the line, at most. */
const MOST_STEPS = 400

/** Fills the box; a record that stands still lies in its middle. */
export function stripOf(gesture: Gesture, { width, height }: Size): Strip {
  const { durationSeconds } = gesture
  if (gesture.points.length === 0 || durationSeconds <= 0)
    return { open: "", closed: "", clicks: [] }
  const edges = cutEdges(gesture.fader)
  const placed = placing(gesture, { width, height })
  const times = timesOf(
    durationSeconds,
    edges.map(({ timeSeconds }) => timeSeconds),
  )
  const paths = { open: "", closed: "" }
  let before: keyof typeof paths | null = null
  times.forEach((seconds, i) => {
    const at = pointText(placed(seconds))
    if (before) paths[before] += `L${at}`
    const now = isOpenAt(edges, seconds) ? "open" : "closed"
    if (now !== before && i < times.length - 1) paths[now] += `M${at}`
    before = now
  })
  const clicks = edges.flatMap(({ timeSeconds, isOpen }, i) => {
    const next = edges[i + 1]
    if (isOpen || !next || next.timeSeconds - timeSeconds > CLICK_SECONDS) return []
    return [placed((timeSeconds + next.timeSeconds) / 2)]
  })
  return { ...paths, clicks }
}

const pointText = ({ x, y }: { x: number; y: number }): string => `${x.toFixed(1)} ${y.toFixed(1)}`

function placing(gesture: Gesture, { width, height }: Size) {
  let [low, high] = [Infinity, -Infinity]
  for (const { positionTurns } of gesture.points) {
    low = Math.min(low, positionTurns)
    high = Math.max(high, positionTurns)
  }
  const span = high - low
  return (seconds: number): { x: number; y: number } => ({
    x: (seconds / gesture.durationSeconds) * width,
    y: span === 0 ? height / 2 : height * (1 - (turnsAt(gesture, seconds) - low) / span),
  })
}

/** Even ones, and those where the fader opens and closes. */
function timesOf(durationSeconds: number, edges: readonly number[]): number[] {
  const steps = Math.min(MOST_STEPS, Math.max(32, Math.ceil(durationSeconds * 200)))
  const even = Array.from({ length: steps + 1 }, (_, i) => (i / steps) * durationSeconds)
  const within = edges.filter((seconds) => seconds > 0 && seconds < durationSeconds)
  return [...even, ...within.slice(0, MOST_STEPS)].sort((one, other) => one - other)
}
