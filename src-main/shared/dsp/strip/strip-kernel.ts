/**
 * Memory that the compiled kernel of channel strips works in: the graph's buffers and the devices' states lie in it, so that
 * nothing is copied in or out. What lies elsewhere, or does not fit, goes the way of plain TypeScript, to the same bits.
 */

/** src-main/engine/kernels/assembly/strip.ts; all numbers but gains, steps and counts are byte offsets. */
export interface StripExports {
  firstBroken(left: number, right: number, from: number, to: number): number
  isSilent(left: number, right: number, frames: number): number
  sections(
    list: number,
    count: number,
    left: number,
    right: number,
    frames: number,
    gain: number,
    between: number,
  ): void
  compress(
    left: number,
    right: number,
    heardLeft: number,
    heardRight: number,
    frames: number,
    isRms: boolean,
    state: number,
    curve: number,
  ): void
  mix(
    fromLeft: number,
    fromRight: number,
    left: number,
    right: number,
    frames: number,
    gain: number,
    step: number,
  ): void
  fade(
    fromLeft: number,
    fromRight: number,
    left: number,
    right: number,
    frames: number,
    gainLeft: number,
    stepLeft: number,
    gainRight: number,
    stepRight: number,
    levels: number,
  ): void
}

/** Wherever it comes from: a file in the engine, bytes from the page on the audio thread. */
export interface StripModule {
  exports: StripExports
  buffer: ArrayBufferLike
  /** First byte that may be used. */
  heapStart: number
}

/** As much as a thousand strips with their devices take. It is only reserved: the system gives what is written to. */
export const STRIP_BYTES = 1 << 24
/** What a loop hands to the next one: two doubles a frame of a quantum. */
const SCRATCH_BYTES = 2048 + 64
const ALIGNMENT = 64

export class StripKernel {
  readonly exports: StripExports
  readonly buffer: ArrayBufferLike
  /** Offset of room for two doubles a frame of a quantum, which any call may write over. */
  readonly scratch: number
  #top: number
  /** Given back, by size in bytes. */
  #free = new Map<number, number[]>()

  constructor({ exports, buffer, heapStart }: StripModule) {
    this.exports = exports
    this.buffer = buffer
    this.scratch = heapStart
    this.#top = heapStart + SCRATCH_BYTES
  }

  /** @returns zeros, in the kernel's memory while there is room */
  floats(count: number): Float32Array {
    const at = this.#take(count * 4)
    return at < 0 ? new Float32Array(count) : new Float32Array(this.buffer, at, count)
  }

  doubles(count: number): Float64Array {
    const at = this.#take(count * 8)
    return at < 0 ? new Float64Array(count) : new Float64Array(this.buffer, at, count)
  }

  offsets(count: number): Uint32Array {
    const at = this.#take(count * 4)
    return at < 0 ? new Uint32Array(count) : new Uint32Array(this.buffer, at, count)
  }

  holds({ buffer }: Float32Array | Float64Array | Uint32Array): boolean {
    return buffer === this.buffer
  }

  /** Byte offset of an array in the kernel's memory, -1 where it lies elsewhere. */
  place(array: Float32Array | Float64Array | Uint32Array): number {
    return this.holds(array) ? array.byteOffset : -1
  }

  /** Takes a whole array back that nobody uses any more. */
  release(array: Float32Array | Float64Array | Uint32Array): void {
    if (!this.holds(array)) return
    const bytes = rounded(array.byteLength)
    const others = this.#free.get(bytes)
    if (others) others.push(array.byteOffset)
    else this.#free.set(bytes, [array.byteOffset])
  }

  #take(wanted: number): number {
    const bytes = rounded(wanted)
    const used = this.#free.get(bytes)?.pop()
    if (used !== undefined) {
      new Uint8Array(this.buffer, used, bytes).fill(0)
      return used
    }
    if (this.#top + bytes > this.buffer.byteLength) return -1
    const at = this.#top
    this.#top += bytes
    return at
  }
}

/** Remembers where the two arrays that come every time lie: to ask them costs more than to compare them. */
export class Places {
  left = -1
  right = -1
  #strip: StripKernel | null
  #leftArray: Float32Array | null = null
  #rightArray: Float32Array | null = null

  constructor(strip: StripKernel | null) {
    this.#strip = strip
  }

  /** @returns whether both lie in the kernel's memory, at `left` and `right` */
  find(left: Float32Array, right: Float32Array): boolean {
    if (!this.#strip) return false
    if (left !== this.#leftArray || right !== this.#rightArray) {
      this.#leftArray = left
      this.#rightArray = right
      this.left = this.#strip.place(left)
      this.right = this.#strip.place(right)
    }
    return this.left >= 0 && this.right >= 0
  }
}

const rounded = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
