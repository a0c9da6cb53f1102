/** How a hand or a motor moves the record: its speed over time, 1 being 33 1/3 rpm, negative backwards. */
import { exactSin } from "../../dsp/exact-math.ts"

/** Speeds between the points are on the line between them; two points at one time are a step. */
interface Pieces {
  readonly kind: "pieces"
  readonly points: readonly (readonly [seconds: number, speed: number])[]
}

/** A baby scratch: forth and back along half a cosine, `extentSeconds` of record far, `hz` times a second. */
interface Sine {
  readonly kind: "sine"
  readonly hz: number
  readonly extentSeconds: number
}

export type Trajectory = Pieces | Sine

export interface TrajectoryOptions {
  /** Speed to begin with; of a start and a release, the speed that is reached. */
  speed: number
  /** Speed to end with. */
  to: number
  /** When it changes. */
  atSeconds: number
  /** How long the change takes; of a hold, how long the record stands still. */
  overSeconds: number
  hz: number
  extentSeconds: number
}

const pieces = (...points: [number, number][]): Trajectory => ({ kind: "pieces", points })

/** Every trajectory by its name. */
export const TRAJECTORIES = {
  constant: ({ speed }) => pieces([0, speed]),
  ramp: ({ speed, to, atSeconds: at, overSeconds: over }) => pieces([at, speed], [at + over, to]),
  sin: ({ hz, extentSeconds }) => ({ kind: "sine", hz, extentSeconds }),
  step: ({ speed, to, atSeconds: at }) => pieces([at, speed], [at, to]),
  reversal: ({ speed, atSeconds: at }) => pieces([at, speed], [at, -speed]),
  hold: ({ speed, atSeconds: at, overSeconds: over }) =>
    pieces([at, speed], [at, 0], [at + over, 0], [at + over, speed]),
  brake: ({ speed, atSeconds: at, overSeconds: over }) => pieces([at, speed], [at + over, 0]),
  start: ({ speed, atSeconds: at, overSeconds: over }) => pieces([at, 0], [at + over, speed]),
  release: ({ speed, atSeconds: at, overSeconds: over }) =>
    pieces([at, speed], [at, 0], [2 * at, 0], [2 * at + over, speed]),
} as const satisfies Record<string, (options: TrajectoryOptions) => Trajectory>

export type TrajectoryName = keyof typeof TRAJECTORIES
export const TRAJECTORY_NAMES = Object.keys(TRAJECTORIES) as TrajectoryName[]

/** Speed at a time: before the first point as there, after the last as there. */
export function speedAt(trajectory: Trajectory, seconds: number): number {
  if (trajectory.kind === "sine") {
    const { hz, extentSeconds } = trajectory
    return Math.PI * hz * extentSeconds * exactSin(2 * Math.PI * ((hz * seconds) % 1))
  }
  const { points } = trajectory
  let next = 0
  while (next < points.length && points[next]![0] <= seconds) next++
  if (next === 0) return points[0]?.[1] ?? 0
  const [from, speed] = points[next - 1]!
  const after = points[next]
  if (!after) return speed
  return speed + ((after[1] - speed) * (seconds - from)) / (after[0] - from)
}
