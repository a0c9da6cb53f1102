import { read } from "./bits"
import { BAND_GAINS, GAINS, GAIN_OFFSET, ILLEGAL, SCALES, SCALES_BYTES } from "./layout"
import { Granule, header, kindOf, longBands } from "./side-info"

/** Bits of a scale factor in the lower and the upper bands, by scalefac_compress. */
const LOW_BITS = memory.data<u8>([0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4])
const HIGH_BITS = memory.data<u8>([0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3])
/** MPEG-2: how many scale factors have each of four lengths; six rows of long, short and mixed blocks. */
const PARTITIONS = memory.data<u8>([
  6, 5, 5, 5, 9, 9, 9, 9, 6, 9, 9, 9,
  6, 5, 7, 3, 9, 9, 12, 6, 6, 9, 12, 6,
  11, 10, 0, 0, 18, 18, 0, 0, 15, 18, 0, 0,
  7, 7, 7, 0, 12, 12, 12, 0, 6, 15, 12, 0,
  6, 6, 6, 3, 12, 9, 9, 6, 6, 12, 9, 6,
  8, 8, 5, 0, 15, 12, 9, 0, 6, 18, 9, 0,
])
const PRETAB = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 2, 0])

// @ts-ignore: decorator
@inline
function scalesOf(channel: i32): usize {
  return SCALES + <usize>channel * SCALES_BYTES
}

/** MPEG-1. `shared`: the four groups of long bands that repeat the first granule's (scfsi), highest bit first. */
export function readScales(granule: Granule, channel: i32, shared: i32): void {
  const low = <i32>load<u8>(LOW_BITS + <usize>granule.scaleCompress)
  const high = <i32>load<u8>(HIGH_BITS + <usize>granule.scaleCompress)
  const kind = kindOf(granule)
  const scales = scalesOf(channel)
  if (kind == 0) {
    if (!(shared & 8)) fill(scales, 6, low)
    if (!(shared & 4)) fill(scales + 6, 5, low)
    if (!(shared & 2)) fill(scales + 11, 5, high)
    if (!(shared & 1)) fill(scales + 16, 5, high)
    store<u8>(scales + 21, 0)
    return
  }
  const lows = kind == 1 ? 18 : 17
  fill(scales, lows, low)
  fill(scales + <usize>lows, 18, high)
  fill(scales + <usize>lows + 18, 3, 0)
}

/** MPEG-2. The right channel of intensity stereo has other lengths: there its scale factors may be positions. */
export function readLsfScales(granule: Granule, channel: i32, intensity: bool): void {
  let code = granule.scaleCompress
  let row = 0, a = 0, b = 0, c = 0, d = 0
  if (intensity) {
    code >>= 1
    if (code < 180) {
      row = 3
      a = code / 36
      b = (code % 36) / 6
      c = code % 6
    } else if (code < 244) {
      row = 4
      a = ((code - 180) & 63) >> 4
      b = ((code - 180) & 15) >> 2
      c = (code - 180) & 3
    } else {
      row = 5
      a = (code - 244) / 3
      b = (code - 244) % 3
    }
  } else if (code < 400) {
    a = (code >> 4) / 5
    b = (code >> 4) % 5
    c = (code & 15) >> 2
    d = code & 3
  } else if (code < 500) {
    row = 1
    a = ((code - 400) >> 2) / 5
    b = ((code - 400) >> 2) % 5
    c = (code - 400) & 3
  } else {
    row = 2
    a = (code - 500) / 3
    b = (code - 500) % 3
  }
  const counts = PARTITIONS + <usize>(row * 12 + kindOf(granule) * 4)
  let at = 0
  at = fillPart(channel, at, load<u8>(counts), a)
  at = fillPart(channel, at, load<u8>(counts, 1), b)
  at = fillPart(channel, at, load<u8>(counts, 2), c)
  at = fillPart(channel, at, load<u8>(counts, 3), d)
  fillPart(channel, at, 3, 0)
}

function fillPart(channel: i32, at: i32, count: i32, bits: i32): i32 {
  const scales = scalesOf(channel) + <usize>at
  fill(scales, count, bits)
  // The greatest number of a part means "no intensity here".
  const illegal = (1 << bits) - 1
  for (let index = 0; index < count; index++)
    store<u8>(ILLEGAL + <usize>(at + index), bits > 0 && <i32>load<u8>(scales + <usize>index) == illegal ? 1 : 0)
  return at + count
}

function fill(at: usize, count: i32, bits: i32): void {
  for (let index = 0; index < count; index++) store<u8>(at + <usize>index, <u8>read(bits))
}

// @ts-ignore: decorator
@inline
function gain(quarters: i32): f32 {
  return load<f32>(GAINS + <usize>(quarters + GAIN_OFFSET) * 4)
}

/** The factor of every band: 2^((global_gain - 210) / 4) less what its scale factor takes away. */
export function setGains(granule: Granule, channel: i32): void {
  const kind = kindOf(granule)
  const longs = longBands(kind)
  const scales = scalesOf(channel)
  const base = granule.globalGain - 210
  const shift = granule.scaleShift
  let band = 0
  for (; band < longs; band++) {
    const extra = granule.preflag ? <i32>load<u8>(PRETAB + <usize>band) : 0
    const steps = (<i32>load<u8>(scales + <usize>band) + extra) << shift
    store<f32>(BAND_GAINS + <usize>band * 4, gain(base - steps))
  }
  if (kind == 0) return
  for (let window = 0; band < 39; band++) {
    const subblock = ((granule.subblockGains >> (6 - 3 * window)) & 7) << 3
    const steps = <i32>load<u8>(scales + <usize>band) << shift
    store<f32>(BAND_GAINS + <usize>band * 4, gain(base - subblock - steps))
    window = window == 2 ? 0 : window + 1
  }
}
