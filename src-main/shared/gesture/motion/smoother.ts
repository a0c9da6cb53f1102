/**
 * What a platter did, seen from its end: the fixed-interval smoother of Rauch, Tung and Striebel (1965) over the steps of the
 * live filter, in the form of Bierman (1973) that needs no inverse of a matrix and so two numbers a step less. It lags by
 * nothing. Long takes are smoothed in blocks that look as far ahead as anything matters.
 */
import { FADE_SECONDS, type FilterTrace, type Gains, type Kalman3 } from "./kalman3.ts"

/** A platter's motion at rising times, at most a millisecond apart while it moves; it stands where they are further. */
export interface MotionCurve {
  timeSeconds: Float64Array
  positionSeconds: Float64Array
  velocity: Float64Array
  acceleration: Float64Array
}

interface Knot {
  seconds: number
  dt: number
  fade: number
  damping: number
  /** Of the measurement taken in, if any. */
  gains: Gains
  innovation: number
  variance: number
  /** After it: position, velocity, acceleration, and the covariance row by row. */
  state: readonly [number, number, number]
  covariance: readonly [number, number, number, number, number, number]
}

const BLOCK = 8192
/** Some half second: the smoother forgets what lies further ahead. */
const AHEAD = 512
const NO_GAINS: Gains = [0, 0, 0]

export class Smoother implements FilterTrace {
  #knots: Knot[] = []
  readonly #out: number[][] = [[], [], [], []]
  #seconds = 0

  started(seconds: number, filter: Kalman3): void {
    this.#seconds = seconds
    this.#add(filter, 0, 1, 1)
  }

  predicted(filter: Kalman3, dt: number, fade: number, damping: number): void {
    this.#seconds += dt
    this.#add(filter, dt, fade, damping)
  }

  updated(filter: Kalman3, innovation: number, variance: number, gains: Gains): void {
    if (this.#knots.at(-1)?.gains !== NO_GAINS) this.#add(filter, 0, 1, 1)
    Object.assign(this.#knots.at(-1)!, { innovation, variance, gains }, stateOf(filter))
  }

  rested(filter: Kalman3, seconds: number): void {
    this.#flush(this.#knots.length)
    this.started(seconds, filter)
  }

  /** All that was traced. */
  finish(): MotionCurve {
    this.#flush(this.#knots.length)
    const [timeSeconds, positionSeconds, velocity, acceleration] = this.#out.map((column) =>
      Float64Array.from(column),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array]
    return { timeSeconds, positionSeconds, velocity, acceleration }
  }

  #add(filter: Kalman3, dt: number, fade: number, damping: number): void {
    if (this.#knots.length >= BLOCK + AHEAD) this.#flush(BLOCK)
    this.#knots.push({
      ...{ seconds: this.#seconds, dt, fade, damping },
      ...{ gains: NO_GAINS, innovation: 0, variance: 1 },
      ...stateOf(filter),
    })
  }

  /** Walks back over all knots and gives out the first `count` of them. */
  #flush(count: number): void {
    const rows: [number, number, number][] = []
    let l0 = 0
    let l1 = 0
    let l2 = 0
    for (let i = this.#knots.length - 1; i >= 0; i--) {
      const { state, covariance, gains, innovation, variance, dt, fade, damping } = this.#knots[i]!
      const [p00, p01, p02, p11, p12, p22] = covariance
      if (i < count)
        rows.push([
          state[0] - (p00 * l0 + p01 * l1 + p02 * l2),
          state[1] - (p01 * l0 + p11 * l1 + p12 * l2),
          state[2] - (p02 * l0 + p12 * l1 + p22 * l2),
        ])
      l0 -= gains[0] * l0 + gains[1] * l1 + gains[2] * l2 + innovation / variance
      const c1 = FADE_SECONDS * (1 - fade)
      const c2 = FADE_SECONDS * (dt - c1)
      l2 = c2 * l0 + damping * (c1 * l1 + fade * l2)
      l1 = dt * l0 + damping * l1
    }
    for (const [i, { seconds }] of this.#knots.slice(0, count).entries()) {
      const [x, v, a] = rows[rows.length - 1 - i]!
      for (const [column, value] of [seconds, x, v, a].entries()) this.#out[column]!.push(value)
    }
    this.#knots.splice(0, count)
  }
}

function stateOf({
  x,
  v,
  a,
  p00,
  p01,
  p02,
  p11,
  p12,
  p22,
}: Kalman3): Pick<Knot, "state" | "covariance"> {
  return { state: [x, v, a], covariance: [p00, p01, p02, p11, p12, p22] }
}
