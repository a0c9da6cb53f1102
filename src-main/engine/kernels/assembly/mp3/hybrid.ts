/**
 * From one channel's spectrum to 18 slots of 32 subband samples: reordering of short blocks, alias reduction, inverse
 * MDCT with window and overlap. Four subbands at once, one a lane; LINES holds them as [line][subband].
 */
import { add, sub, times } from "../lib/lanes"
import { LINES, ORDERED, OVERLAP, OVERLAP_BYTES, SHORT, SPECTRUM, SPECTRUM_BYTES, SUBBANDS, SUBBANDS_BYTES, WINDOWS, WORK } from "./layout"
import { bandEnds, Granule, kindOf, longBands } from "./side-info"

const ALIAS_CS = memory.data<f32>([
  0.8574929257125442, 0.8817419973177052, 0.9496286491027329, 0.9833145924917901, 0.9955178160675857,
  0.9991605581781475, 0.9998991952444471, 0.9999931550702802,
])
const ALIAS_CA = memory.data<f32>([
  -0.5144957554275265, -0.47173196856497235, -0.31337745420390184, -0.18191319961098118, -0.09457419252642066,
  -0.04096558288530405, -0.01419856857247115, -0.0036999746737600372,
])

/** `slot`: 0 or 18, where the granule stands in its frame. */
export function synthesiseSubbands(granule: Granule, channel: i32, slot: i32): void {
  const kind = kindOf(granule)
  let spectrum = SPECTRUM + <usize>channel * SPECTRUM_BYTES
  if (kind != 0 && granule.nonzero > 0) {
    granule.nonzero = reorder(spectrum, kind, granule.nonzero)
    spectrum = ORDERED
  }
  let subbands = (granule.nonzero + 17) / 18
  transpose(spectrum, subbands)
  if (kind != 1 && subbands > 0) {
    const borders = kind == 2 ? 1 : min(subbands, 31)
    reduceAliases(borders)
    subbands = max(subbands, borders + 1)
  }
  const overlap = OVERLAP + <usize>channel * OVERLAP_BYTES
  const out = SUBBANDS + <usize>channel * SUBBANDS_BYTES + <usize>slot * 128
  for (let first = 0; first < 32; first += 4) {
    const at = <usize>first * 4
    if (first >= subbands) fade(overlap + at, out + at)
    else if (granule.blockType == 2) shortBlocks(LINES + at, overlap + at, out + at, first == 0 && granule.mixed != 0)
    else longBlock(LINES + at, overlap + at, out + at, windowOf(granule, first))
  }
}

function windowOf(granule: Granule, first: i32): usize {
  const type = granule.blockType == 3 ? 2 : granule.blockType
  return WINDOWS + <usize>(first == 0 && granule.mixed && type > 0 ? type + 2 : type) * 576
}

/** Short blocks come window by window within a band; the transform wants the three windows of each line together. */
function reorder(spectrum: usize, kind: i32, nonzero: i32): i32 {
  const ends = bandEnds(kind)
  const longs = longBands(kind)
  let from = longs ? load<i32>(ends + <usize>(longs - 1) * 4) : 0
  memory.copy(ORDERED, spectrum, from * 4)
  let band = longs
  while (from < nonzero) {
    const width = load<i32>(ends + <usize>band * 4) - from
    for (let window = 0; window < 3; window++)
      for (let line = 0; line < width; line++)
        store<f32>(
          ORDERED + <usize>(from + 3 * line + window) * 4,
          load<f32>(spectrum + <usize>(from + window * width + line) * 4),
        )
    from += 3 * width
    band += 3
  }
  memory.fill(ORDERED + <usize>from * 4, 0, (608 - from) * 4)
  return from
}

