import { GAINS, GAIN_OFFSET, ILLEGAL, SCALES, SCALES_BYTES, SPECTRUM, SPECTRUM_BYTES } from "./layout"
import { bandEnds, Granule, header, kindOf, longBands } from "./side-info"

const LEFT: usize = SPECTRUM
const RIGHT: usize = SPECTRUM + SPECTRUM_BYTES
const ROOT_HALF: f32 = 0.7071067811865476
/** Left and right share of a sound at each of seven places: tan(p pi / 12) / (1 + tan) and the rest. */
const SHARES = memory.data<f32>([
  0, 0.21132486540518713, 0.36602540378443865, 0.5, 0.6339745962155614, 0.7886751345948129, 1,
])

/** Turns middle and side, or sound and place, into left and right. Both spectra are in transmitted order. */
export function joinStereo(left: Granule, right: Granule): void {
  const middleSide = (header.modeExtension & 2) != 0
  if (!(header.modeExtension & 1)) {
    if (middleSide) spread(left, right, 0, max(left.nonzero, right.nonzero))
    return
  }
  const kind = kindOf(right)
  const ends = bandEnds(kind)
  const longs = longBands(kind)
  const bound0 = lastLoudBand(right, 0), bound1 = lastLoudBand(right, 1), bound2 = lastLoudBand(right, 2)
  const anyShort = max(max(bound0, bound1), bound2) >= longs
  const all = kind == 0 ? 22 : longs + (longs ? 30 : 39)
  let from = 0
  let filled = right.nonzero
  for (let band = 0; band < all; band++) {
    const to = load<i32>(ends + <usize>band * 4)
    const window = (band - longs) % 3
    const bound = window == 0 ? bound0 : window == 1 ? bound1 : bound2
    const placed = band < longs ? !anyShort && band > max(bound0, max(bound1, bound2)) : band > bound
    if (placed && place(right, band, longs, from, to)) filled = max(filled, min(to, left.nonzero))
    else if (middleSide) spread(left, right, from, to)
    from = to
  }
  if (middleSide) left.nonzero = right.nonzero = max(left.nonzero, filled)
  else right.nonzero = filled
}

/** The last band with a line other than zero among the long bands and the short ones of `window`; -1 without any. */
function lastLoudBand(granule: Granule, window: i32): i32 {
  const kind = kindOf(granule)
  const ends = bandEnds(kind)
  const longs = longBands(kind)
  let last = -1
  let from = 0
  for (let band = 0; from < granule.nonzero; band++) {
    const to = load<i32>(ends + <usize>band * 4)
    if (band < longs || (band - longs) % 3 == window)
      for (let line = from; line < to; line++)
        if (load<f32>(RIGHT + <usize>line * 4) != 0) {
          last = band
          break
        }
    from = to
  }
  return last
}

/** Splits a band of the left channel between both by the position in the right one's scale factor; false if it has none. */
function place(right: Granule, band: i32, longs: i32, from: i32, to: i32): bool {
  // The highest band has no scale factor: it follows the one below.
  const top = right.blockType != 2 ? 21 : longs + (longs ? 27 : 36)
  const scale = band < top ? band : right.blockType != 2 ? 20 : band - 3
  const source = <usize>scale
  const position = <i32>load<u8>(SCALES + SCALES_BYTES + source)
  let toLeft: f32 = 1, toRight: f32 = 1
  if (header.lsf) {
    if (load<u8>(ILLEGAL + source)) return false
    const quarters = ((position + 1) >> 1) << (right.scaleCompress & 1)
    const share = load<f32>(GAINS + <usize>(GAIN_OFFSET - quarters) * 4)
    if (position & 1) toLeft = share
    else toRight = share
  } else {
    if (position > 6) return false
    toLeft = load<f32>(SHARES + <usize>position * 4)
    toRight = load<f32>(SHARES + <usize>(6 - position) * 4)
  }
  for (let at = <usize>from * 4; at < <usize>to * 4; at += 4) {
    const line = load<f32>(LEFT + at)
    store<f32>(LEFT + at, line * toLeft)
    store<f32>(RIGHT + at, line * toRight)
  }
  return true
}

/** Middle and side to left and right. Lines outside are left alone. */
function spread(left: Granule, right: Granule, from: i32, to: i32): void {
  const half = f32x4.splat(ROOT_HALF)
  let at = <usize>from * 4
  for (; at + 16 <= <usize>to * 4; at += 16) {
    const middle = v128.load(LEFT + at), side = v128.load(RIGHT + at)
    v128.store(LEFT + at, f32x4.mul(f32x4.add(middle, side), half))
    v128.store(RIGHT + at, f32x4.mul(f32x4.sub(middle, side), half))
  }
  for (; at < <usize>to * 4; at += 4) {
    const middle = load<f32>(LEFT + at), side = load<f32>(RIGHT + at)
    store<f32>(LEFT + at, (middle + side) * ROOT_HALF)
    store<f32>(RIGHT + at, (middle - side) * ROOT_HALF)
  }
  left.nonzero = right.nonzero = max(to, max(left.nonzero, right.nonzero))
}
