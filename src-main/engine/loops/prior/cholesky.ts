/** Covariances as lower triangles (Golub & Van Loan, Matrix Computations, 4.2). */

/** The triangle L of L L' = matrix. @param matrix row by row; its upper half is not read @throws RangeError where it is no covariance */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const root = new Float64Array(size * size)
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!
      for (let i = 0; i < column; i++) sum -= root[row * size + i]! * root[column * size + i]!
      if (row === column && !(sum > 0)) throw new RangeError("This is no covariance")
      root[row * size + column] =
        row === column ? Math.sqrt(sum) : sum / root[column * size + column]!
    }
  return root
}

/** log |L|, half of the covariance's. */
export function logDeterminant(root: ArrayLike<number>, size: number): number {
  let sum = 0
  for (let i = 0; i < size; i++) sum += Math.log(root[i * size + i]!)
  return sum
}

/** The squared length of L⁻¹ x: x' covariance⁻¹ x. */
export function solvedSquare(root: ArrayLike<number>, x: Float64Array): number {
  const solved = new Float64Array(x.length)
  let square = 0
  for (let row = 0; row < x.length; row++) {
    let sum = x[row]!
    for (let i = 0; i < row; i++) sum -= root[row * x.length + i]! * solved[i]!
    solved[row] = sum / root[row * x.length + row]!
    square += solved[row]! ** 2
  }
  return square
}
