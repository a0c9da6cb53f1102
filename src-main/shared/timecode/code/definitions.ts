/** The timecodes pressed on control vinyl and CDs, as facts: carrier, shift register, and how its bits lie in the signal. */

export interface TimecodeDefinition {
  readonly name: string
  /** Cycles of the carrier in a second of record at 33 1/3 rpm. */
  readonly resolutionHz: number
  /** Width of the shift register; so many bits in a row name a place. */
  readonly bits: number
  /** The register's state at cycle 0. */
  readonly seed: number
  readonly taps: number
  /** Cycles that are pressed; no state comes twice among them. */
  readonly lengthCycles: number
  /** Cycles up to where the needle may safely play; the rest is the run-out. */
  readonly safeCycles: number
  /** Whether the left channel is the primary, whose sine carries the bits; else the right one. */
  readonly primaryIsLeft: boolean
  /** Whether the secondary is negated, so that the phasor turns the other way. */
  readonly isReversed: boolean
  /** Whether players read a bit where the primary is negative; the dip itself spans the cycle. */
  readonly readsNegative: boolean
}

const plain = { primaryIsLeft: false, isReversed: false, readsNegative: false }
const serato = { resolutionHz: 1000, bits: 20, ...plain }
const traktor = {
  resolutionHz: 2000,
  bits: 23,
  taps: 0x041040,
  primaryIsLeft: true,
  isReversed: true,
  readsNegative: true,
}
const mixvibes = {
  resolutionHz: 1300,
  bits: 20,
  seed: 0x22c90,
  taps: 0x00008,
  ...plain,
  isReversed: true,
}
const pioneer = { resolutionHz: 1000, bits: 20, ...plain, readsNegative: true }

/** A definition's name, safe and whole length in cycles, and what is its own. */
function side<Name extends string, Own extends object>(
  name: Name,
  safeCycles: number,
  lengthCycles: number,
  own: Own,
) {
  return { name, safeCycles, lengthCycles, ...own }
}

export const TIMECODES = [
  side("serato_2a", 707_000, 712_000, { ...serato, seed: 0x59017, taps: 0x361e4 }),
  side("serato_2b", 917_000, 922_000, { ...serato, seed: 0x8f3c6, taps: 0x4f0d8 }),
  side("serato_cd", 940_000, 950_000, { ...serato, seed: 0xd8b40, taps: 0x34d54 }),
  side("traktor_a", 1_480_000, 1_500_000, { ...traktor, seed: 0x134503 }),
  side("traktor_b", 2_090_000, 2_110_000, { ...traktor, seed: 0x32066c }),
  side("mixvibes_v2", 923_000, 950_000, mixvibes),
  side("mixvibes_7inch", 310_000, 312_000, mixvibes),
  side("pioneer_a", 614_000, 635_000, { ...pioneer, seed: 0x78370, taps: 0x7933a }),
  side("pioneer_b", 913_000, 918_500, { ...pioneer, seed: 0xf7012, taps: 0x2ef1c }),
] as const satisfies readonly TimecodeDefinition[]

export type TimecodeName = (typeof TIMECODES)[number]["name"]

export const TIMECODE_NAMES: readonly TimecodeName[] = TIMECODES.map(({ name }) => name)

export function timecodeOf(name: TimecodeName): TimecodeDefinition {
  return TIMECODES.find((timecode) => timecode.name === name)!
}
