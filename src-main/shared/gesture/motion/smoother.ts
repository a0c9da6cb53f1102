/**
 * What a platter did, seen from its end: the fixed-interval smoother of Rauch, Tung and Striebel (1965) over the steps of the
 * live filter, in the form of Bierman (1973) that needs no inverse of a matrix and so two numbers a step less. It lags by
 * nothing. Long takes are smoothed in blocks that look as far ahead as anything matters.
 */
import { joined } from "../../joined.ts"
import { FADE_SECONDS, type FilterTrace, type Gains, type Kalman3 } from "./kalman3.ts"

/** A platter's motion at rising times, at most a millisecond apart while it moves; it stands where they are further. */
export interface MotionCurve {
  timeSeconds: Float64Array
  positionSeconds: Float64Array
  velocity: Float64Array
  acceleration: Float64Array
}

const BLOCK = 8192
/** Some half second: the smoother forgets what lies further ahead. */
const AHEAD = 512
/**
 * Of a knot, one number behind the other: seconds, dt, fade, damping; of the measurement taken in its three gains, innovation and
 * variance; after it position, velocity, acceleration, and the covariance row by row.
 */
const KNOT = 18
const [MEASURED, STATE] = [4, 9]

export class Smoother implements FilterTrace {
  /** Plain numbers: an hour has millions of knots, which as objects would be most of the work. */
  readonly #knots = new Float64Array((BLOCK + AHEAD) * KNOT)
  #count = 0
  #isMeasured = false
  /** Blocks of what was smoothed, a column for each number of the curve. */
  readonly #out: Float64Array[][] = []
  #seconds = 0

  started(seconds: number, filter: Kalman3): void {
    this.#seconds = seconds
    this.#add(filter, 0, 1, 1)
  }

  predicted(filter: Kalman3, dt: number, fade: number, damping: number): void {
    this.#seconds += dt
    this.#add(filter, dt, fade, damping)
  }

  updated(filter: Kalman3, innovation: number, variance: number, [k0, k1, k2]: Gains): void {
    if (this.#count === 0 || this.#isMeasured) this.#add(filter, 0, 1, 1)
    const at = (this.#count - 1) * KNOT
    const knots = this.#knots
    knots[at + MEASURED] = k0
    knots[at + MEASURED + 1] = k1
    knots[at + MEASURED + 2] = k2
    knots[at + MEASURED + 3] = innovation
    knots[at + MEASURED + 4] = variance
    this.#keepState(at, filter)
    this.#isMeasured = true
  }

  rested(filter: Kalman3, seconds: number): void {
    this.#flush(this.#count)
    this.started(seconds, filter)
  }

  /** All that was traced. */
  finish(): MotionCurve {
    this.#flush(this.#count)
    const [timeSeconds, positionSeconds, velocity, acceleration] = [0, 1, 2, 3].map((column) =>
      joined(
        Float64Array,
        this.#out.map((block) => block[column]!),
      ),
    ) as [Float64Array, Float64Array, Float64Array, Float64Array]
    return { timeSeconds, positionSeconds, velocity, acceleration }
  }

  #add(filter: Kalman3, dt: number, fade: number, damping: number): void {
    if (this.#count >= BLOCK + AHEAD) this.#flush(BLOCK)
    const at = this.#count++ * KNOT
    const knots = this.#knots
    knots[at] = this.#seconds
    knots[at + 1] = dt
    knots[at + 2] = fade
    knots[at + 3] = damping
    knots.fill(0, at + MEASURED, at + MEASURED + 4)
    knots[at + MEASURED + 4] = 1
    this.#keepState(at, filter)
    this.#isMeasured = false
  }

  #keepState(at: number, { x, v, a, p00, p01, p02, p11, p12, p22 }: Kalman3): void {
    const knots = this.#knots
    knots[at + STATE] = x
    knots[at + STATE + 1] = v
    knots[at + STATE + 2] = a
    knots[at + STATE + 3] = p00
    knots[at + STATE + 4] = p01
    knots[at + STATE + 5] = p02
    knots[at + STATE + 6] = p11
    knots[at + STATE + 7] = p12
    knots[at + STATE + 8] = p22
  }

  /** Walks back over all knots and gives out the first `count` of them. */
  #flush(count: number): void {
    const knots = this.#knots
    const columns = Array.from({ length: 4 }, () => new Float64Array(count))
    let [l0, l1, l2] = [0, 0, 0]
    for (let i = this.#count - 1; i >= 0; i--) {
      const at = i * KNOT
      if (i < count) smoothedInto(columns, i, [knots, at], [l0, l1, l2])
      const [dt, fade, damping] = [knots[at + 1]!, knots[at + 2]!, knots[at + 3]!]
      const m = at + MEASURED
      l0 -= knots[m]! * l0 + knots[m + 1]! * l1 + knots[m + 2]! * l2 + knots[m + 3]! / knots[m + 4]!
      const c1 = FADE_SECONDS * (1 - fade)
      const c2 = FADE_SECONDS * (dt - c1)
      l2 = c2 * l0 + damping * (c1 * l1 + fade * l2)
      l1 = dt * l0 + damping * l1
    }
    this.#out.push(columns)
    knots.copyWithin(0, count * KNOT, this.#count * KNOT)
    this.#count -= count
  }
}

/** @param at of the knot */
function smoothedInto(
  columns: readonly Float64Array[],
  i: number,
  [knots, at]: readonly [Float64Array, number],
  [l0, l1, l2]: Gains,
): void {
  const row = (first: number, second: number, third: number): number =>
    knots[at + first]! * l0 + knots[at + second]! * l1 + knots[at + third]! * l2
  columns[0]![i] = knots[at]!
  columns[1]![i] = knots[at + STATE]! - row(STATE + 3, STATE + 4, STATE + 5)
  columns[2]![i] = knots[at + STATE + 1]! - row(STATE + 4, STATE + 6, STATE + 7)
  columns[3]![i] = knots[at + STATE + 2]! - row(STATE + 5, STATE + 7, STATE + 8)
}
