/**
 * The alpha-beta filter at a fixed step, from its formula: what scratch engines of DJ programs follow a platter with. Ticks
 * that arrived within a step are taken at its end. Natural frequency sqrt(beta) / step, lag about (alpha / beta - 1/2) steps.
 */
import type { VelocityFilter } from "../../support/gesture/accuracy.ts"

const STEP_SECONDS = 0.001
const SECONDS_PER_TURN = 1.8

export function alphaBetaFilter(
  ticksPerRevolution: number,
  { alpha, beta }: { alpha: number; beta: number },
): VelocityFilter {
  let seconds = 0
  let measured = 0
  let position = 0
  let velocity = 0
  const advance = (to: number): void => {
    for (; seconds + STEP_SECONDS <= to; seconds += STEP_SECONDS) {
      position += velocity * STEP_SECONDS
      const residual = measured - position
      position += alpha * residual
      velocity += (beta * residual) / STEP_SECONDS
    }
  }
  return {
    moved(atSeconds, ticks) {
      advance(atSeconds)
      measured += (ticks * SECONDS_PER_TURN) / ticksPerRevolution
    },
    velocityAt(at) {
      advance(at)
      return velocity
    },
  }
}
