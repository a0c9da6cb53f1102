/** How hard the hand works, derived from how the record moves: seen over so long that the noise of ticks is none of it. */
import { handTorque, type Range } from "#shared/gesture/index.ts"
import { SECONDS_PER_TURN, type Curve } from "./curve.ts"

const STEP_SECONDS = 0.01
const MOST_LOOKS = 4000

/** N m, of a record on its slipmat under a hand: the greatest in a range, whichever way. */
export function mostTorque(curve: Curve, { startSeconds, endSeconds }: Range): number {
  const step = Math.max(STEP_SECONDS / 2, (endSeconds - startSeconds) / MOST_LOOKS)
  const at = (seconds: number): number => curve.turnsAt(seconds) * SECONDS_PER_TURN
  let most = 0
  for (let seconds = startSeconds; seconds <= endSeconds; seconds += step) {
    const [before, now, after] = [
      at(seconds - STEP_SECONDS),
      at(seconds),
      at(seconds + STEP_SECONDS),
    ]
    const velocity = (after - before) / (2 * STEP_SECONDS)
    const acceleration = (after - 2 * now + before) / STEP_SECONDS ** 2
    most = Math.max(most, Math.abs(handTorque(velocity, acceleration)))
  }
  return most
}
