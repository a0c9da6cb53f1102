/**
 * A deck whose every number can be learnt: y(t) = gate(f(t - d_f)) (h0 * u + h1 * (o u)), u(t) = law(|v|) x(p(t - d_p)), where
 * o are octaves of speed (scratch.md 7). `play` makes the sound, `slopes` goes the way back from a slope over each of its frames
 * to one over each number: the chain rule, written out.
 */
import type { TileSource } from "#shared/dsp/index.ts"
import {
  addColoured,
  addTapSlopes,
  COLOUR_AHEAD,
  COLOUR_BEHIND,
  COLOUR_TAPS,
  colourBack,
} from "./colour.ts"
import type { Course } from "./course.ts"
import { faderGate, type Gate } from "./fader-gate.ts"
import { type NeedleTrace, readAlong, type Timeline } from "./needle-read.ts"
import { type Physics, PHYSICS_NAMES } from "./physics.ts"
import { type SpeedLaw, speedLaw } from "./speed-law.ts"

export interface LearntDeck {
  physics: Physics
  /** h0 and h1 above, the level of the whole included. */
  colour: Float64Array
  speedColour: Float64Array
}

/** What is played: a course on a record. */
export interface Playing {
  course: Course
  record: TileSource
  timeline: Timeline
}

export interface Stretch {
  from: number
  count: number
}

/** What was played, with all that the way back needs. */
export interface Played {
  sound: Float64Array
  /** Before the gate. */
  coloured: Float64Array
  gates: Float64Array
  /** With margins for the colour: what the needle gives, by speed, and that times octaves. */
  given: Float64Array
  byOctaves: Float64Array
  trace: NeedleTrace
}

export interface DeckSlopes {
  physics: Float64Array
  colour: Float64Array
  speedColour: Float64Array
}

const noGate = (): Gate => ({
  ...{ gain: 0, overDelay: 0, overTravel: 0, overLag: 0, overCut: 0, overContour: 0 },
})
const noLaw = (): SpeedLaw => ({
  ...{ gain: 0, overSpeed: 0, overKnee: 0, overSlowPower: 0, overFastPower: 0 },
  ...{ octaves: 0, octavesOverSpeed: 0 },
})

export function play(
  { physics, colour, speedColour }: LearntDeck,
  { course, record, timeline }: Playing,
  { from, count }: Stretch,
  hasSlope = false,
): Played {
  const wide = { from: from - COLOUR_BEHIND, count: count + COLOUR_TAPS - 1, hasSlope }
  const trace = readAlong(course, record, timeline, physics, wide)
  const [given, byOctaves] = [new Float64Array(wide.count), new Float64Array(wide.count)]
  const law = noLaw()
  for (let i = 0; i < wide.count; i++) {
    speedLaw(trace.speed[i]!, physics, law)
    given[i] = law.gain * trace.sound[i]!
    byOctaves[i] = law.octaves * given[i]!
  }
  const coloured = new Float64Array(count)
  addColoured(given, colour, coloured)
  addColoured(byOctaves, speedColour, coloured)
  const [gates, gate] = [new Float64Array(count), noGate()]
  for (let i = 0; i < count; i++) {
    faderGate(course, secondsOf(timeline, from + i), physics, gate)
    gates[i] = gate.gain
  }
  const sound = coloured.map((value, i) => value * gates[i]!)
  return { sound, coloured, gates, given, byOctaves, trace }
}

const secondsOf = ({ startSeconds, stepSeconds }: Timeline, frame: number): number =>
  startSeconds + frame * stepSeconds

export const noSlopes = (): DeckSlopes => ({
  physics: new Float64Array(PHYSICS_NAMES.length),
  colour: new Float64Array(COLOUR_TAPS),
  speedColour: new Float64Array(COLOUR_TAPS),
})

/** Adds to `into`. @param slope over each frame of the sound */
export function addSlopes(
  deck: LearntDeck,
  playing: Playing,
  { from, count }: Stretch,
  played: Played,
  slope: Float64Array,
  into: DeckSlopes,
): void {
  addGateSlopes(deck.physics, playing, from, played, slope, into)
  const beforeGate = slope.map((value, i) => value * played.gates[i]!)
  addTapSlopes(played.given, beforeGate, into.colour)
  addTapSlopes(played.byOctaves, beforeGate, into.speedColour)
  const overGiven = colourBack(beforeGate, deck.colour)
  const overByOctaves = colourBack(beforeGate, deck.speedColour)
  addNeedleSlopes(deck.physics, played, { overGiven, overByOctaves }, count, into)
}

function addGateSlopes(
  physics: Physics,
  { course, timeline }: Playing,
  from: number,
  { coloured }: Played,
  slope: Float64Array,
  into: DeckSlopes,
): void {
  const gate = noGate()
  let [delay, travel, lag, cut, contour] = [0, 0, 0, 0, 0]
  for (let i = 0; i < slope.length; i++) {
    const over = slope[i]! * coloured[i]!
    if (over === 0) continue
    faderGate(course, secondsOf(timeline, from + i), physics, gate)
    delay += over * gate.overDelay
    travel += over * gate.overTravel
    lag += over * gate.overLag
    cut += over * gate.overCut
    contour += over * gate.overContour
  }
  const inMs = { faderDelayMs: delay / 1000, faderTravelMs: travel / 1000 }
  addTo(into, { ...inMs, lag, cut, contour })
}

interface Back {
  overGiven: Float64Array
  overByOctaves: Float64Array
}

function addNeedleSlopes(
  physics: Physics,
  { trace, given }: Played,
  { overGiven, overByOctaves }: Back,
  count: number,
  into: DeckSlopes,
): void {
  const law = noLaw()
  let [knee, slow, fast, delay] = [0, 0, 0, 0]
  const length = count + COLOUR_BEHIND + COLOUR_AHEAD
  for (let i = 0; i < length; i++) {
    const sound = trace.sound[i]!
    const speed = trace.speed[i]!
    speedLaw(speed, physics, law)
    const over = overGiven[i]! + overByOctaves[i]! * law.octaves
    const overGain = over * sound
    const overSpeed =
      overGain * law.overSpeed + overByOctaves[i]! * given[i]! * law.octavesOverSpeed
    knee += overGain * law.overKnee
    slow += overGain * law.overSlowPower
    fast += overGain * law.overFastPower
    // A delay moves the place against the speed, and the speed against the acceleration.
    const overPlace = over * law.gain * trace.slope[i]!
    delay -= overPlace * speed + overSpeed * trace.acceleration[i]!
  }
  addTo(into, { kneeSpeed: knee, slowPower: slow, fastPower: fast, placeDelayMs: delay / 1000 })
}

function addTo({ physics }: DeckSlopes, slopes: Partial<Physics>): void {
  for (const [i, name] of PHYSICS_NAMES.entries()) physics[i]! += slopes[name] ?? 0
}
