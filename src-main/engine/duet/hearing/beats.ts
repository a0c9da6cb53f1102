/**
 * The beat in what somebody played without one: of many tempos the one under which the notes stand in simple places, and the
 * places themselves (after Temperley's and Cemgil's costs of a metrical reading; the player may drift).
 */
import { TICKS_PER_QUARTER } from "#shared/music/index.ts"
import { GRID_TICKS } from "../../symbolic/index.ts"

/** Steps of the grid in a quarter. */
const STEPS = TICKS_PER_QUARTER / GRID_TICKS
/** What a place within a quarter costs: on the beat, off it, sixteenths, triplets, anything else. */
const COSTS = [0, 3.5, 3.5, 0.8, 0.9, 3.5, 0.3, 3.5, 0.6, 0.8, 3.5, 3.5]
/** How far hands are off, in seconds. */
const HAND_SECONDS = 0.022
/** A player who drifts is followed by so much of what each note is off. */
const FOLLOW = 0.25
/** Tempos that are looked at, 1 % apart; about 108 is the likeliest, an octave of tempo 2.2 times this unlikely. */
const [SLOWEST, FASTEST, USUAL] = [45, 210, 108]
const TEMPO_STEP = 1.01
const OCTAVE_COST = 1.1
/** Notes that begin within this are a chord. */
export const TOGETHER_SECONDS = 0.035
/** Until there is more to go by. */
const PLAIN_BPM = 100

/**
 * Of onsets in seconds, rising, the tempo in quarters a minute.
 * @returns 100 for fewer than three of them
 */
export function tempoOf(onsets: readonly number[]): number {
  if (onsets.length < 3) return PLAIN_BPM
  let best = { bpm: PLAIN_BPM, cost: Infinity }
  for (let bpm = SLOWEST; bpm <= FASTEST; bpm *= TEMPO_STEP) {
    const octaves = Math.log2(bpm / USUAL)
    // What is unlikely of a tempo weighs as much as some notes: long phrases know better.
    const cost = costAt(onsets, bpm) + (OCTAVE_COST * octaves * octaves * 4) / onsets.length
    if (cost < best.cost) best = { bpm, cost }
  }
  return fitted(onsets, best.bpm)
}

/** Grid steps (12 a quarter) of onsets in seconds, rising; the first is at `from`. */
export function placesOf(onsets: readonly number[], bpm: number, from = 0): number[] {
  const stepSeconds = 60 / bpm / STEPS
  let anchor = { seconds: onsets[0] ?? 0, step: from }
  return onsets.map((seconds, at) => {
    if (at === 0) return from
    const place = placeAt(anchor.step + (seconds - anchor.seconds) / stepSeconds, stepSeconds)
    const off = seconds - anchor.seconds - (place - anchor.step) * stepSeconds
    anchor = { step: place, seconds: seconds - off * (1 - FOLLOW) }
    return place
  })
}

/** The cheapest place near a point between steps. */
function placeAt(steps: number, stepSeconds: number): number {
  let best = { place: 0, cost: Infinity }
  for (let place = Math.floor(steps) - 2; place <= Math.ceil(steps) + 2; place++) {
    if (place < 0) continue
    const cost = costOf((steps - place) * stepSeconds, place)
    if (cost < best.cost) best = { place, cost }
  }
  return best.place
}

const costOf = (offSeconds: number, place: number): number =>
  (offSeconds / HAND_SECONDS) ** 2 / 2 + COSTS[place % STEPS]!

/** Mean cost of the notes' places. */
function costAt(onsets: readonly number[], bpm: number): number {
  const stepSeconds = 60 / bpm / STEPS
  const places = placesOf(onsets, bpm)
  let sum = 0
  for (let at = 1; at < onsets.length; at++) {
    const seconds = onsets[at]! - onsets[at - 1]!
    const steps = places[at]! - places[at - 1]!
    sum += costOf(seconds - steps * stepSeconds, places[at]!)
  }
  return sum / (onsets.length - 1)
}

/** The tempo that goes best through the places that were found: least squares. */
function fitted(onsets: readonly number[], bpm: number): number {
  const places = placesOf(onsets, bpm)
  const middle = (all: readonly number[]): number =>
    all.reduce((sum, each) => sum + each, 0) / all.length
  const [meanPlace, meanSeconds] = [middle(places), middle(onsets)]
  let [both, square] = [0, 0]
  for (const [at, place] of places.entries()) {
    both += (place - meanPlace) * (onsets[at]! - meanSeconds)
    square += (place - meanPlace) ** 2
  }
  if (square === 0 || both <= 0) return bpm
  return 60 / ((both / square) * STEPS)
}
