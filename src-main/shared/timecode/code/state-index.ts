/**
 * From a state of the shift register to the cycle that it belongs to. Only every 64th state is kept, in an open hash, and a
 * state is stepped back until one of them is met: 0.1 to 0.5 MB and a millisecond or two to build, where a plain table would
 * hold 4 to 32 MB. The 64 steps between are one linear map over GF(2), applied by bytes.
 */
import type { TimecodeDefinition } from "./definitions.ts"
import { Lfsr } from "./lfsr.ts"

const STRIDE = 64
const EMPTY = -1
/** Knuth's multiplicative hash: 2^32 over the golden ratio. */
const SPREAD = 0x9e3779b1

export class StateIndex {
  readonly #lfsr: Lfsr
  readonly #lengthCycles: number
  /** Pairs of a state and its cycle: all that was built, for another thread to begin with. */
  readonly slots: Int32Array
  readonly #slotMask: number
  readonly #shift: number

  /** @param slots those of the same timecode's index, where one was built already */
  constructor(timecode: TimecodeDefinition, slots?: Int32Array) {
    this.#lfsr = new Lfsr(timecode)
    this.#lengthCycles = timecode.lengthCycles
    const kept = Math.ceil(timecode.lengthCycles / STRIDE)
    const width = 32 - Math.clz32(2 * kept)
    this.#slotMask = (1 << width) - 1
    this.#shift = 32 - width
    this.slots = slots ?? new Int32Array(2 << width).fill(EMPTY)
    if (!slots) this.#build(timecode, kept)
  }

  #build({ bits, seed }: TimecodeDefinition, kept: number): void {
    const leap = leapTables(this.#lfsr, bits)
    let state = seed
    for (let i = 0; i < kept; i++) {
      const at = this.#slotOf(state)
      this.slots[at] = state
      this.slots[at + 1] = i * STRIDE
      state = leap[state & 255]! ^ leap[256 + ((state >>> 8) & 255)]! ^ leap[512 + (state >>> 16)]!
    }
  }

  /** The cycle whose state it is, 0..lengthCycles - 1; -1 where no cycle of the record has it. */
  cycleOf(state: number): number {
    let back = state
    for (let steps = 0; steps < STRIDE; steps++) {
      const at = this.#slotOf(back)
      if (this.slots[at] === back) {
        const cycle = this.slots[at + 1]! + steps
        return cycle < this.#lengthCycles ? cycle : -1
      }
      back = this.#lfsr.back(back)
    }
    return -1
  }

  /** Where the state is, or the free slot that it would take. */
  #slotOf(state: number): number {
    let slot = Math.imul(state, SPREAD) >>> this.#shift
    while (this.slots[2 * slot] !== state && this.slots[2 * slot] !== EMPTY)
      slot = (slot + 1) & this.#slotMask
    return 2 * slot
  }
}

/** Where 64 steps lead from each byte of a state; the register is linear, so that the bytes' ways add up by xor. */
function leapTables(lfsr: Lfsr, bits: number): Int32Array {
  const columns = Array.from({ length: bits }, (_, bit) => {
    let state = 1 << bit
    for (let step = 0; step < STRIDE; step++) state = lfsr.forward(state)
    return state
  })
  const tables = new Int32Array(3 * 256)
  for (let i = 0; i < tables.length; i++) {
    for (let bit = 0; bit < 8; bit++)
      if ((i >> bit) & 1) tables[i] = tables[i]! ^ (columns[8 * (i >> 8) + bit] ?? 0)
  }
  return tables
}
