/** The motion of a platter that says its speed, not its way: it holds until the next message, but not for ever. */
import type { Motion } from "../motion/motion-estimator.ts"

/** A message counts so long at most. */
export const SPEED_HOLD_SECONDS = 0.25

export class SpeedMotion {
  #seconds = -Infinity
  #position = 0
  #velocity = 0

  heard(atSeconds: number, velocity: number): void {
    const seconds = Math.max(atSeconds, this.#seconds)
    this.#position = this.at(seconds).positionSeconds
    this.#seconds = seconds
    this.#velocity = velocity
  }

  at(seconds: number): Motion {
    const since = Math.max(0, seconds - this.#seconds)
    const held = this.#seconds === -Infinity ? 0 : Math.min(since, SPEED_HOLD_SECONDS)
    return {
      positionSeconds: this.#position + this.#velocity * held,
      velocity: since < SPEED_HOLD_SECONDS ? this.#velocity : 0,
      acceleration: 0,
    }
  }
}
