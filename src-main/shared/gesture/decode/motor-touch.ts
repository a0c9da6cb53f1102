/**
 * Whether a hand is on a platter that is driven and feels nothing: where the record slips against the motor (scratch.md 1.3).
 * A pitch fader is not known here: the motor's speed is taken for 1.
 */
const SLIP = 0.05
const LONGEST_ACCIDENT_SECONDS = 0.01

/** 1 where it has slipped for longer than an accident. */
export function motorTouch(
  timeSeconds: Float64Array,
  velocity: Float64Array,
  motorSpeed = 1,
): Uint8Array {
  let slipsSince = Infinity
  return Uint8Array.from(timeSeconds, (seconds, i) => {
    if (Math.abs(velocity[i]! - motorSpeed) <= SLIP) slipsSince = Infinity
    else slipsSince = Math.min(slipsSince, seconds)
    return seconds - slipsSince >= LONGEST_ACCIDENT_SECONDS ? 1 : 0
  })
}
