/**
 * The polyphase synthesis. A 32-point DCT-II of every slot of subband samples gives C[0..31]; the standard's vector V is C
 * with signs, turned round, and each output sample is a windowed sum over C of 16 slots. Transforms run over four slots at
 * once, one a lane; the windowed sums over four neighbouring outputs.
 */
import { add, sub, times } from "../lib/lanes"
import { DCT, FIRSTS, FIRSTS_BYTES, OUTPUT, OUTPUT_BYTES, PAST_SLOTS, SLOTS, SLOTS_BYTES, SUBBANDS, SUBBANDS_BYTES, SYNTHESIS, WORK } from "./layout"

const ROOT_HALF: f32 = 0.7071067811865476
/** 1 / (2 cos((2k + 1) pi / 16)) and / 8 */
const S0: f32 = 0.5097955791041592, S1: f32 = 0.6013448869350453, S2: f32 = 0.8999762231364156, S3: f32 = 2.5629154477415055
const T0: f32 = 0.5411961001461969, T1: f32 = 1.3065629648763764

/** Turns `slots` (a multiple of 2) slots of a channel's SUBBANDS into samples from `frame` of the output on. */
export function synthesise(channel: i32, slots: i32, frame: i32): void {
  const subbands = SUBBANDS + <usize>channel * SUBBANDS_BYTES
  const rows = SLOTS + <usize>channel * SLOTS_BYTES
  const firsts = FIRSTS + <usize>channel * FIRSTS_BYTES
  const out = OUTPUT + <usize>channel * OUTPUT_BYTES + <usize>frame * 4
  for (let slot = 0; slot < slots; slot += 4) {
    const at = <usize>(PAST_SLOTS + slot)
    transform4(subbands + <usize>slot * 128, rows + at * 128, firsts + at * 4)
  }
  for (let slot = 0; slot < slots; slot += 2)
    window2(rows + <usize>(PAST_SLOTS + slot) * 128, out + <usize>slot * 128)
  for (let slot = 0; slot < slots; slot += 4)
    middle4(firsts + <usize>(PAST_SLOTS + slot) * 4, out + <usize>slot * 128, min(4, slots - slot))
  memory.copy(rows, rows + <usize>slots * 128, PAST_SLOTS * 128)
  memory.copy(firsts, firsts + <usize>slots * 4, PAST_SLOTS * 4)
}

/** Lines of four rows (`stride` bytes apart) become four vectors at `to`, `step` bytes apart. */
// @ts-ignore: decorator
@inline
function turn(a: v128, b: v128, c: v128, d: v128, to: usize, step: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5), cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5)
  const abHigh = v128.shuffle<f32>(a, b, 2, 6, 3, 7), cdHigh = v128.shuffle<f32>(c, d, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5))
  v128.store(to + step, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
  v128.store(to + 2 * step, v128.shuffle<f32>(abHigh, cdHigh, 0, 1, 4, 5))
  v128.store(to + 3 * step, v128.shuffle<f32>(abHigh, cdHigh, 2, 3, 6, 7))
}

/**
 * DCT-II of four slots by Lee's recursion: the even outputs are the half-size transform of x[k] + x[N-1-k], the odd ones
 * sums of neighbours in that of (x[k] - x[N-1-k]) / (2 cos). Two steps lead to four transforms of eight.
 */
function transform4(subbands: usize, rows: usize, firsts: usize): void {
  for (let band: usize = 0; band < 128; band += 16) {
    const at = subbands + band
    turn(v128.load(at), v128.load(at, 128), v128.load(at, 256), v128.load(at, 384), WORK + band * 4, 16)
  }
  const even = WORK + 512, odd = even + 128, even2 = even + 256, odd2 = even + 384
  for (let k: usize = 0; k < 8; k++) {
    const a = v128.load(WORK + k * 16), b = v128.load(WORK + (15 - k) * 16)
    const c = v128.load(WORK + (16 + k) * 16), d = v128.load(WORK + (31 - k) * 16)
    const factor = v128.load32_splat(DCT + k * 4), factor2 = v128.load32_splat(DCT + (15 - k) * 4)
    const half = v128.load32_splat(DCT + 64 + k * 4)
    const ad = add(a, d), bc = add(b, c)
    const ad2 = f32x4.mul(sub(a, d), factor), bc2 = f32x4.mul(sub(b, c), factor2)
    v128.store(even + k * 16, add(ad, bc))
    v128.store(odd + k * 16, f32x4.mul(sub(ad, bc), half))
    v128.store(even2 + k * 16, add(ad2, bc2))
    v128.store(odd2 + k * 16, f32x4.mul(sub(ad2, bc2), half))
  }
  dct8(even)
  dct8(odd)
  dct8(even2)
  dct8(odd2)
  v128.store(firsts, v128.load(even))
  let oddN = v128.load(odd), even2N = v128.load(even2), odd2N = v128.load(odd2)
  for (let n: usize = 0; n < 8; n++) {
    const next = n < 7
    const oddNext = next ? v128.load(odd + n * 16, 16) : f32x4.splat(0)
    const even2Next = next ? v128.load(even2 + n * 16, 16) : f32x4.splat(0)
    const odd2Next = next ? v128.load(odd2 + n * 16, 16) : f32x4.splat(0)
    const between = add(odd2N, odd2Next)
    turn(
      v128.load(even + n * 16), add(even2N, between), add(oddN, oddNext), add(between, even2Next),
      rows + n * 16, 128,
    )
    oddN = oddNext
    even2N = even2Next
    odd2N = odd2Next
  }
}

