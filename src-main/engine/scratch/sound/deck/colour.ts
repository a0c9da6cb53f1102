/** The colour of a rig: a filter of 64 taps, and a second one that comes in with the record's speed. */

export const COLOUR_TAPS = 64
/** Taps that look ahead: what a rig does to phases goes both ways, and an offset may be a little off. */
export const COLOUR_AHEAD = 24
export const COLOUR_BEHIND = COLOUR_TAPS - COLOUR_AHEAD - 1

/** Tap `COLOUR_AHEAD` alone: nothing changes. */
export function plainColour(gain = 1): Float64Array {
  const taps = new Float64Array(COLOUR_TAPS)
  taps[COLOUR_AHEAD] = gain
  return taps
}

/**
 * Adds filtered sound to `out`.
 * @param sound begins COLOUR_BEHIND frames before `out` and ends COLOUR_AHEAD after it
 */
export function addColoured(sound: Float64Array, taps: Float64Array, out: Float64Array): void {
  for (let k = 0; k < COLOUR_TAPS; k++) {
    const tap = taps[k]!
    const at = COLOUR_TAPS - 1 - k
    if (tap !== 0) for (let i = 0; i < out.length; i++) out[i]! += tap * sound[at + i]!
  }
}

/** The way back: what each frame of the sound did to whatever `slope` is the slope of. As long as the sound. */
export function colourBack(slope: Float64Array, taps: Float64Array): Float64Array {
  const back = new Float64Array(slope.length + COLOUR_TAPS - 1)
  for (let k = 0; k < COLOUR_TAPS; k++) {
    const tap = taps[k]!
    const at = COLOUR_TAPS - 1 - k
    for (let i = 0; i < slope.length; i++) back[at + i]! += tap * slope[i]!
  }
  return back
}

/** And what each tap did. */
export function addTapSlopes(sound: Float64Array, slope: Float64Array, slopes: Float64Array): void {
  for (let k = 0; k < COLOUR_TAPS; k++) {
    const at = COLOUR_TAPS - 1 - k
    let sum = 0
    for (let i = 0; i < slope.length; i++) sum += slope[i]! * sound[at + i]!
    slopes[k]! += sum
  }
}
