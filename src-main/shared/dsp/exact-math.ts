/**
 * Sines, exponentials, logarithms and windows out of additions, multiplications, divisions and square roots only. IEEE 754
 * fixes those to the bit, while `Math.sin` and its kind may differ between engines: what is computed here is the same wherever
 * sound is rendered. Made for parameters and tables; for every sample there is `fast-decibels`.
 */
const TWO_PI = 2 * Math.PI
/** ln 2 in two parts, the first of 32 bits, so that whole multiples of it are exact. */
const LN2_HIGH = 0.6931471803691238
const LN2_LOW = 1.9082149292705877e-10
const TWO_TO_32 = 4_294_967_296

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

/** tan(x), relative error below 1e-13 for |x| <= 1.56 (0.4966 pi, where filters end). */
export const exactTan = (x: number): number => exactSin(x) / exactCos(x)

/** e^x, relative error below 1e-15: Taylor's series after reduction by multiples of ln 2; 0 below -745, Infinity above 709.8. */
export function exactExp(x: number): number {
  if (x !== x) return x
  if (x > 709.8) return Infinity
  if (x < -745.2) return 0
  const power = Math.round(x / Math.LN2)
  const y = x - power * LN2_HIGH - power * LN2_LOW
  let term = 1
  let sum = 1
  for (let k = 1; k <= 15; k++) {
    term *= y / k
    sum += term
  }
  return timesPowerOfTwo(sum, power)
}

/** x 2^power, in two steps so that no power overflows before its product does. */
function timesPowerOfTwo(x: number, power: number): number {
  const half = Math.trunc(power / 2)
  return x * powerOfTwo(half) * powerOfTwo(power - half)
}

function powerOfTwo(power: number): number {
  let value = 1
  let square = power < 0 ? 0.5 : 2
  for (let left = Math.abs(power); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) value *= square
    square *= square
  }
  return value
}

/**
 * Natural logarithm, relative error below 1e-14: the series of artanh after reduction to 0.707..1.414. -Infinity at 0, NaN
 * below.
 */
export function exactLog(x: number): number {
  if (!(x > 0) || x === Infinity) return x === 0 ? -Infinity : x > 0 ? x : NaN
  let mantissa = x
  let power = 0
  for (; mantissa >= TWO_TO_32; power += 32) mantissa /= TWO_TO_32
  for (; mantissa < 1 / TWO_TO_32; power -= 32) mantissa *= TWO_TO_32
  for (; mantissa > Math.SQRT2; power += 1) mantissa /= 2
  for (; mantissa < Math.SQRT1_2; power -= 1) mantissa *= 2
  const y = (mantissa - 1) / (mantissa + 1)
  const square = y * y
  let sum = 0
  for (let k = 23; k >= 1; k -= 2) sum = 1 / k + square * sum
  return power * LN2_HIGH + (power * LN2_LOW + 2 * y * sum)
}

/** Amplitude of a level: 20 dB are a factor of 10. */
export const gainOfDb = (db: number): number => exactExp((db * Math.LN10) / 20)

/** Level of an amplitude; -Infinity for 0. */
export const dbOfGain = (gain: number): number => (20 / Math.LN10) * exactLog(Math.abs(gain))

/** Level of a power (a squared amplitude); -Infinity for 0. */
export const dbOfPower = (power: number): number => (10 / Math.LN10) * exactLog(power)

/** What is left of a one-pole's way to its target after a frame: e^(-1 / (seconds rate)); 0 for no time at all. */
export const decayPerFrame = (seconds: number, rateHz: number): number =>
  seconds > 0 ? exactExp(-1 / (seconds * rateHz)) : 0

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

/** sin(pi x) / (pi x). */
export function sinc(x: number): number {
  if (Math.abs(x) < 1e-12) return 1
  const angle = Math.PI * x
  return exactSin(angle) / angle
}

/** Kaiser's window at x = -1..1 of its length, I0(beta) high in the middle; 0 outside. */
export function kaiser(x: number, beta: number): number {
  const inside = 1 - x * x
  return inside <= 0 ? 0 : besselI0(beta * Math.sqrt(inside))
}

/** Raised cosine from 0 to 1: value i of `frames` stands at the middle of frame i, so that in(i) + in(frames - 1 - i) = 1. */
export function raisedCosine(frames: number): Float32Array {
  return Float32Array.from(
    { length: frames },
    (_, i) => 0.5 - 0.5 * exactCos((Math.PI * (i + 0.5)) / frames),
  )
}