/** LINES of all groups of four subbands that hold something, and of one more for the alias reduction. */
function transpose(spectrum: usize, subbands: i32): void {
  const groups = min(8, (subbands >> 2) + 1)
  for (let group = 0; group < groups; group++) {
    const from = spectrum + <usize>group * 288
    const to = LINES + <usize>group * 16
    for (let tile = 0; tile < 5; tile++) {
      const line = <usize>(tile == 4 ? 14 : tile * 4)
      const a = v128.load(from + line * 4), b = v128.load(from + line * 4, 72)
      const c = v128.load(from + line * 4, 144), d = v128.load(from + line * 4, 216)
      const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
      const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7), cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
      const at = to + line * 128
      v128.store(at, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
      v128.store(at, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7), 128)
      v128.store(at, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5), 256)
      v128.store(at, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7), 384)
    }
  }
}

/** The first `borders` borders between subbands. Each line touches one border only, so four are done at once. */
function reduceAliases(borders: i32): void {
  for (let line: usize = 0; line < 8; line++) {
    const below = LINES + (17 - line) * 128, above = LINES + line * 128 + 4
    const cs = v128.load32_splat(ALIAS_CS + line * 4), ca = v128.load32_splat(ALIAS_CA + line * 4)
    let border = 0
    for (; border + 4 <= borders; border += 4) {
      const at = <usize>border * 4
      const a = v128.load(below + at), b = v128.load(above + at)
      v128.store(below + at, f32x4.sub(f32x4.mul(a, cs), f32x4.mul(b, ca)))
      v128.store(above + at, f32x4.add(f32x4.mul(b, cs), f32x4.mul(a, ca)))
    }
    const c = load<f32>(ALIAS_CS + line * 4), s = load<f32>(ALIAS_CA + line * 4)
    for (; border < borders; border++) {
      const at = <usize>border * 4
      const a = load<f32>(below + at), b = load<f32>(above + at)
      store<f32>(below + at, a * c - b * s)
      store<f32>(above + at, b * c + a * s)
    }
  }
}

/** Four subbands without a line: only the last granule's second half sounds. */
function fade(overlap: usize, out: usize): void {
  for (let slot: usize = 0; slot < 18 * 128; slot += 128) {
    v128.store(out + slot, v128.load(overlap + slot))
    v128.store(overlap + slot, f32x4.splat(0))
  }
}

/**
 * 36 outputs of 18 lines. With X'[k] = X[k] + X[k - 1] the DCT-IV inside becomes a DCT-III, whose odd half becomes one in
 * the same way: two 9-point DCT-IIIs are left. The factors 1 / (2 cos) that this brings are part of the window.
 */
function longBlock(lines: usize, overlap: usize, out: usize, window: usize): void {
  // Sums of neighbours, even ones for the first transform; the odd ones summed again for the second.
  let before = v128.load(lines)
  let odd = f32x4.splat(0)
  v128.store(WORK, before)
  for (let k: usize = 1; k < 18; k += 2) {
    const first = v128.load(lines + k * 128)
    const sum = add(first, before)
    v128.store(WORK + 144 + (k >> 1) * 16, add(sum, odd))
    odd = sum
    if (k == 17) break
    before = v128.load(lines + k * 128, 128)
    v128.store(WORK + ((k + 1) >> 1) * 16, add(before, first))
  }
  dct9(WORK)
  dct9(WORK + 144)
  for (let n: usize = 0; n < 9; n++) {
    const even = v128.load(WORK + n * 16)
    const rest = f32x4.mul(v128.load(WORK + 144 + n * 16), v128.load32_splat(HALF_SECANTS + n * 4))
    const low = add(even, rest), high = sub(even, rest)
    // high is output 17 - n of the DCT-IV: it gives outputs 8 - n and 9 + n of the first half.
    const early: usize = (8 - n) * 128, late: usize = (9 + n) * 128
    const w = window + (8 - n) * 16
    const v = window + (9 + n) * 16
    v128.store(out + early, add(f32x4.mul(high, v128.load(w)), v128.load(overlap + early)))
    v128.store(out + late, add(f32x4.mul(high, v128.load(v)), v128.load(overlap + late)))
    v128.store(overlap + early, f32x4.mul(low, v128.load(w, 288)))
    v128.store(overlap + late, f32x4.mul(low, v128.load(v, 288)))
  }
}

