/** The inner loops of the onset front end, one frame at a time; see features/rises.ts and its plain twin rises-oracle.ts. */

/** The largest of `count` bands. */
export function topOf(bands: usize, count: i32): f32 {
  let top: f32 = -Infinity
  for (let i = 0; i < count; i++) {
    const band = load<f32>(bands + (<usize>i << 2))
    if (band > top) top = band
  }
  return top
}

/** Levels above `floor`, the corner at it rounded over +-2; returns their mean. */
export function hear(bands: usize, count: i32, floor: f32, heard: usize): f32 {
  let sum: f32 = 0
  for (let i = 0; i < count; i++) {
    const at = <usize>i << 2
    const above = load<f32>(bands + at) - floor
    const rounded = (above + 2) * (above + 2) * 0.125
    const level: f32 = above >= 2 ? above : above > -2 ? rounded : 0
    store<f32>(heard + at, level)
    sum += level
  }
  return sum / <f32>count
}

/** Adds to `moves`: group sums, group maxima, plain rises of two halves, falls of two halves. Then before = heard. */
export function compare(heard: usize, before: usize, count: i32, groupOf: usize, groups: i32, moves: usize): void {
  const largest = moves + (<usize>groups << 2)
  const plain = largest + (<usize>groups << 2)
  const falls = plain + 8
  const last = count - 1
  let below = load<f32>(before)
  let was = below
  for (let band = 0; band < count; band++) {
    const here = load<f32>(heard + (<usize>band << 2))
    const above = load<f32>(before + (<usize>min(band + 1, last) << 2))
    const half: usize = 2 * band > last ? 4 : 0
    if (here > was) {
      store<f32>(plain + half, load<f32>(plain + half) + here - was)
      const rise = here - max(was, max(below, above))
      if (rise > 0) {
        const group = <usize>load<u8>(groupOf + band) << 2
        store<f32>(moves + group, load<f32>(moves + group) + rise)
        store<f32>(largest + group, max(load<f32>(largest + group), rise))
      }
    } else {
      store<f32>(falls + half, load<f32>(falls + half) + was - here)
    }
    below = was
    was = above
  }
  memory.copy(before, heard, <usize>count << 2)
}
