/** Oscillators without audible aliasing: steps are rounded off by a polynomial (polyBLEP, Välimäki and Huovilainen 2007). */
import { exactSin } from "../../exact-math.ts"

const SINE_STEPS = 2048
const SINE = Float64Array.from({ length: SINE_STEPS + 1 }, (_, i) =>
  exactSin((2 * Math.PI * i) / SINE_STEPS),
)

/** @param phase 0..1 @returns -1..1, error below 2e-6 */
export function sineAt(phase: number): number {
  const place = phase * SINE_STEPS
  const index = place | 0
  const low = SINE[index]!
  return low + (SINE[index + 1]! - low) * (place - index)
}

/** What takes the edge off a step at phase 0. */
function edge(phase: number, step: number): number {
  if (phase < step) {
    const t = phase / step
    return t + t - t * t - 1
  }
  if (phase > 1 - step) {
    const t = (phase - 1) / step
    return t * t + t + t + 1
  }
  return 0
}

/** @param shape 0 saw, 1 square, 2 triangle, 3 sine @param phase 0..1 @param step phase a frame, below 0.5 */
export function shapeAt(shape: number, phase: number, step: number): number {
  if (shape === 0) return 2 * phase - 1 - edge(phase, step)
  if (shape === 1) {
    const half = phase < 0.5 ? phase + 0.5 : phase - 0.5
    return (phase < 0.5 ? 1 : -1) + edge(phase, step) - edge(half, step)
  }
  if (shape === 2) return 1 - 4 * Math.abs(phase - 0.5)
  return sineAt(phase)
}
