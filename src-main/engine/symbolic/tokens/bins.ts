/** Values that a model tells apart: fewer than music has, spaced as ears hear them. */
import { nearestIndex } from "./nearest-index.ts"

/** Twelve to a quarter: sixteenths and triplets fall on it. */
export const GRID_TICKS = 80

/** Lengths in steps of the grid: each up to an eighth, then in ever longer steps to four whole notes. */
export const LENGTH_STEPS: readonly number[] = [
  1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 30, 32, 36, 42, 48, 72, 96, 144, 192,
]

/** Centres of 8 bins. */
export const VELOCITIES: readonly number[] = [8, 24, 40, 56, 72, 88, 104, 120]

/** 32 of them, 5.7 % apart. */
export const TEMPOS: readonly number[] = Array.from(
  { length: 32 },
  (_, i) => Math.round(400 * 1.0572 ** i) / 10,
)

export const nearestLength = (ticks: number): number =>
  LENGTH_STEPS[nearestIndex(LENGTH_STEPS, ticks / GRID_TICKS)]! * GRID_TICKS
export const nearestVelocity = (velocity: number): number =>
  VELOCITIES[nearestIndex(VELOCITIES, velocity)]!
export const nearestTempo = (bpm: number): number => TEMPOS[nearestIndex(TEMPOS, bpm)]!
export const onGrid = (ticks: number): number => Math.round(ticks / GRID_TICKS) * GRID_TICKS
/** Of a tempo its place among `TEMPOS`. */
export const nearestTempoBin = (bpm: number): number => nearestIndex(TEMPOS, bpm)
