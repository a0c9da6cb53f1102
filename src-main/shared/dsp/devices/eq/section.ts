/**
 * Filters of second order as three weights of a state variable filter, H(s) = (high s^2 + band s + low) / (s^2 + damping s + 1)
 * with s = (1 - 1/z) / (1 + 1/z) / warp (A. Simper, "Linear trapezoidal integrated SVF", 2013). Every filter of second order
 * can be written so, and no path between two of them is unstable: parameters may move while sound passes.
 */
import { exactCos, exactExp, exactSin, exactTan } from "../../exact-math.ts"

export interface Section {
  warp: number
  damping: number
  low: number
  band: number
  high: number
}

/** Analogue, with frequencies against that of its poles: (n2 x^2 + n1 x + n0) / (x^2 + x / q + 1). */
export interface Analogue {
  poleHz: number
  q: number
  n2: number
  n1: number
  n0: number
}

/** Poles cannot lie above this share of the rate. */
const HIGHEST_POLE = 0.49
/** Zeros nearer to the unit circle than this say that the wished magnitudes cannot be had together. */
const LEAST_SQUARE = 1e-3

/** A digital filter with the analogue one's magnitude at 0 Hz, `matchHz` and half the rate, and its poles. */
export interface MatchOptions {
  analogue: Analogue
  /** Where the magnitude must fit besides the ends: the middle of a bell or shelf. */
  matchHz: number
  rateHz: number
}

/**
 * Poles by impulse invariance, zeros from the magnitudes at three frequencies (M. Vicanek, "Matched second order digital
 * filters", 2016): no cramping towards half the rate, as the bilinear transform would have it.
 */
export function matched({ analogue, matchHz, rateHz }: MatchOptions): Section {
  const nyquistHz = rateHz / 2
  const poleHz = Math.min(analogue.poleHz, HIGHEST_POLE * rateHz)
  const { a1, a2 } = poles((2 * Math.PI * poleHz) / rateHz, analogue.q)
  const atZero = 1 + a1 + a2
  const atNyquist = 1 - a1 + a2
  const middleHz = Math.min(matchHz, HIGHEST_POLE * rateHz)
  const wishedPower = analoguePower(analogue, middleHz)
  const half = exactSin((Math.PI * middleHz) / rateHz)
  const upper = half * half
  const lower = 1 - upper
  const middle = 4 * lower * upper
  const a0Squared = atZero * atZero
  const a1Squared = atNyquist * atNyquist
  const warp = Math.sqrt(atZero / atNyquist)
  const damping = (2 * (1 - a2)) / (atNyquist * warp)
  if (analogue.n0 === 0 && analogue.n1 === 0) {
    // A low cut keeps both its zeros at 0 Hz, and with them its slope; it has the magnitude at `matchHz` only.
    const passed = sectionPower(
      { warp, damping, low: 0, band: 0, high: 1 },
      half / Math.sqrt(lower),
    )
    return { warp, damping, low: 0, band: 0, high: Math.sqrt(wishedPower / passed) }
  }
  const b0Squared = a0Squared * analoguePower(analogue, 0)
  const b1Squared = a1Squared * analoguePower(analogue, nyquistHz)
  const wished = (a0Squared * lower + a1Squared * upper - 4 * a2 * middle) * wishedPower
  const b2 = (wished - b0Squared * lower - b1Squared * upper) / middle
  const sum = (Math.sqrt(b0Squared) + Math.sqrt(b1Squared)) / 2
  const square = sum * sum + b2
  if (square < LEAST_SQUARE * sum * sum) return bilinear(analogue, rateHz)
  const difference = Math.sqrt(square)
  return {
    warp,
    damping,
    low: Math.sqrt(b0Squared) / atZero,
    band: (damping * difference) / (1 - a2),
    high: Math.sqrt(b1Squared) / atNyquist,
  }
}

/** By the bilinear transform, which keeps the frequency of the poles but squeezes what lies near half the rate. */
export function bilinear({ poleHz, q, n2, n1, n0 }: Analogue, rateHz: number): Section {
  const warp = exactTan((Math.PI * Math.min(poleHz, HIGHEST_POLE * rateHz)) / rateHz)
  return { warp, damping: 1 / q, low: n0, band: n1, high: n2 }
}

/** Coefficients of 1 + a1 / z + a2 / z^2 whose impulse response is that of the analogue poles. */
function poles(angle: number, q: number): { a1: number; a2: number } {
  const slope = 1 / (2 * q)
  const decay = exactExp(-slope * angle)
  const inside = 1 - slope * slope
  if (inside >= 0)
    return { a1: -2 * decay * exactCos(Math.sqrt(inside) * angle), a2: decay * decay }
  const apart = Math.sqrt(-inside) * angle
  return {
    a1: -(exactExp(apart - slope * angle) + exactExp(-apart - slope * angle)),
    a2: decay * decay,
  }
}

/** |H|^2 of the analogue filter. */
export function analoguePower({ poleHz, q, n2, n1, n0 }: Analogue, hz: number): number {
  const x = hz / poleHz
  const square = x * x
  const real = n0 - n2 * square
  const imaginary = n1 * x
  const poleReal = 1 - square
  const poleImaginary = x / q
  return (
    (real * real + imaginary * imaginary) / (poleReal * poleReal + poleImaginary * poleImaginary)
  )
}

/** 1 / H. Its zeros must lie inside the unit circle, as those of `matched` do. */
export function inverse({ warp, damping, low, band, high }: Section): Section {
  const root = Math.sqrt(low * high)
  return {
    warp: warp * Math.sqrt(low / high),
    damping: band / root,
    low: 1 / low,
    band: damping / root,
    high: 1 / high,
  }
}

/** |H|^2 of the digital filter. `tangent` is tan(pi hz / rateHz). */
export function sectionPower(section: Section, tangent: number): number {
  const { warp, damping, low, band, high } = section
  const x = tangent / warp
  return analoguePower({ poleHz: 1, q: 1 / damping, n2: high, n1: band, n0: low }, x)
}
