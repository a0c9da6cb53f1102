/** When sounds begin, by the rise of their bands, and how many of them two sounds share. */
import { BAND_HOP, BANDS, logBands } from "../spectra/bands.ts"

const SECONDS_A_FRAME = BAND_HOP / 48_000
/** Below the loudest by this many nats of power, all is silence. */
const RANGE = 9
/** A rise is over so many frames, and has to be so much more than about it: nats a band. */
const OVER = 2
const LEAST_RISE = 0.35
const AROUND = 19
/** Two sounds do not begin within it (scratch.md 5). */
const REFRACTORY_SECONDS = 0.025
const WITHIN_SECONDS = 0.02

/** @param sound at 48 kHz @returns seconds */
export function soundOnsets(sound: ArrayLike<number>): number[] {
  const bands = logBands(sound)
  const loudest = bands.reduce((most, value) => Math.max(most, value), -Infinity)
  // Of a sound that is nothing at all, the noise of a computer is no onset.
  const least = Math.max(loudest - RANGE, -9)
  const count = bands.length / BANDS
  const rise = Float64Array.from({ length: count }, (_, frame) => {
    let sum = 0
    for (let band = 0; band < BANDS && frame >= OVER; band++) {
      const now = Math.max(least, bands[frame * BANDS + band]!)
      const before = Math.max(least, bands[(frame - OVER) * BANDS + band]!)
      sum += Math.max(0, now - before)
    }
    return sum / BANDS
  })
  const onsets: number[] = []
  for (let frame = 1; frame + 1 < count; frame++) {
    const isPeak = rise[frame]! > rise[frame - 1]! && rise[frame]! >= rise[frame + 1]!
    const seconds = frame * SECONDS_A_FRAME
    if (!isPeak || rise[frame]! < LEAST_RISE + meanAround(rise, frame)) continue
    if (seconds - (onsets.at(-1) ?? -1) >= REFRACTORY_SECONDS) onsets.push(seconds)
  }
  return onsets
}

function meanAround(values: Float64Array, at: number): number {
  const [from, to] = [Math.max(0, at - AROUND), Math.min(values.length, at + AROUND + 1)]
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i]!
  return sum / (to - from)
}

/** Each is matched once, in the order of time. 1 where neither has any. */
export function onsetF1(made: ArrayLike<number>, heard: ArrayLike<number>): number {
  const [ours, theirs] = [soundOnsets(made), soundOnsets(heard)]
  if (ours.length + theirs.length === 0) return 1
  let [i, j, both] = [0, 0, 0]
  while (i < ours.length && j < theirs.length) {
    const later = ours[i]! - theirs[j]!
    if (Math.abs(later) <= WITHIN_SECONDS) {
      both++
      i++
      j++
    } else if (later > 0) j++
    else i++
  }
  return (2 * both) / (ours.length + theirs.length)
}
