/** ALAC's sign-adapted linear predictor, run backwards. */
export interface Predictor {
  /** True when the residual was differenced once more before. */
  twice: boolean
  shift: number
  coefficients: Int16Array
}

const DIFFERENCE_ORDER = 31

export function unpredict(residual: Int32Array, predictor: Predictor, depth: number): Int32Array {
  const unused = 32 - depth
  const source = predictor.twice ? undifference(residual, unused) : residual
  const order = predictor.coefficients.length
  if (order === 0) return source
  if (order === DIFFERENCE_ORDER) return undifference(source, unused)
  return adapt(source, predictor, unused)
}

function undifference(residual: Int32Array, unused: number): Int32Array {
  const out = new Int32Array(residual.length)
  let value = 0
  for (let at = 0; at < out.length; at++) {
    value =
      at === 0 ? (residual[0] as number) : (((residual[at] as number) + value) << unused) >> unused
    out[at] = value
  }
  return out
}

function adapt(
  residual: Int32Array,
  { shift, coefficients }: Predictor,
  unused: number,
): Int32Array {
  const order = coefficients.length
  const half = shift === 0 ? 0 : 1 << (shift - 1)
  const out = new Int32Array(residual.length)
  out[0] = residual[0] ?? 0
  for (let at = 1; at <= order && at < out.length; at++)
    out[at] = (((residual[at] as number) + (out[at - 1] as number)) << unused) >> unused
  for (let at = order + 1; at < out.length; at++) {
    const top = out[at - order - 1] as number
    let sum = 0
    for (let tap = 0; tap < order; tap++)
      sum = (sum + Math.imul(coefficients[tap] as number, (out[at - 1 - tap] as number) - top)) | 0
    const error = residual[at] as number
    const value = (error + top + ((sum + half) >> shift)) | 0
    out[at] = (value << unused) >> unused
    if (error !== 0) learn(out, at, top, error, coefficients, shift)
  }
  return out
}

/** Moves the coefficients by one against the error's sign, the oldest sample's first, until the error is used up. */
function learn(
  out: Int32Array,
  at: number,
  top: number,
  error: number,
  coefficients: Int16Array,
  shift: number,
): void {
  const direction = error > 0 ? 1 : -1
  let left = error
  for (let tap = coefficients.length - 1; tap >= 0; tap--) {
    const distance = top - (out[at - 1 - tap] as number)
    const sign = Math.sign(distance) * direction
    coefficients[tap] = (coefficients[tap] as number) - sign
    left -= (coefficients.length - tap) * ((sign * distance) >> shift)
    if (direction > 0 ? left <= 0 : left >= 0) return
  }
}
