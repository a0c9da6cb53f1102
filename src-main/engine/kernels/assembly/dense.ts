/**
 * One layer of the onset network: out[o] = biases[o] + sum_i weights[o][i] x input[i], rectified if asked. `span`, a multiple
 * of 4, counts inputs; `input` need not be aligned. Sums in four lanes, then across; four outputs at a time, so that
 * their sums do not wait for each other.
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
  const rowBytes = (<usize>span) << 2
  let row = weights
  let o = 0
  for (; o + 3 < outputs; o += 4) {
    let a = f32x4.splat(0), b = a, c = a, d = a
    for (let i: usize = 0; i < rowBytes; i += 16) {
      const x = v128.load(input + i)
      const first = row + i
      const third = first + 2 * rowBytes
      a = f32x4.add(a, f32x4.mul(v128.load(first), x))
      b = f32x4.add(b, f32x4.mul(v128.load(first + rowBytes), x))
      c = f32x4.add(c, f32x4.mul(v128.load(third), x))
      d = f32x4.add(d, f32x4.mul(v128.load(third + rowBytes), x))
    }
    finish(a, o, biases, rectify, out)
    finish(b, o + 1, biases, rectify, out)
    finish(c, o + 2, biases, rectify, out)
    finish(d, o + 3, biases, rectify, out)
    row += 4 * rowBytes
  }
  for (; o < outputs; o++) {
    let a = f32x4.splat(0)
    for (let i: usize = 0; i < rowBytes; i += 16) {
      a = f32x4.add(a, f32x4.mul(v128.load(row + i), v128.load(input + i)))
    }
    finish(a, o, biases, rectify, out)
    row += rowBytes
  }
}

// @ts-ignore: decorator
@inline
function finish(lanes: v128, output: i32, biases: usize, rectify: i32, out: usize): void {
  const pairs = f32x4.add(lanes, v128.shuffle<f32>(lanes, lanes, 2, 3, 0, 1))
  const at = (<usize>output) << 2
  let sum = f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1) + load<f32>(biases + at)
  if (rectify && sum < 0) sum = 0
  store<f32>(out + at, sum)
}
