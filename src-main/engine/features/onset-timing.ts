/**
 * Finds to about a millisecond when a sound begins, once the network has said that one begins about here: where the energy
 * of the signal's differences rises most steeply. Keeps only the last seconds.
 */

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
  let cell = 0
  let inCell = 0
  let energy = 0
  let previous = 0
  const sumFrom = (from: number) => {
    let total = 0
    for (let i = Math.max(0, from); i < from + SIDE_CELLS; i++) total += energies[i % CELLS] ?? 0
    return total
  }
  return {
    push(mono) {
      // Locals: numbers written to captured variables would each be allocated.
      let sum = energy
      let before = previous
      let left = cellSamples - inCell
      for (let i = 0; i < mono.length; i++) {
        const value = mono[i] ?? 0
        const change = value - before
        before = value
        sum += change * change
        if (--left > 0) continue
        energies[cell++ % CELLS] = sum < Infinity ? sum : 0
        left = cellSamples
        sum = 0
        if (!(Math.abs(before) < Infinity)) before = 0
      }
      energy = sum
      previous = before
      inCell = cellSamples - left
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