// @ts-ignore: decorator
@inline
function dct8(at: usize): void {
  const a = v128.load(at), b = v128.load(at, 16), c = v128.load(at, 32), d = v128.load(at, 48)
  const e = v128.load(at, 64), f = v128.load(at, 80), g = v128.load(at, 96), h = v128.load(at, 112)
  const ah = add(a, h), bg = add(b, g), cf = add(c, f), de = add(d, e)
  const outer = add(ah, de), inner = add(bg, cf)
  const outer2 = times(sub(ah, de), T0), inner2 = times(sub(bg, cf), T1)
  const y6 = times(sub(outer2, inner2), ROOT_HALF)
  v128.store(at, add(outer, inner))
  v128.store(at, add(add(outer2, inner2), y6), 32)
  v128.store(at, times(sub(outer, inner), ROOT_HALF), 64)
  v128.store(at, y6, 96)
  const ah2 = times(sub(a, h), S0), bg2 = times(sub(b, g), S1), cf2 = times(sub(c, f), S2), de2 = times(sub(d, e), S3)
  const outer3 = add(ah2, de2), inner3 = add(bg2, cf2)
  const outer4 = times(sub(ah2, de2), T0), inner4 = times(sub(bg2, cf2), T1)
  const z3 = times(sub(outer4, inner4), ROOT_HALF)
  const z0 = add(outer3, inner3), z1 = add(add(outer4, inner4), z3), z2 = times(sub(outer3, inner3), ROOT_HALF)
  v128.store(at, add(z0, z1), 16)
  v128.store(at, add(z1, z2), 48)
  v128.store(at, add(z2, z3), 80)
  v128.store(at, z3, 112)
}

/**
 * Outputs 0..15 and 17..31 of two slots. Output j sums C[16 + j] of every second slot and C[16 - j] of those between;
 * output 32 - j sums the same numbers with other weights. What comes out in falling order is turned round at the end.
 */
function window2(row: usize, out: usize): void {
  for (let block: usize = 0; block < 4; block++) {
    const rising = row + 64 + block * 16
    const falling = row + 52 - block * 16 - 128
    let weights = SYNTHESIS + block * 512
    let a = f32x4.splat(0), b = a, c = a, d = a
    let a2 = a, b2 = a, c2 = a, d2 = a
    for (let back: usize = 0; back < 8 * 256; back += 256) {
      const w0 = v128.load(weights), w1 = v128.load(weights, 16), w2 = v128.load(weights, 32), w3 = v128.load(weights, 48)
      const up = v128.load(rising - back), down = v128.load(falling - back)
      const up2 = v128.load(rising - back, 128), down2 = v128.load(falling - back, 128)
      a = add(a, f32x4.mul(up, w0))
      b = add(b, f32x4.mul(down, w1))
      c = add(c, f32x4.mul(up, w2))
      d = add(d, f32x4.mul(down, w3))
      a2 = add(a2, f32x4.mul(up2, w0))
      b2 = add(b2, f32x4.mul(down2, w1))
      c2 = add(c2, f32x4.mul(up2, w2))
      d2 = add(d2, f32x4.mul(down2, w3))
      weights += 64
    }
    const low = out + block * 16
    const high = out + 116 - block * 16
    // Lane 3 of the first block's upper half belongs to the next slot, which overwrites it.
    v128.store(high, add(reversed(c), d))
    v128.store(low, add(a, reversed(b)))
    v128.store(high, add(reversed(c2), d2), 128)
    v128.store(low, add(a2, reversed(b2)), 128)
  }
}

// @ts-ignore: decorator
@inline
function reversed(a: v128): v128 {
  return v128.shuffle<f32>(a, a, 3, 2, 1, 0)
}

/** Output 16 of up to four slots: it hears only C[0] of the slots between. */
function middle4(firsts: usize, out: usize, slots: i32): void {
  const weights = SYNTHESIS + 2048
  let sum = f32x4.splat(0)
  for (let i: usize = 0; i < 8; i++)
    sum = add(sum, f32x4.mul(v128.load(firsts - 4 - i * 8), v128.load32_splat(weights + i * 4)))
  v128.store(WORK, sum)
  for (let slot: usize = 0; slot < <usize>slots; slot++)
    store<f32>(out + slot * 128, load<f32>(WORK + slot * 4), 64)
}
