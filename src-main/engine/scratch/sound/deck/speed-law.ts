/** How loud a record is by its speed, and how much brighter: with slopes over all that it depends on. */
import type { Physics } from "./physics.ts"

/** So that a record at rest has a logarithm. */
const STILL = 1e-6

export interface SpeedLaw {
  gain: number
  /** Slopes of the gain. */
  overSpeed: number
  overKnee: number
  overSlowPower: number
  overFastPower: number
  /** How far the speed's own colour is mixed in: octaves of speed, softly ended at -3.3. */
  octaves: number
  octavesOverSpeed: number
}

export function speedLaw(
  speed: number,
  { kneeSpeed, slowPower, fastPower }: Physics,
  law: SpeedLaw,
): void {
  const square = speed * speed + STILL
  const withKnee = square + kneeSpeed * kneeSpeed
  const logSquare = Math.log(square)
  const logKnee = Math.log(withKnee)
  const gain = Math.exp(0.5 * slowPower * (logSquare - logKnee) + 0.5 * fastPower * logSquare)
  law.gain = gain
  law.overSlowPower = gain * 0.5 * (logSquare - logKnee)
  law.overFastPower = gain * 0.5 * logSquare
  law.overKnee = (-gain * slowPower * kneeSpeed) / withKnee
  law.overSpeed = gain * speed * (slowPower * (1 / square - 1 / withKnee) + fastPower / square)
  const soft = speed * speed + 0.01
  law.octaves = 0.5 * Math.log2(soft)
  law.octavesOverSpeed = speed / (soft * Math.LN2)
}
