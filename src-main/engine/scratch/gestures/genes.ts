/**
 * A gesture as 32 numbers of 0..1: what two hands do over and over, each in a loop of its own. The record goes through six
 * places at free times, the fader is the other way round in up to four free stretches. Nothing here knows a technique.
 */
export const GENES = 32
const KNOTS = 6
const PULSES = 4
/** Lengths of a loop, in beats; all of them go into a bar of four. */
const LOOP_BEATS = [1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 4 / 3, 2]
const LEAST_EXTENT_SECONDS = 0.03
const MOST_EXTENT_SECONDS = 0.5
/** A knot takes at least this share of what the widest takes. */
const LEAST_KNOT = 0.1
/** A stretch of less than this is none. */
const NO_PULSE = 0.35
const MOST_PULSE = 0.8
const LEAST_OPEN = 0.12
const MOST_SWING = 0.18
const MOST_PUSH_SECONDS = 0.025
const MOST_ACCENT = 0.5

export interface HandLoop {
  beats: number
  /** In turn: places in record seconds, from the lowest, and where in the loop they are reached, 0..1. */
  places: Float64Array
  phases: Float64Array
}

export interface FaderLoop {
  beats: number
  /** Of the loop, where it begins, 0..1. */
  phase: number
  isOpen: boolean
  /** How far it goes to be open. */
  openPlace: number
  /** Stretches in which it is the other way round: from where, how long; 0..1 of the loop. */
  pulses: { from: number; length: number }[]
}

export interface GesturePlan {
  hand: HandLoop
  fader: FaderLoop
  /** The middle of a beat comes so much later, share of the beat. */
  swing: number
  /** All comes so much later, seconds. */
  push: number
  /** Of the extent in each beat of the bar. */
  accents: [number, number, number, number]
}

export function planOf(genes: Float32Array): GesturePlan {
  let at = 0
  const next = (): number => genes[at++]!
  const loopBeats = (): number =>
    LOOP_BEATS[Math.min(LOOP_BEATS.length - 1, Math.floor(next() * LOOP_BEATS.length))]!
  const many = (count: number): number[] => Array.from({ length: count }, next)
  const handBeats = loopBeats()
  const extent = LEAST_EXTENT_SECONDS * (MOST_EXTENT_SECONDS / LEAST_EXTENT_SECONDS) ** next()
  const hand = handLoop(handBeats, extent, many(KNOTS), many(KNOTS))
  const fader = {
    beats: loopBeats(),
    phase: next(),
    isOpen: next() >= 0.5,
    openPlace: LEAST_OPEN + (1 - LEAST_OPEN) * next(),
    pulses: Array.from({ length: PULSES }, () => pulseOf(next(), next())).filter(
      ({ length }) => length > 0,
    ),
  }
  const swing = MOST_SWING * Math.max(0, 2 * next() - 1)
  const push = MOST_PUSH_SECONDS * (2 * next() - 1)
  const accent = (): number => 1 - MOST_ACCENT * Math.max(0, 2 * next() - 1)
  return { hand, fader, swing, push, accents: [accent(), accent(), accent(), accent()] }
}

function handLoop(beats: number, extent: number, heights: number[], times: number[]): HandLoop {
  const [lowest, highest] = [Math.min(...heights), Math.max(...heights)]
  const span = Math.max(1e-6, highest - lowest)
  const places = Float64Array.from(heights, (height) => (extent * (height - lowest)) / span)
  const shares = times.map((time) => LEAST_KNOT + time)
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const phases = new Float64Array(KNOTS)
  for (let i = 1; i < KNOTS; i++) phases[i] = phases[i - 1]! + shares[i - 1]! / whole
  return { beats, places, phases }
}

const pulseOf = (from: number, width: number): { from: number; length: number } => ({
  from,
  length: width < NO_PULSE ? 0 : (MOST_PULSE * (width - NO_PULSE)) / (1 - NO_PULSE),
})
