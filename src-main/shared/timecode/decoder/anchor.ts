/**
 * Finds which cycle of the record the decoder's own count of cycles stands at, by the bits read, and watches whether that stays
 * true. A state of the register belongs to the first of its bits' cycles: anchored there, no direction is favoured.
 */
import { BitCursor } from "../code/bit-cursor.ts"
import type { TimecodeDefinition } from "../code/definitions.ts"
import { Lfsr } from "../code/lfsr.ts"
import type { StateIndex } from "../code/state-index.ts"
import { BitMemory } from "./bit-memory.ts"

/**
 * Bits that must agree besides those that name the place, by the tries that failed since the row began: chance lets one state
 * in 2^n through, and there is a try at every cycle.
 */
const FEW_TRIES = 24
const MANY_TRIES = 64
const CONFIRMING = [8, 12, 16] as const
/** How many more are needed where 0, 1, 2 or 3 of them are wrong. */
const PER_ERROR = [0, 7, 11, 15] as const
/** Bits that must agree at the place where the record should be, or a few cycles beside it. */
const NEARBY_BITS = 14
const NEARBY_CYCLES = 4
/** Of the last 8 bits: wrong ones at which the place is doubted, and at which it is lost. */
const DOUBTFUL = 2
const LOST = 3
/** The last 4, and the share of wrong bits up to which a single one is reason for doubt. */
const LATEST = 0xf
const RARE = 0.04
/** A pressing without dips: the two depths are closer than this. */
const LEAST_SPREAD = 0.04
const WINDOW = 0xff
/** A place that so many bits did not contradict was one. */
const LASTING_READS = 48

export class Anchor {
  /** Whether the place is known. */
  isLocked = false
  /** Added to a cycle of the decoder's count gives the cycle on the record. */
  offset = 0
  /** Share of wrong bits while locked, over the last 64 or so. */
  errorShare = 0
  readonly memory = new BitMemory()
  readonly #timecode: TimecodeDefinition
  readonly #index: StateIndex
  readonly #lfsr: Lfsr
  readonly #cursor: BitCursor
  #tries = 0
  #wrong = 0
  #firstWrongRead = 0
  #lockedReads = 0
  /** Whether `offset` once was true, so that it may still be nearly so. */
  #hasPlace = false
  #deep = 0
  #shallow = 0

  constructor(timecode: TimecodeDefinition, index: StateIndex) {
    this.#timecode = timecode
    this.#index = index
    this.#lfsr = new Lfsr(timecode)
    this.#cursor = new BitCursor(timecode)
  }

  /** Whether the place is known and the last bits agree with it: all of the last few, where wrong ones are rare. */
  get isTrusted(): boolean {
    if (!this.isLocked || ones(this.#wrong) >= DOUBTFUL) return false
    return (this.#wrong & LATEST) === 0 || this.errorShare > RARE
  }

  /** The needle jumped or was lifted: all bits begin anew. Where no place was known, it is no more easily believed now. */
  interrupt(): void {
    this.memory.trustFrom(this.memory.reads)
    if (this.isLocked) this.#tries = this.#triesAfterLock()
    this.isLocked = false
  }

  /** Takes the depth of a cycle that was read. @returns whether it is without a dip, for all that is known */
  push(cycle: number, depth: number): boolean {
    this.memory.put(cycle, depth)
    if (this.isLocked) return this.#check(cycle, depth)
    const { memory } = this
    memory.lookAround(cycle)
    if (memory.spread < LEAST_SPREAD) return memory.count > 4 && depth < LEAST_SPREAD
    if (this.#findNearby() || this.#findAnywhere(cycle)) this.#begin()
    return memory.bits[cycle - memory.first] === 1
  }

  #begin(): void {
    this.isLocked = true
    this.#wrong = 0
    this.#lockedReads = 0
    this.errorShare = 0
    this.#deep = this.memory.threshold + this.memory.spread / 2
    this.#shallow = this.memory.threshold - this.memory.spread / 2
    this.#hasPlace = true
  }

  #check(cycle: number, depth: number): boolean {
    const onRecord = cycle + this.offset
    const expected = this.#cursor.bitAt(onRecord)
    const bit = depth > (this.#deep + this.#shallow) / 2 ? 0 : 1
    const isWrong = bit !== expected || onRecord < 0 || onRecord >= this.#timecode.lengthCycles
    if (isWrong && this.#wrong === 0) this.#firstWrongRead = this.memory.reads - 1
    this.#wrong = ((this.#wrong << 1) | (isWrong ? 1 : 0)) & WINDOW
    this.errorShare += ((isWrong ? 1 : 0) - this.errorShare) / 64
    this.#lockedReads += 1
    if (expected === 0) this.#deep += (depth - this.#deep) / 16
    else this.#shallow += (depth - this.#shallow) / 16
    if (ones(this.#wrong) >= LOST) this.#lose()
    return expected === 1 && bit === 1
  }

  #lose(): void {
    this.isLocked = false
    this.memory.trustFrom(this.#firstWrongRead)
    this.#tries = this.#triesAfterLock()
  }

  /** A place lost at once was none: what found it is not to be believed as easily again. */
  #triesAfterLock(): number {
    return this.#lockedReads < LASTING_READS ? this.#tries + MANY_TRIES : 0
  }

  #findNearby(): boolean {
    const { memory } = this
    if (!this.#hasPlace || memory.count < NEARBY_BITS) return false
    for (let by = 0; by <= 2 * NEARBY_CYCLES; by++) {
      const shift = by % 2 === 0 ? by / 2 : -(by + 1) / 2
      if (!this.#agrees(this.offset + shift)) continue
      this.offset += shift
      return true
    }
    return false
  }

  #agrees(offset: number): boolean {
    const { memory } = this
    for (let i = 0; i < memory.count; i++)
      if (this.#cursor.bitAt(memory.first + i + offset) !== memory.bits[i]) return false
    return true
  }

  #findAnywhere(cycle: number): boolean {
    const { memory } = this
    const { bits } = this.#timecode
    const spare = memory.count - bits
    if (spare < CONFIRMING[0]) return false
    this.#tries += 1
    const newest = cycle - memory.first - bits + 1
    const start = Math.max(0, Math.min(newest, spare))
    let state = 0
    for (let bit = 0; bit < bits; bit++) state |= memory.bits[start + bit]! << bit
    const onRecord = this.#index.cycleOf(state)
    if (onRecord < 0) return false
    const needed = CONFIRMING[this.#tries <= FEW_TRIES ? 0 : this.#tries <= MANY_TRIES ? 1 : 2]
    const more = PER_ERROR[this.#errors(start, state)]
    if (more === undefined || spare < needed + more) return false
    this.offset = onRecord - (memory.first + start)
    this.#cursor.place(onRecord, state)
    return true
  }

  /** How many bits of the row disagree with the state that its bits from `start` make; counted no further than 4. */
  #errors(start: number, state: number): number {
    const { memory } = this
    const { bits } = this.#timecode
    let errors = 0
    let before = state
    for (let i = start - 1; i >= 0 && errors < 4; i--) {
      before = this.#lfsr.back(before)
      if ((before & 1) !== memory.bits[i]) errors++
    }
    let after = state
    for (let i = start + bits; i < memory.count && errors < 4; i++) {
      after = this.#lfsr.forward(after)
      if (((after >>> (bits - 1)) & 1) !== memory.bits[i]) errors++
    }
    return errors
  }
}

function ones(byte: number): number {
  let rest = byte
  let count = 0
  for (; rest !== 0; rest &= rest - 1) count++
  return count
}
