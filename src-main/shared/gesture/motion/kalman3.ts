/**
 * A Kalman filter of position, velocity and acceleration whose acceleration fades with a time constant and is driven by white
 * noise (Singer 1970). Time and chance come in as numbers: `predict` moves on, `update` takes a measured position in.
 */
import { exactExp } from "#shared/dsp/exact-math.ts"

/** How an acceleration of the hand lasts: half a stroke of a fast scratch. */
export const FADE_SECONDS = 0.05

/** What a step did, for a smoother that walks back over it. */
export interface FilterTrace {
  started(seconds: number, filter: Kalman3): void
  predicted(filter: Kalman3, dt: number, fade: number, damping: number): void
  updated(filter: Kalman3, innovation: number, variance: number, gains: Gains): void
  /** Stands since then, whatever was before. */
  rested(filter: Kalman3, seconds: number): void
}

export type Gains = readonly [number, number, number]

export class Kalman3 {
  x = 0
  v = 0
  a = 0
  /** Covariance, symmetric: position, velocity, acceleration. */
  p00 = 0
  p01 = 0
  p02 = 0
  p11 = 0
  p12 = 0
  p22 = 0
  readonly #trace: FilterTrace | undefined

  constructor(trace?: FilterTrace) {
    this.#trace = trace
  }

  /** At rest somewhere about `x`. */
  rest(x: number, variance: number): void {
    this.x = x
    this.v = 0
    this.a = 0
    this.p00 = variance
    this.p01 = this.p02 = this.p12 = 0
    this.p11 = REST_VELOCITY_VARIANCE
    this.p22 = REST_ACCELERATION_VARIANCE
  }

  /**
   * @param dt seconds, above 0
   * @param jerk spectral density of what drives the acceleration, (1/s^2)^2 per s
   * @param damping factor of velocity and acceleration after the step, 1 for none
   */
  predict(dt: number, jerk: number, damping = 1): void {
    const fade = exactExp(-dt / FADE_SECONDS)
    const c1 = FADE_SECONDS * (1 - fade)
    const c2 = FADE_SECONDS * (dt - c1)
    this.x += this.v * dt + c2 * this.a
    this.v = (this.v + c1 * this.a) * damping
    this.a *= fade * damping
    const { p01, p02, p11, p12, p22 } = this
    const a00 = this.p00 + dt * p01 + c2 * p02
    const a01 = p01 + dt * p11 + c2 * p12
    const a02 = p02 + dt * p12 + c2 * p22
    const a11 = p11 + c1 * p12
    const a12 = p12 + c1 * p22
    const d2 = damping * damping
    const dt2 = dt * dt
    const dt3 = dt2 * dt
    this.p00 = a00 + dt * a01 + c2 * a02 + (jerk * dt2 * dt3) / 20
    this.p01 = (a01 + c1 * a02 + (jerk * dt2 * dt2) / 8) * damping
    this.p02 = (fade * a02 + (jerk * dt3) / 6) * damping
    this.p11 = (a11 + c1 * a12 + (jerk * dt3) / 3) * d2
    this.p12 = (fade * a12 + (jerk * dt2) / 2) * d2
    this.p22 = (fade * fade * p22 + jerk * dt) * d2
    this.#trace?.predicted(this, dt, fade, damping)
  }

  /** @param variance of the measured position, above 0 */
  update(measured: number, variance: number): void {
    const total = this.p00 + variance
    const gains: Gains = [this.p00 / total, this.p01 / total, this.p02 / total]
    const [k0, k1, k2] = gains
    const innovation = measured - this.x
    this.x += k0 * innovation
    this.v += k1 * innovation
    this.a += k2 * innovation
    this.p22 -= k2 * this.p02
    this.p12 -= k2 * this.p01
    this.p11 -= k1 * this.p01
    this.p02 *= 1 - k0
    this.p01 *= 1 - k0
    this.p00 *= 1 - k0
    this.#trace?.updated(this, innovation, total, gains)
  }
}

const REST_VELOCITY_VARIANCE = 0.01
const REST_ACCELERATION_VARIANCE = 100
