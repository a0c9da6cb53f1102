/**
 * How long sound takes out of the computer and back, to the sample: bursts of a maximum length sequence, whose correlation
 * with itself is a single peak (S. Golomb, Shift Register Sequences, 1967). What comes back is averaged over the bursts, so
 * that noise that is not the signal's becomes less.
 */

const ORDER_BITS = 12
/** x^12 + x^6 + x^4 + x + 1: of period 2^12 - 1. */
const TAPS = 0b0101_0011
const BURST_FRAMES = (1 << ORDER_BITS) - 1
const BURSTS = 4
const LEVEL = 0.35
/** A trip that takes longer is not found. */
const LONGEST_SECONDS = 0.5
/** Of the peak over the mean of what is beside it: noise alone stays below 6. */
const CLEAR = 10

export interface RoundTrip {
  /** What the computer plays. */
  readonly signal: Float32Array
  /** Frames of the answer that are looked at, from the first of the signal on. */
  readonly answerFrames: number
}

export function roundTripSignal(rateHz: number): RoundTrip {
  const pause = Math.ceil(LONGEST_SECONDS * rateHz)
  const burst = sequence()
  const signal = new Float32Array(BURSTS * (BURST_FRAMES + pause))
  for (let i = 0; i < BURSTS; i++) signal.set(burst, i * (BURST_FRAMES + pause))
  return { signal, answerFrames: signal.length }
}

/**
 * @param answer as many frames as `answerFrames`
 * @returns frames that the signal was under way; null where it did not come back clearly enough
 */
export function roundTripFrames(answer: Float32Array, rateHz: number): number | null {
  const pause = Math.ceil(LONGEST_SECONDS * rateHz)
  const period = BURST_FRAMES + pause
  const mean = new Float64Array(period)
  for (let burst = 0; burst < BURSTS; burst++)
    for (let i = 0; i < period; i++) mean[i]! += answer[burst * period + i] ?? 0
  const burst = sequence()
  let [peak, at, sum] = [0, 0, 0]
  for (let delay = 0; delay < pause; delay++) {
    let product = 0
    for (let i = 0; i < BURST_FRAMES; i++) product += burst[i]! * mean[delay + i]!
    // A microphone may turn the sign.
    const size = Math.abs(product)
    sum += size
    if (size > peak) [peak, at] = [size, delay]
  }
  const beside = (sum - peak) / (pause - 1)
  return peak > 0 && peak > CLEAR * beside ? at : null
}

/** Of +LEVEL and -LEVEL, from a linear feedback shift register. */
function sequence(): Float32Array {
  const samples = new Float32Array(BURST_FRAMES)
  let state = 1
  for (let i = 0; i < BURST_FRAMES; i++) {
    samples[i] = state & 1 ? LEVEL : -LEVEL
    const bit = parity(state & TAPS)
    state = (state >> 1) | (bit << (ORDER_BITS - 1))
  }
  return samples
}

function parity(value: number): number {
  let bits = value
  bits ^= bits >> 8
  bits ^= bits >> 4
  bits ^= bits >> 2
  bits ^= bits >> 1
  return bits & 1
}
