/** Where the hands want to be at a time of the bar, out of a plan of loops. */
import type { FaderLoop, GesturePlan, HandLoop } from "./genes.ts"

/** Seconds to the beat that is played then: swing bends it, push moves it. */
export function beatAt(seconds: number, { swing, push }: GesturePlan, bpm: number): number {
  const beats = ((seconds - push) * bpm) / 60
  const whole = Math.floor(beats)
  const part = beats - whole
  const middle = 0.5 + swing
  return (
    whole + (part < middle ? (0.5 * part) / middle : 0.5 + (0.5 * (part - middle)) / (1 - middle))
  )
}

/** In record seconds, from the lowest place of the loop; each beat of the bar has its own extent. */
export function placeAt(beat: number, { hand, accents }: GesturePlan): number {
  const accent = accents[((Math.floor(beat) % 4) + 4) % 4]!
  const before = accents[((Math.floor(beat) % 4) + 3) % 4]!
  // From one extent to the next within an eighth of a beat: the record must not jump.
  const turn = Math.min(1, 8 * (beat - Math.floor(beat)))
  return curveAt(hand, partOf(beat / hand.beats)) * (before + (accent - before) * turn)
}

export function faderPlaceAt(beat: number, fader: FaderLoop): number {
  const part = partOf(beat / fader.beats - fader.phase)
  const isTurned = fader.pulses.some(({ from, length }) => partOf(part - from) < length)
  return fader.isOpen === isTurned ? 0 : fader.openPlace
}

const partOf = (value: number): number => value - Math.floor(value)

/**
 * Through the knots without going beyond them: cubic, level where the way turns round (Fritsch & Carlson 1980), periodic. Where
 * a long stretch meets a short one the mean of their slopes may be too steep: there it stands at the knot.
 */
function curveAt({ places, phases }: HandLoop, part: number): number {
  const count = places.length
  let at = count - 1
  while (at > 0 && phases[at]! > part) at--
  const next = (at + 1) % count
  const width = widthOf(phases, at)
  const u = (part - phases[at]!) / width
  const [from, to] = [places[at]!, places[next]!]
  const [slopeFrom, slopeTo] = [slopeAt(places, phases, at), slopeAt(places, phases, next)]
  const [u2, u3] = [u * u, u * u * u]
  const place =
    (2 * u3 - 3 * u2 + 1) * from +
    (u3 - 2 * u2 + u) * width * slopeFrom +
    (3 * u2 - 2 * u3) * to +
    (u3 - u2) * width * slopeTo
  return Math.min(Math.max(from, to), Math.max(Math.min(from, to), place))
}

const widthOf = (phases: Float64Array, at: number): number =>
  (at + 1 < phases.length ? phases[at + 1]! : 1) - phases[at]!

function slopeAt(places: Float64Array, phases: Float64Array, at: number): number {
  const count = places.length
  const before = (at + count - 1) % count
  const [widthBefore, widthAfter] = [widthOf(phases, before), widthOf(phases, at)]
  const rise = (places[at]! - places[before]!) / widthBefore
  const next = (places[(at + 1) % count]! - places[at]!) / widthAfter
  if (rise * next <= 0) return 0
  return (widthBefore + widthAfter) / (widthBefore / next + widthAfter / rise)
}
