/** Loops over single samples; one more stands before the first. See features/onset-timing.ts and features/crossings.ts. */
import { horizontalSum, lanesBefore, sane } from "./lib/lanes"

/** Per cell of `cellSamples`: the energy of the differences from sample to sample, f64, to `out`. */
export function changeEnergies(samples: usize, cells: i32, cellSamples: i32, out: usize): void {
  let at = samples
  for (let cell = 0; cell < cells; cell++) {
    let sum = f32x4.splat(0)
    for (let i = 0; i < cellSamples; i += 4) {
      const here = at + (<usize>i << 2)
      const change = f32x4.sub(sane(v128.load(here)), sane(v128.load(here - 4)))
      sum = f32x4.add(sum, v128.and(f32x4.mul(change, change), lanesBefore(i, cellSamples)))
    }
    store<f64>(out + (<usize>cell << 3), <f64>horizontalSum(sum))
    at += <usize>cellSamples << 2
  }
}

/** How many of `count` samples differ in sign from the one before. */
export function signChanges(samples: usize, count: i32): i32 {
  let changes = 0
  for (let i = 0; i < count; i += 4) {
    const at = samples + (<usize>i << 2)
    const differ = v128.and(v128.xor(v128.load(at), v128.load(at - 4)), lanesBefore(i, count))
    changes += popcnt<i32>(i32x4.bitmask(differ))
  }
  return changes
}
