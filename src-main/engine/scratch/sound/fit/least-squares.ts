/**
 * The colour that brings what a deck gives nearest to what was heard, by least squares over magnitudes: phases are no witness,
 * since the delays of a rig wander by more than a wave is long.
 */
import { COLOUR_AHEAD, plainColour } from "../deck/colour.ts"
import { Frames } from "../spectra/frames.ts"

const SIZE = 1024
/** Bins to each side that are taken together: a filter this short has no finer detail. */
const TOGETHER = 4
/** Of the loudest bin's power: what is quieter says nothing. */
const LEAST_SHARE = 1e-5

export interface GivenAndHeard {
  given: Float64Array
  heard: Float32Array
}

export function leastSquaresColour(pairs: readonly GivenAndHeard[]): Float64Array {
  const frames = new Frames(SIZE, SIZE / 2)
  const [products, powers] = [new Float64Array(frames.bins), new Float64Array(frames.bins)]
  for (const { given, heard } of pairs) {
    const [ours, theirs] = [frames.magnitudes(given), frames.magnitudes(heard)]
    for (let at = 0; at < ours.length; at++) {
      products[at % frames.bins]! += ours[at]! * theirs[at]!
      powers[at % frames.bins]! += ours[at]! * ours[at]!
    }
  }
  return tapsOf(responseOf(products, powers))
}

/** How much louder each bin is; where nothing was given, as much as the nearest below. */
function responseOf(products: Float64Array, powers: Float64Array): Float64Array {
  const least = LEAST_SHARE * powers.reduce((most, power) => Math.max(most, power), 1e-12)
  const response = new Float64Array(powers.length)
  for (let bin = 0; bin < response.length; bin++) {
    let [product, power] = [0, 0]
    for (let near = Math.max(0, bin - TOGETHER); near <= bin + TOGETHER; near++) {
      product += products[near] ?? 0
      power += powers[near] ?? 0
    }
    response[bin] = power > least ? product / power : (response[bin - 1] ?? 0)
  }
  return response
}

/** The series of cosines, cut off: nothing of that length comes nearer. The same on both sides of the middle tap. */
function tapsOf(response: Float64Array): Float64Array {
  const taps = plainColour(0)
  const last = response.length - 1
  for (let k = -COLOUR_AHEAD; k <= COLOUR_AHEAD; k++) {
    let sum = 0.5 * (response[0]! + response[last]! * Math.cos(Math.PI * k))
    for (let bin = 1; bin < last; bin++)
      sum += response[bin]! * Math.cos((Math.PI * k * bin) / last)
    taps[COLOUR_AHEAD + k] = sum / last
  }
  return taps
}
