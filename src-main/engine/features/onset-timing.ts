/**
 * Finds to about a millisecond when a sound begins, once the network has said that one begins about here: where the energy
 * of the signal's differences rises most steeply. Keeps only the last seconds.
 */
import { createSampleWindow } from "./sample-window.ts"

export interface OnsetTiming {
  push(mono: Float32Array): void
  /** The time near `seconds`; unchanged where nothing rises clearly. */
  refine(seconds: number): number
}

const CELL_SECONDS = 0.00145
/** Cells kept: more than the network's delay and one block of samples. */
const CELLS = 4096
/** Looks this far to either side. */
const REACH_CELLS = 12
/** Compares the energy of this many cells before and after. */
const SIDE_CELLS = 4
/** 8 dB. */
const CLEAR_RISE = 6.3

export function createOnsetTiming(sampleRateHz: number): OnsetTiming {
  const cellSamples = Math.max(1, Math.round(CELL_SECONDS * sampleRateHz))
  const cellSeconds = cellSamples / sampleRateHz
  const energies = new Float64Array(CELLS)
  const window = createSampleWindow()
  let cell = 0
  const sumFrom = (from: number) => {
    let total = 0
    for (let i = Math.max(0, from); i < from + SIDE_CELLS; i++) total += energies[i % CELLS] ?? 0
    return total
  }
  return {
    push(mono) {
      for (let from = 0; from < mono.length;) {
        from += window.fill(mono.subarray(from))
        const found = window.changeEnergies(cellSamples)
        for (const energy of found) energies[cell++ % CELLS] = energy
        window.drop(found.length * cellSamples)
      }
    },
    refine(seconds) {
      const middle = Math.round(seconds / cellSeconds)
      const last = Math.min(middle + REACH_CELLS, cell - SIDE_CELLS)
      let best = middle
      let steepest = CLEAR_RISE
      for (let at = Math.max(0, middle - REACH_CELLS); at <= last; at++) {
        const after = sumFrom(at)
        const rise = after / (sumFrom(at - SIDE_CELLS) + 1e-9 * cellSamples)
        if (rise > steepest && after > 1e-8 * cellSamples) {
          steepest = rise
          best = at
        }
      }
      return steepest > CLEAR_RISE ? best * cellSeconds : seconds
    },
  }
}