/** 1 / (2 cos((2n + 1) pi / 36)) */
const HALF_SECANTS = memory.data<f32>([
  0.5019099187716737, 0.5176380902050415, 0.5516889594812459, 0.6103872943807281, 0.7071067811865476,
  0.8717233978105489, 1.1831007915762492, 1.9318516525781368, 5.736856622834928,
])

const C10: f32 = 0.984807753012208, C20: f32 = 0.9396926207859084, C30: f32 = 0.8660254037844387
const C40: f32 = 0.766044443118978, C50: f32 = 0.6427876096865394, C70: f32 = 0.3420201433256688
const C80: f32 = 0.17364817766693041

/** y[n] = sum of x[k] cos((2n + 1) k pi / 18) over nine vectors in place; cosines of 20 and 10 degrees are sums of two others. */
// @ts-ignore: decorator
@inline
function dct9(at: usize): void {
  const x0 = v128.load(at), x2 = v128.load(at, 32), x4 = v128.load(at, 64), x6 = v128.load(at, 96), x8 = v128.load(at, 128)
  const base = add(x0, times(x6, 0.5))
  const base1 = sub(x0, x6)
  const inner = sub(sub(x2, x4), x8)
  const x24 = add(x2, x4), x28 = add(x2, x8), x84 = sub(x8, x4)
  const even0 = add(base, add(times(x24, C40), times(x28, C80)))
  const even1 = add(base1, times(inner, 0.5))
  const even2 = add(base, sub(times(x84, C40), times(x24, C80)))
  const even3 = sub(base, add(times(x28, C40), times(x84, C80)))
  const x1 = v128.load(at, 16), x3 = times(v128.load(at, 48), C30), x5 = v128.load(at, 80), x7 = v128.load(at, 112)
  const x15 = add(x1, x5), x17 = add(x1, x7), x57 = sub(x5, x7)
  const odd0 = add(add(times(x15, C50), times(x17, C70)), x3)
  const odd1 = times(sub(sub(x1, x5), x7), C30)
  const odd2 = sub(sub(times(x17, C50), times(x57, C70)), x3)
  const odd3 = sub(add(times(x15, C70), times(x57, C50)), x3)
  v128.store(at, add(even0, odd0))
  v128.store(at, add(even1, odd1), 16)
  v128.store(at, add(even2, odd2), 32)
  v128.store(at, add(even3, odd3), 48)
  v128.store(at, sub(base1, inner), 64)
  v128.store(at, sub(even3, odd3), 80)
  v128.store(at, sub(even2, odd2), 96)
  v128.store(at, sub(even1, odd1), 112)
  v128.store(at, sub(even0, odd0), 128)
}

/** Three short transforms, six slots apart, in all four subbands; of mixed blocks the first two subbands are long. */
function shortBlocks(lines: usize, overlap: usize, out: usize, mixed: bool): void {
  const sum = WORK + 512
  for (let slot: usize = 0; slot < 18; slot++) {
    v128.store(sum + slot * 16, v128.load(overlap + slot * 128))
    v128.store(sum + slot * 16, f32x4.splat(0), 288)
  }
  for (let window: usize = 0; window < 3; window++)
    for (let n: usize = 0; n < 12; n++) {
      const row = SHORT + n * 96
      const at = sum + (6 + 6 * window + n) * 16
      let value = v128.load(at)
      for (let k: usize = 0; k < 6; k++)
        value = add(value, f32x4.mul(v128.load(lines + (3 * k + window) * 128), v128.load(row + k * 16)))
      v128.store(at, value)
    }
  if (mixed) longBlock(lines, overlap, out, WINDOWS)
  const kept = mixed ? i32x4(-1, -1, 0, 0) : i32x4.splat(0)
  for (let slot: usize = 0; slot < 18; slot++) {
    v128.store(out + slot * 128, v128.bitselect(v128.load(out + slot * 128), v128.load(sum + slot * 16), kept))
    v128.store(overlap + slot * 128, v128.bitselect(v128.load(overlap + slot * 128), v128.load(sum + slot * 16, 288), kept))
  }
}
