/** Pairs of whole numbers, numbered as they come: a hash table without objects, for millions of pairs. */

const FIRST_CAPACITY = 1 << 10

export class PairTable {
  #limit: number
  #size = 0
  /** Open addressing, twice as many places as pairs at least; -1 is free. */
  #slots = new Int32Array(2 * FIRST_CAPACITY).fill(-1)
  #firsts = new Int32Array(FIRST_CAPACITY)
  #seconds = new Int32Array(FIRST_CAPACITY)

  /** @param limit most pairs that it takes: about 20 bytes each */
  constructor(limit: number) {
    this.#limit = limit
  }

  get size(): number {
    return this.#size
  }

  /** @returns the pair's number, -1 where it never came */
  find(first: number, second: number): number {
    return this.#slots[this.#slotOf(first, second)]!
  }

  /** @returns the pair's number: `size` before the call where it is new; -1 where it is new and the table is full */
  add(first: number, second: number): number {
    const slot = this.#slotOf(first, second)
    const known = this.#slots[slot]!
    if (known >= 0 || this.#size >= this.#limit) return known
    const id = this.#size++
    if (id === this.#firsts.length) {
      this.#firsts = grown(this.#firsts)
      this.#seconds = grown(this.#seconds)
    }
    this.#firsts[id] = first
    this.#seconds[id] = second
    this.#slots[slot] = id
    if (2 * this.#size > this.#slots.length) this.#spread()
    return id
  }

  #slotOf(first: number, second: number): number {
    const mask = this.#slots.length - 1
    let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
    let slot = (mixed ^ (mixed >>> 13)) & mask
    for (;;) {
      const id = this.#slots[slot]!
      if (id < 0 || (this.#firsts[id] === first && this.#seconds[id] === second)) return slot
      slot = (slot + 1) & mask
    }
  }

  #spread(): void {
    this.#slots = new Int32Array(2 * this.#slots.length).fill(-1)
    for (let id = 0; id < this.#size; id++)
      this.#slots[this.#slotOf(this.#firsts[id]!, this.#seconds[id]!)] = id
  }
}

/** The same numbers with as much room again. */
export function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * numbers.length)
  larger.set(numbers)
  return larger
}
