/**
 * What every device needs around its sound: parameters kept within their ranges, broken samples kept out of the state, and
 * a grid on which states that have all but died away are set to 0 (denormal numbers are slow). The grid counts the device's
 * own frames, so that it falls on the same ones however the stream is cut.
 */
import { Places, type StripKernel } from "../strip/strip-kernel.ts"
import type { DeviceProcessor, DeviceSpec, ParameterSpec } from "./device.ts"

/** The sound of a device. Values arrive within their ranges, samples are finite. */
export interface DeviceKernel {
  readonly latencyFrames: number
  readonly tailSeconds: number
  readonly meters?: Float32Array
  setParameter(index: number, value: number, isInstant: boolean): void
  /** Replaces frames from..to of both channels. */
  render(
    left: Float32Array,
    right: Float32Array,
    from: number,
    to: number,
    sideLeft: Float32Array | null,
    sideRight: Float32Array | null,
  ): void
  /** Sets to 0 what is below hearing and may become denormal; called every GRID_FRAMES frames. */
  flush(): void
  /** Forgets all sound and ends all ramps. */
  reset(): void
  /** True where silence would leave it as it is, and come out. Without it, it always runs. */
  readonly isStill?: boolean
  /** Gives memory back. */
  release?(): void
}

/** The audio worklet's quantum: where blocks are those, nothing is cut. No kernel is asked for more frames at once. */
export const GRID_FRAMES = 128
/** +120 dBFS: nothing that is sound, and squares of it are still far from the end of the numbers. */
const LARGEST_SAMPLE = 1e6
/** -300 dBFS: silence, long before numbers become denormal. */
export const TINY = 1e-15

/** x, or 0 where it lies below -300 dBFS. */
export const flushed = (x: number): number => (x < TINY && x > -TINY ? 0 : x)

interface KernelSpec extends Omit<DeviceSpec, "create"> {
  createKernel(rateHz: number, strip: StripKernel | null): DeviceKernel
}

/** A device out of its description and its sound. */
export function defineDevice({ createKernel, ...description }: KernelSpec): DeviceSpec {
  return {
    ...description,
    create: (rateHz, strip = null) =>
      new KernelProcessor(description.parameters, createKernel(rateHz, strip), strip),
  }
}

class KernelProcessor implements DeviceProcessor {
  readonly meters?: Float32Array
  #specs: readonly ParameterSpec[]
  #kernel: DeviceKernel
  #strip: StripKernel | null
  #own: Places
  #side: Places
  #values: Float64Array
  /** Frames since the grid's last line. */
  #phase = 0

  constructor(specs: readonly ParameterSpec[], kernel: DeviceKernel, strip: StripKernel | null) {
    this.#specs = specs
    this.#strip = strip
    this.#own = new Places(strip)
    this.#side = new Places(strip)
    this.#kernel = kernel
    this.#values = Float64Array.from(specs, ({ initial }) => initial)
    if (kernel.meters) this.meters = kernel.meters
    specs.forEach(({ initial }, index) => kernel.setParameter(index, initial, true))
    kernel.reset()
  }

  get latencyFrames(): number {
    return this.#kernel.latencyFrames
  }

  get tailSeconds(): number {
    return this.#kernel.tailSeconds
  }

  get isStill(): boolean {
    return this.#kernel.isStill ?? false
  }

  setParameter(index: number, value: number, isInstant = false): void {
    const spec = this.#specs[index]
    if (!spec || value !== value) return
    const inside = Math.min(spec.max, Math.max(spec.min, value))
    const next = spec.scale === "choice" ? Math.round(inside) : inside
    if (next === this.#values[index] && !isInstant) return
    this.#values[index] = next
    this.#kernel.setParameter(index, next, isInstant)
  }

  process(
    left: Float32Array,
    right: Float32Array,
    frames: number,
    sideLeft: Float32Array | null = null,
    sideRight: Float32Array | null = null,
  ): void {
    const kernel = this.#kernel
    let at = 0
    while (at < frames) {
      const end = Math.min(frames, at + GRID_FRAMES - this.#phase)
      let sane = this.#firstBroken(this.#own, left, right, at, end)
      if (sideLeft) sane = this.#firstBroken(this.#side, sideLeft, sideRight ?? sideLeft, at, sane)
      if (sane > at) kernel.render(left, right, at, sane, sideLeft, sideRight ?? sideLeft)
      this.#advance(sane - at)
      at = sane
      if (at === end) continue
      kernel.reset()
      left[at] = 0
      right[at] = 0
      this.#advance(1)
      at += 1
    }
  }

  reset(): void {
    this.#kernel.reset()
    this.#phase = 0
  }

  release(): void {
    this.#kernel.release?.()
  }

  #firstBroken(places: Places, a: Float32Array, b: Float32Array, from: number, to: number): number {
    return places.find(a, b)
      ? this.#strip!.exports.firstBroken(places.left, places.right, from, to)
      : firstBroken(a, b, from, to)
  }

  #advance(frames: number): void {
    this.#phase += frames
    if (this.#phase < GRID_FRAMES) return
    this.#phase = 0
    this.#kernel.flush()
  }
}

/** The first of frames from..to in which a sample is no number or beyond all sound; `to` where none is. The kernel's twin. */
function firstBroken(a: Float32Array, b: Float32Array, from: number, to: number): number {
  // One comparison for all where all is well: a sum of squares knows of every broken one.
  let squares = 0
  let others = 0
  for (let i = from; i < to; i++) {
    squares += a[i]! * a[i]!
    others += b[i]! * b[i]!
  }
  if (squares + others <= LARGEST_SAMPLE * LARGEST_SAMPLE) return to
  for (let i = from; i < to; i++) {
    if (!(Math.abs(a[i]!) <= LARGEST_SAMPLE && Math.abs(b[i]!) <= LARGEST_SAMPLE)) return i
  }
  return to
}
