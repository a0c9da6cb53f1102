/**
 * Logarithm and exponential to base 2 for every sample: the exponent out of a float's bits, the rest by minimax polynomials
 * that are exact at 1 and 0 (fitted by Lawson's iteration). Exact operations only, so that every engine agrees to the bit.
 */
const floats = new Float32Array(1)
const bits = new Int32Array(floats.buffer)
/** The bits of sqrt(1/2) as a float: mantissas are taken from there to sqrt(2). */
const SQRT_HALF_BITS = 0x3f3504f3
const POWER_OFFSET = 160
/** 1.5 x 2^52: numbers beside it have no places after the point, so that adding it rounds. */
const WHOLE = 6_755_399_441_055_744
/** 2^-160 to 2^160. */
const powers = Float64Array.from({ length: 2 * POWER_OFFSET + 1 }, (_, i) =>
  power(i - POWER_OFFSET),
)

/** dB in a factor of two of amplitude: 20 log10(2). */
export const DB_PER_OCTAVE = 6.020599913279624

/**
 * log2 of a positive sample, wrong by at most 1.5e-5 (0.00009 dB). Values below the normal floats, 0 among them, answer
 * about -127 (-764 dB).
 */
export function fastLog2(x: number): number {
  floats[0] = x
  const exponent = (bits[0]! - SQRT_HALF_BITS) >> 23
  bits[0] = bits[0]! - (exponent << 23)
  const t = floats[0] - 1
  const low = 1.4425780075029968 - 0.7202418030867302 * t
  const square = t * t
  const high = 0.4866861604932361 - 0.3945753622366375 * t + 0.252660208718609 * square
  return exponent + t * (low + square * high)
}

/** 2^x for -160 <= x <= 160, wrong by at most 2.7e-6 of its value (0.00003 dB). */
export function fastExp2(x: number): number {
  const whole = x + WHOLE - WHOLE
  const f = x - whole
  const odd = 0.6931215289661836 + 0.24022020974251873 * f
  const series = odd + f * f * (0.05591968853203605 + 0.009681909463642994 * f)
  return powers[whole + POWER_OFFSET]! * (1 + f * series)
}

function power(exponent: number): number {
  let value = 1
  for (let i = 0; i < Math.abs(exponent); i++) value *= exponent < 0 ? 0.5 : 2
  return value
}
