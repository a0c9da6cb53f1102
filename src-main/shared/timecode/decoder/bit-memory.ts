/**
 * The dips of the cycles around the needle, each in its place, so that a reversal loses nothing: what was read forwards and
 * what was read backwards stand in one row.
 */
const SLOTS = 256
/** As many cycles of a row are looked at as any decision needs. */
export const ROW_CYCLES = 64

export class BitMemory {
  /** Cycles first..first + count - 1 that are known without a gap, around the one last asked for. */
  first = 0
  count = 0
  /** Their bits, and how far the two depths lie apart and from their threshold. */
  readonly bits = new Uint8Array(ROW_CYCLES)
  spread = 0
  threshold = 0
  /** Counts what was ever read. */
  reads = 0
  readonly #depths = new Float64Array(SLOTS)
  readonly #cycles = new Float64Array(SLOTS).fill(NaN)
  readonly #readAt = new Float64Array(SLOTS)
  #trustedFrom = 0

  put(cycle: number, depth: number): void {
    const slot = slotOf(cycle)
    this.#depths[slot] = depth
    this.#cycles[slot] = cycle
    this.#readAt[slot] = this.reads++
  }

  /** Forgets what was read before the read of that number. */
  trustFrom(read: number): void {
    this.#trustedFrom = read
  }

  /** Fills `first`, `count` and `bits` with the row around a known cycle. */
  lookAround(cycle: number): void {
    let first = cycle
    let last = cycle
    // By turns, so that the cycle asked for is among them.
    for (let step = 0; step < ROW_CYCLES; step++) {
      if (last - first + 1 < ROW_CYCLES && this.#knows(first - 1)) first--
      if (last - first + 1 < ROW_CYCLES && this.#knows(last + 1)) last++
    }
    this.first = first
    this.count = last - first + 1
    this.#slice()
  }

  #knows(cycle: number): boolean {
    const slot = slotOf(cycle)
    return this.#cycles[slot] === cycle && this.#readAt[slot]! >= this.#trustedFrom
  }

  /** Parts the row's depths in two, whatever the pressing's depth and whatever was added to all of them. */
  #slice(): void {
    let least = Infinity
    let most = -Infinity
    for (let i = 0; i < this.count; i++) {
      const depth = this.#depths[slotOf(this.first + i)]!
      least = Math.min(least, depth)
      most = Math.max(most, depth)
    }
    const middle = (least + most) / 2
    let shallow = 0
    let deep = 0
    let deepCount = 0
    for (let i = 0; i < this.count; i++) {
      const depth = this.#depths[slotOf(this.first + i)]!
      if (depth > middle) {
        deep += depth
        deepCount += 1
      } else shallow += depth
    }
    const deepMean = deepCount > 0 ? deep / deepCount : middle
    const shallowMean = deepCount < this.count ? shallow / (this.count - deepCount) : middle
    this.threshold = (deepMean + shallowMean) / 2
    this.spread = deepMean - shallowMean
    for (let i = 0; i < this.count; i++)
      this.bits[i] = this.#depths[slotOf(this.first + i)]! > this.threshold ? 0 : 1
  }
}

const slotOf = (cycle: number): number => cycle & (SLOTS - 1)
