/** One linear system of second order in two coordinates: the trapezoidal state variable filter's and the direct form's. */

/**
 * Fills the coefficients of the transposed direct form II, and what makes its state of the state space's.
 * @param space a11, a21, a22, b2, c1, c2, d, where a12 = -a21 and b1 = a21
 * @param direct b0, b1, b2, a1, a2
 * @param map 2 x 2, row-major
 */
export function directForm(space: Float64Array, direct: Float64Array, map: Float64Array): void {
  const [a11 = 0, a21 = 0, a22 = 0, b2 = 0, c1 = 0, c2 = 0, d = 0] = space
  const a1 = -(a11 + a22)
  const a2 = a11 * a22 + a21 * a21
  // What the output is made of a frame later.
  const later1 = c1 * a11 + c2 * a21
  const later2 = c2 * a22 - c1 * a21
  const first = c1 * a21 + c2 * b2
  const second = later1 * a21 + later2 * b2
  direct[0] = d
  direct[1] = first + a1 * d
  direct[2] = second + a1 * first + a2 * d
  direct[3] = a1
  direct[4] = a2
  map[0] = c1
  map[1] = c2
  map[2] = later1 + a1 * c1
  map[3] = later2 + a1 * c2
}
