/** How loud a pickup and RIAA's correction make a groove, by the speed at which it passes. */

/** RIAA's playback curve (IEC 60098): time constants in seconds of its zero and its poles. */
const ZERO = 318e-6
const SLOW_POLE = 3180e-6
const FAST_POLE = 75e-6

function riaaPower(hz: number): number {
  const radians = 2 * Math.PI * hz
  const factor = (seconds: number): number => 1 + radians * seconds * (radians * seconds)
  return factor(ZERO) / (factor(SLOW_POLE) * factor(FAST_POLE))
}

/** Gain of a carrier of `resolutionHz` at a speed, 1 at speed 1: |v| H(resolution |v|) / H(resolution). */
export function cartridgeGain(speed: number, resolutionHz: number): number {
  const magnitude = Math.abs(speed)
  return magnitude * Math.sqrt(riaaPower(resolutionHz * magnitude) / riaaPower(resolutionHz))
}
