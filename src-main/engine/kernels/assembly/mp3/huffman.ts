import { bitsAt, peek, seek, tell } from "./bits"
import { BAND_GAINS, PAIRS, POWERS, QUADS, QUAD_CODES, SPECTRUM, SPECTRUM_BYTES, TABLES } from "./layout"
import { bandEnds, Granule, kindOf } from "./side-info"

/*
 * An entry of a look-up: bits of the codeword (5), bits of codeword and signs (5), whether it is rare (1), spare (5), and the
 * byte offset of its values in PAIRS (16). Rare are values with linbits, and links to a further step: these have 0 in the
 * second field and say how many bits that step looks at (5) and where it begins (16), counted in entries.
 */
const RARE: u32 = 1 << 10

/** Decodes one channel's lines from the cursor up to bit `end`, scaled by their bands. False on damage. */
export function readLines(granule: Granule, channel: i32, end: i32): bool {
  const spectrum = SPECTRUM + <usize>channel * SPECTRUM_BYTES
  const ends = bandEnds(kindOf(granule))
  const big = granule.bigLines
  const region1 = min(granule.region1, big)
  const region2 = min(granule.region2, big)
  let position = tell()
  let line = 0
  let band = 0
  for (let region = 0; region < 3; region++) {
    const stop = region == 0 ? region1 : region == 1 ? region2 : big
    const number = region == 0 ? granule.table0 : region == 1 ? granule.table1 : granule.table2
    while (line < stop) {
      const bandEnd = load<i32>(ends + <usize>band * 4)
      const to = min(bandEnd, stop)
      if (!load<usize>(TABLES + <usize>number * 12)) memory.fill(spectrum + <usize>line * 4, 0, (to - line) * 4)
      else position = readPairs(position, number, spectrum + <usize>line * 4, spectrum + <usize>to * 4, load<f32>(BAND_GAINS + <usize>band * 4))
      if (position > end) return false
      line = to
      if (line == bandEnd) band++
    }
  }
  seek(position)
  line = readQuads(granule, spectrum, line, band, end)
  memory.fill(spectrum + <usize>line * 4, 0, (608 - line) * 4)
  granule.nonzero = line
  return true
}

// @ts-ignore: decorator
@inline
function readPairs(from: i32, number: i32, at: usize, to: usize, gain: f32): i32 {
  const table = TABLES + <usize>number * 12
  const lookup = load<usize>(table)
  const unused = <u64>(64 - load<i32>(table, 4))
  const factor = f32x4.splat(gain)
  let position = from
  for (; at < to; at += 8) {
    const window = peek(position)
    let entry = load<u32>(lookup + (<usize>(window >>> unused) << 2))
    if (entry & RARE) {
      if (!(entry & 0x3e0)) {
        const rest = window << (64 - unused)
        entry = load<u32>(lookup + (<usize>((entry >>> 16) + <u32>(rest >>> <u64>(64 - (entry & 31)))) << 2))
      }
      if (entry & RARE) {
        position = readEscaped(position, entry, load<i32>(table, 8), at, gain)
        continue
      }
    }
    const signs = <usize>(window << <u64>(entry & 31) >>> 62)
    const values = v128.load64_zero(PAIRS + <usize>(entry >>> 16) + (signs << 3))
    v128.store64_lane(at, f32x4.mul(values, factor), 0)
    position += (entry >>> 5) & 31
  }
  return position
}

/** A pair with a value of 15 or more: `linbits` more bits stand before its sign. */
function readEscaped(from: i32, entry: u32, linbits: i32, at: usize, gain: f32): i32 {
  let position = from + <i32>(entry & 31)
  const symbol = <i32>(entry >>> 21)
  for (let side = 0; side < 2; side++) {
    let value = side ? symbol & 15 : symbol >> 4
    if (value == 15 && linbits > 0) {
      value += bitsAt(position, linbits)
      position += linbits
    }
    let line = load<f32>(POWERS + <usize>value * 4) * gain
    if (value) {
      if (bitsAt(position, 1)) line = -line
      position++
    }
    store<f32>(at + <usize>side * 4, line)
  }
  return position
}

/** The lines of -1, 0 and 1 that follow, four at a time until the granule's bits are used up. */
function readQuads(granule: Granule, spectrum: usize, from: i32, firstBand: i32, end: i32): i32 {
  const codes = QUAD_CODES + <usize>granule.count1Table * 2048
  const ends = bandEnds(kindOf(granule))
  let position = tell()
  let band = firstBand
  let line = from
  while (line < 576 && position < end) {
    const code = <u32>load<u16>(codes + (<usize>(peek(position) >>> 54) << 1))
    position += code & 15
    // The codeword that crosses the end was only filling.
    if (position > end) break
    while (line >= load<i32>(ends + <usize>band * 4)) band++
    const first = load<f32>(BAND_GAINS + <usize>band * 4)
    while (line + 2 >= load<i32>(ends + <usize>band * 4) && line + 2 < 576) band++
    const second = load<f32>(BAND_GAINS + <usize>band * 4)
    const factors = v128.shuffle<f32>(f32x4.splat(first), f32x4.splat(second), 0, 1, 4, 5)
    v128.store(spectrum + <usize>line * 4, f32x4.mul(v128.load(QUADS + <usize>(code >>> 4) * 16), factors))
    line += 4
  }
  return min(line, 576)
}
