/** Faders and sends: sums and copies with a gain. The kernel does it where the buffers lie in its memory, to the same bits. */
import type { StripKernel } from "../strip/strip-kernel.ts"
import { QUANTUM } from "./plan.ts"
import type { SmoothGain } from "./smooth-gain.ts"

/** Two channels of a quantum. */
export class Stereo {
  readonly left: Float32Array
  readonly right: Float32Array
  /** Byte offsets in the kernel's memory; -1 where it has no room, or is not there. */
  readonly leftAt: number
  readonly rightAt: number
  readonly strip: StripKernel | null

  constructor(strip: StripKernel | null, frames = QUANTUM) {
    this.left = strip?.floats(frames) ?? new Float32Array(frames)
    this.right = strip?.floats(frames) ?? new Float32Array(frames)
    this.leftAt = strip?.place(this.left) ?? -1
    this.rightAt = strip?.place(this.right) ?? -1
    this.strip = this.leftAt >= 0 && this.rightAt >= 0 ? strip : null
  }

  /** Gives the memory back. */
  release(): void {
    this.strip?.release(this.left)
    this.strip?.release(this.right)
  }

  /** Nothing but zeros? */
  get isSilent(): boolean {
    const { left, right } = this
    if (this.strip) return this.strip.exports.isSilent(this.leftAt, this.rightAt, left.length) !== 0
    for (let i = 0; i < left.length; i++) if (left[i] !== 0 || right[i] !== 0) return false
    return true
  }

  /** Adds another with a gain; the first frame's is `gain` + `step`. @param count even */
  add(from: Stereo, count: number, gain: number, step: number): void {
    if (this.strip && from.strip === this.strip) {
      const { leftAt, rightAt } = from
      this.strip.exports.mix(leftAt, rightAt, this.leftAt, this.rightAt, count, gain, step)
      return
    }
    addLine(from.left, this.left, count, gain, step)
    addLine(from.right, this.right, count, gain, step)
  }
}

/** The kernel's twin. */
function addLine(
  from: Float32Array,
  to: Float32Array,
  count: number,
  gain: number,
  step: number,
): void {
  let value = gain
  for (let i = 0; i < count; i++) {
    value += step
    to[i]! += from[i]! * value
  }
}

/** Writes what comes in to `to`, each side with its gain. @param levels see `Channel.levels` */
export function fade(
  from: Stereo,
  to: Stereo,
  [left, right]: readonly [SmoothGain, SmoothGain],
  levels: Levels,
): void {
  const { strip } = from
  if (strip && to.strip === strip && levels.at >= 0) {
    strip.exports.fade(
      from.leftAt,
      from.rightAt,
      to.leftAt,
      to.rightAt,
      QUANTUM,
      left.value,
      left.step,
      right.value,
      right.step,
      levels.at,
    )
    return
  }
  fadeSide(from.left, to.left, left, levels.values, 0)
  fadeSide(from.right, to.right, right, levels.values, 1)
}

export interface Levels {
  values: Float32Array
  /** Byte offset in the kernel's memory, or -1. */
  at: number
}

/** The kernel's twin. Squares of even and odd frames on their own, as the kernel has them in its lanes. */
function fadeSide(
  from: Float32Array,
  to: Float32Array,
  { value: gain, step }: SmoothGain,
  levels: Float32Array,
  side: number,
): void {
  let value = gain
  let peak = 0
  let even = 0
  let odd = 0
  for (let i = 0; i < QUANTUM; i += 2) {
    value += step
    const first = from[i]! * value
    value += step
    const second = from[i + 1]! * value
    to[i] = first
    to[i + 1] = second
    even += first * first
    odd += second * second
    peak = Math.max(peak, Math.abs(first), Math.abs(second))
  }
  levels[side] = peak
  levels[side + 2] = even + odd
}
