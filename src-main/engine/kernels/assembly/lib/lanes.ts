/** Four f32 lanes: what the point kernels share. */
export const LANES = 4

export function horizontalSum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) +
    f32x4.extract_lane(v, 1) +
    (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  )
}

/** The point whose number stands in lane `lane` of the list at `at`; past the end of the list the first one. */
export function gather(points: usize, at: usize, lane: u32, left: u32): v128 {
  const index = load<u32>(at + <usize>(lane < left ? lane : 0) * 4)
  return v128.load(points + <usize>index * 16)
}
