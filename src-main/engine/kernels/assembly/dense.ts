/**
 * One layer of the onset network: out[o] = biases[o] + sum_i weights[o][i] x input[i], rectified if asked. `span`, a multiple
 * of 4, counts inputs; `input` need not be aligned. Sums in four lanes, then across.
 */
export function dense(
  input: usize,
  span: i32,
  weights: usize,
  biases: usize,
  outputs: i32,
  rectify: i32,
  out: usize,
): void {
  let row = weights
  for (let o = 0; o < outputs; o++) {
    let a = f32x4.splat(0)
    for (let i: usize = 0; i < (<usize>span) << 2; i += 16) {
      a = f32x4.add(a, f32x4.mul(v128.load(row + i), v128.load(input + i)))
    }
    row += (<usize>span) << 2
    const pairs = f32x4.add(a, v128.shuffle<f32>(a, a, 2, 3, 0, 1))
    let sum =
      f32x4.extract_lane(pairs, 0) +
      f32x4.extract_lane(pairs, 1) +
      load<f32>(biases + ((<usize>o) << 2))
    if (rectify && sum < 0) sum = 0
    store<f32>(out + ((<usize>o) << 2), sum)
  }
}
