/** Picks onsets from a stream of probabilities: the highest within 30 ms to either side, and high enough. */

export interface PickedPeak {
  /** Position in frames, between frames by the parabola through the three highest. */
  frame: number
  probability: number
}

export interface PeakPicker {
  push(probability: number): void
  finish(): void
}

const REACH = 3

export function createPeakPicker(threshold: number, emit: (peak: PickedPeak) => void): PeakPicker {
  // The last 2 x REACH + 1 probabilities, oldest first; the one in the middle is judged.
  const recent = new Float64Array(2 * REACH + 1)
  let frame = -REACH - 1
  const push = (probability: number) => {
    recent.copyWithin(0, 1)
    recent[2 * REACH] = probability
    frame++
    const here = recent[REACH] ?? 0
    if (here < threshold) return
    for (let i = 0; i <= 2 * REACH; i++) {
      const other = recent[i] ?? 0
      // Of equal neighbours the first is the peak.
      if (other > here || (other === here && i < REACH)) return
    }
    const before = recent[REACH - 1] ?? 0
    const after = recent[REACH + 1] ?? 0
    const bend = before - 2 * here + after
    const shift = bend < 0 ? (before - after) / (2 * bend) : 0
    emit({ frame: Math.max(0, frame + shift), probability: here })
  }
  return {
    push,
    finish() {
      for (let i = 0; i < REACH; i++) push(0)
    },
  }
}
