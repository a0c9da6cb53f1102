/** Values of a curve at other times: a straight line between its points, and nothing before and after them. */

/** @param times ascending, as are `at`; both in the same unit */
export function sampleCurve(
  times: Float64Array,
  values: Float64Array,
  at: ArrayLike<number>,
): Float64Array {
  const out = new Float64Array(at.length)
  let before = -1
  for (let i = 0; i < at.length; i++) {
    const time = at[i]!
    while (before + 1 < times.length && times[before + 1]! <= time) before++
    if (before < 0) continue
    const from = values[before]!
    const span = times[before + 1]! - times[before]!
    const part = before + 1 < times.length && span > 0 ? (time - times[before]!) / span : 0
    out[i] = part > 0 ? from + (values[before + 1]! - from) * part : from
  }
  return out
}
