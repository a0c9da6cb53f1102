/**
 * Ticks a turn that are wrong by a factor of ten and more: the record seems to go faster than any hand, and the smoother, made
 * for hands, would lag behind it. Speeds are then read as if it had as many ticks as make a hand of it; where it is was counted
 * more finely than any estimate.
 */
import type { GestureChannels } from "./decode-raw.ts"

/** Record speed. */
const FASTEST_HAND = 8
const USUAL_HAND = 1.5
const SHARE = 0.9

/** How many times faster than a hand's it usually is; 1 where a hand may be as fast. */
export function tooFast({ velocity }: Pick<GestureChannels, "velocity">): number {
  const speeds = velocity.map(Math.abs).sort()
  const fast = speeds[Math.floor(SHARE * speeds.length)] ?? 0
  return fast > FASTEST_HAND ? Math.ceil(fast / USUAL_HAND) : 1
}

/** Slow channels as fast as they were, where `counted` says. */
export function faster(
  slow: GestureChannels,
  times: number,
  counted: Pick<GestureChannels, "positionTurns" | "ticksPerRevolution">,
): GestureChannels {
  const more = (column: Float64Array): Float64Array => column.map((value) => value * times)
  const { velocity, acceleration, torque } = slow
  const { positionTurns, ticksPerRevolution } = counted
  return {
    ...{ ...slow, velocity: more(velocity), acceleration: more(acceleration) },
    ...{ torque: more(torque), estimatedTurns: positionTurns, positionTurns, ticksPerRevolution },
  }
}
